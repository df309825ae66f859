import RoostTerminal

/// What holds of every line that a terminal gives away.
enum LineCheck {
    /// - Throws: ``Violation`` with `name`, where the line breaks the promises of `Line`.
    static func check(_ line: Line, columns: Int, _ name: @autoclosure () -> String) throws(Violation) {
        try require(line.cells.count <= columns, "\(name()) has \(line.cells.count) cells of \(columns)")
        try require(line.styles.first == .plain, "\(name()) does not begin with the plain style")
        var awaitsRightHalf = false
        for (column, cell) in line.cells.enumerated() {
            try require(
                (cell.width == 0) == awaitsRightHalf,
                "\(name()) has half a wide character in column \(column)")
            awaitsRightHalf = cell.width == 2
            try require(cell.width <= 2, "\(name()), column \(column): a width of \(cell.width)")
            try require(
                Int(cell.style) < line.styles.count, "\(name()), column \(column): there is no such style")
            if cell.scalar & Line.Cell.clusterFlag != 0 {
                let index = Int(cell.scalar & ~Line.Cell.clusterFlag)
                try require(
                    line.clusters.indices.contains(index) && !line.clusters[index].isEmpty,
                    "\(name()), column \(column): there is no such cluster")
            } else {
                try require(
                    cell.scalar == 0 || isPrintable(cell.scalar),
                    "\(name()), column \(column): scalar \(cell.scalar) is nothing that can be shown")
            }
            if cell.width == 0 {
                try require(cell.scalar == 0, "\(name()), column \(column): a right half with content")
            }
        }
        try require(!awaitsRightHalf, "\(name()) ends in half a wide character")
        for cluster in line.clusters {
            try require(
                cluster.unicodeScalars.allSatisfy { isPrintable($0.value) },
                "\(name()) has a control character in a cluster")
        }
    }

    /// Neither C0, DEL nor C1, and a scalar at all.
    @inline(__always)
    static func isPrintable(_ value: UInt32) -> Bool {
        if value >= 0x20, value < 0x7F { return true }
        return value >= 0xA0 && Unicode.Scalar(value) != nil
    }

    /// A compact form says the same as the line, and nothing is left of it.
    static func check(
        _ encoded: [UInt8], is line: Line, _ name: @autoclosure () -> String
    ) throws(Violation) {
        var rest = encoded[...]
        guard let decoded = try? Line(decoding: &rest) else {
            throw Violation("\(name()): its compact form cannot be read")
        }
        try require(decoded == line && rest.isEmpty, "\(name()): its compact form says something else")
    }

    /// Text that a program gave a name with: no control characters, bounded.
    static func check(text: String, limit: Int, _ name: @autoclosure () -> String) throws(Violation) {
        try require(text.utf8.count <= limit, "\(name()) has \(text.utf8.count) bytes, more than \(limit)")
        try require(
            text.unicodeScalars.allSatisfy { isPrintable($0.value) }, "\(name()) holds a control character")
    }
}
