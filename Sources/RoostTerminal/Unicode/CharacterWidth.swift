/// How many columns text takes on a terminal of this module.
///
/// Whoever places text beside the cells of a terminal (frames, lists, status lines) asks here, so that nobody
/// has a second table: Unicode 17, East Asian ambiguous characters narrow, clusters as with mode 2027. What a
/// program prints without that mode takes the sum of its scalars' columns instead.
public enum CharacterWidth {
    /// The version of the Unicode Character Database behind the widths.
    public static var unicodeVersion: String { CharacterTable.unicodeVersion }

    /// Columns of one scalar by itself: 0 for control characters and what combines, 1 or 2.
    ///
    /// A lone regional indicator takes 2, as on a terminal with mode 2027.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        isControl(scalar.value) ? 0 : CharacterTable.shared[scalar.value].clusterWidth
    }

    /// Columns of a text on one line: a cluster (emoji sequence, flag, letter with marks) counts once.
    ///
    /// - Complexity: O(*n*).
    public static func of(_ text: String) -> Int {
        var width = 0
        var cluster = Cluster()
        for scalar in text.unicodeScalars {
            if isControl(scalar.value) {
                cluster = Cluster()
            } else {
                width += cluster.add(scalar.value)
            }
        }
        return width
    }

    /// The cells of a text on one line, each with its columns, where marks with columns of their own have cells of
    /// their own, as for everything that counts by wcwidth(3); emoji sequences and flags stay whole.
    ///
    /// A control character is a cell without columns.
    ///
    /// - Complexity: O(*n*).
    public static func cells(of text: String) -> [(text: String, width: Int)] {
        var cells: [(text: String, width: Int)] = []
        var cluster = Cluster(joinsSpacing: false)
        for scalar in text.unicodeScalars {
            guard !isControl(scalar.value) else {
                cluster = Cluster(joinsSpacing: false)
                cells.append((String(scalar), 0))
                continue
            }
            let joins = cluster.joins(scalar.value)
            let width = cluster.add(scalar.value)
            if joins, !cells.isEmpty {
                cells[cells.count - 1].text.unicodeScalars.append(scalar)
                cells[cells.count - 1].width += width
            } else {
                cells.append((String(scalar), width))
            }
        }
        return cells
    }

    /// Whether a scalar has columns of its own and belongs to the cluster before it: terminals that count in
    /// clusters give it no column.
    public static func joinsCluster(_ scalar: Unicode.Scalar) -> Bool {
        CharacterTable.shared[scalar.value].kind == .spacing
    }

    private static func isControl(_ scalar: UInt32) -> Bool {
        scalar < 0x20 || (0x7F...0x9F).contains(scalar)
    }

    /// The character that text is adding to: the rules of `Terminal.print(_:)` without the cells.
    private struct Cluster {
        private var first = CharacterTable.Properties.narrow
        private var last = CharacterTable.Properties.narrow
        private var count = 0
        private let joinsSpacing: Bool

        /// With `joinsSpacing` as in mode 2027, without it marks that have columns begin a cell.
        init(joinsSpacing: Bool = true) {
            self.joinsSpacing = joinsSpacing
        }

        /// Whether a scalar would go into the cell of those before it.
        func joins(_ scalar: UInt32) -> Bool { joins(CharacterTable.shared[scalar]) }

        /// Adds a scalar.
        ///
        /// - Returns: By how many columns the text grows.
        mutating func add(_ scalar: UInt32) -> Int {
            let properties = CharacterTable.shared[scalar]
            guard joins(properties) else {
                guard properties.width > 0 else { return 0 }
                first = properties
                last = properties
                count = 1
                return properties.clusterWidth
            }
            let widens =
                properties.kind == .presentation && count == 1 && first.width == 1
                && first.widensForPresentation
            if count < ClusterTable.scalarLimit {
                last = properties
                count += 1
            }
            return widens ? 1 : 0
        }

        private func joins(_ properties: CharacterTable.Properties) -> Bool {
            guard count > 0 else { return false }
            if properties.width == 0 { return true }
            return switch properties.kind {
            case .spacing: joinsSpacing
            case .regional: count == 1 && first.kind == .regional
            case .modifier: last.kind == .pictographic
            case .pictographic: count > 1 && last.kind == .joiner && first.kind == .pictographic
            default: false
            }
        }
    }
}
