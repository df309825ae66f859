/// One input for one target: what to set up, and what then happens step by step.
///
/// In a file: a line of text, a second one for people (what went wrong with it), then the steps, each a tag
/// and its content; numbers are little-endian `u32`:
///
/// ```text
/// roost-fuzz 1 TARGET ROWS COLUMNS LIMIT VARIANT SEED
/// # why it is kept
/// B count bytes      bytes arrive
/// S rows columns     the screen gets another size
/// R                  saved and restored
/// F                  time passes
/// ```
package struct FuzzCase: Hashable, Sendable {
    /// What happens at once; between two of them everything is checked.
    enum Step: Hashable, Sendable {
        case bytes([UInt8])
        case resize(rows: Int, columns: Int)
        case restore
        case flush
    }

    var target: FuzzTarget
    var rows = 24
    var columns = 80
    /// Lines of scrollback.
    var limit = 1000
    /// Which of a target's ways of use this is; each target says what it means.
    var variant = 0
    /// Of the choices that are made while it runs, such as where to cut.
    var seed: UInt64 = 0
    var steps: [Step] = []

    /// How many bytes arrive in all.
    var byteCount: Int {
        steps.reduce(0) { sum, step in
            if case .bytes(let bytes) = step { sum + bytes.count } else { sum }
        }
    }

    // MARK: Files

    static let magic = "roost-fuzz 1 "

    /// The file, with `reason` in its second line.
    func encoded(reason: String) -> [UInt8] {
        let head = "\(Self.magic)\(target.rawValue) \(rows) \(columns) \(limit) \(variant) \(seed)\n# "
        var file = Array(head.utf8)
        file.reserveCapacity(byteCount + 16 * steps.count + 256)
        file += reason.utf8.map { $0 == 0x0A ? 0x20 : $0 }
        file.append(0x0A)
        for step in steps {
            switch step {
            case .bytes(let bytes):
                Self.append(0x42, [bytes.count], to: &file)
                file += bytes
            case .resize(let rows, let columns): Self.append(0x53, [rows, columns], to: &file)
            case .restore: file.append(0x52)
            case .flush: file.append(0x46)
            }
        }
        return file
    }

    private static func append(_ tag: UInt8, _ numbers: [Int], to file: inout [UInt8]) {
        file.append(tag)
        for number in numbers {
            for shift in [0, 8, 16, 24] { file.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
    }

    /// Reads a file; one that does not begin as a case is a recording, fed to a terminal as it is.
    package init?(file: [UInt8]) {
        guard file.starts(with: Self.magic.utf8) else {
            self.init(target: .terminal, steps: [.bytes(file)])
            return
        }
        guard let headEnd = file.firstIndex(of: 0x0A),
            let reasonEnd = file[(headEnd + 1)...].firstIndex(of: 0x0A)
        else { return nil }
        let head = String(decoding: file[Self.magic.utf8.count..<headEnd], as: UTF8.self).split(
            separator: " ")
        guard head.count == 6, let target = FuzzTarget(rawValue: String(head[0])), let rows = Int(head[1]),
            let columns = Int(head[2]), let limit = Int(head[3]), let variant = Int(head[4]),
            let seed = UInt64(head[5])
        else { return nil }
        self.init(
            target: target, rows: rows, columns: columns, limit: limit, variant: variant, seed: seed)
        guard readSteps(file[(reasonEnd + 1)...]) else { return nil }
    }

    init(
        target: FuzzTarget, rows: Int = 24, columns: Int = 80, limit: Int = 1000, variant: Int = 0,
        seed: UInt64 = 0, steps: [Step] = []
    ) {
        self.target = target
        self.rows = rows
        self.columns = columns
        self.limit = limit
        self.variant = variant
        self.seed = seed
        self.steps = steps
    }

    private mutating func readSteps(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body
        func number() -> Int? {
            guard rest.count >= 4 else { return nil }
            defer { rest = rest.dropFirst(4) }
            return rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        while let tag = rest.popFirst() {
            switch tag {
            case 0x42:
                guard let count = number(), rest.count >= count else { return false }
                steps.append(.bytes(Array(rest.prefix(count))))
                rest = rest.dropFirst(count)
            case 0x53:
                guard let rows = number(), let columns = number() else { return false }
                steps.append(.resize(rows: rows, columns: columns))
            case 0x52: steps.append(.restore)
            case 0x46: steps.append(.flush)
            default: return false
            }
        }
        return true
    }
}

/// Something that must never be was found.
struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Goes on only where `condition` holds.
@inline(__always)
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(message()) }
}
