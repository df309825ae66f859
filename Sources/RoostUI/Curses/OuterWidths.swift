import RoostModel
import RoostTerminal

/// How many columns the outer terminal takes for what the C library has no width for, as it says itself.
///
/// At the start a sample of each kind is written, the terminal is asked where its cursor is after it (DECXCPR), and
/// the samples are erased. Nothing waits for the answers, and a terminal that gives none is drawn for as before:
/// with the first character of each cluster.
///
/// A terminal with mode 2027 draws clusters only within that mode here. Outside of it, it counts as curses does, so
/// that nothing beside a cluster ever shifts.
struct OuterWidths: Hashable {
    /// Kinds of characters that terminals disagree about.
    enum Kind: Int, CaseIterable, Hashable {
        /// Pictographs with U+200D between them.
        case joined
        /// A pictograph and a skin tone.
        case toned
        /// A narrow character that U+FE0F makes an emoji.
        case presented
        /// A digit, U+FE0F and U+20E3.
        case keycap
        /// Two regional indicators.
        case flag
        /// A letter and a mark with a column of its own.
        case spaced

        /// What is written to find out.
        fileprivate var sample: String {
            switch self {
            case .joined: "\u{1F469}\u{200D}\u{1F467}"
            case .toned: "\u{1F44D}\u{1F3FD}"
            case .presented: "\u{2764}\u{FE0F}"
            case .keycap: "1\u{FE0F}\u{20E3}"
            case .flag: "\u{1F1E9}\u{1F1EA}"
            case .spaced: "\u{E01}\u{E33}"
            }
        }
    }

    /// The columns of each sample, in the order of the kinds; as far as they were told.
    private var columns: [Int] = []
    /// What mode 2027 was found as; nil: not told.
    private var clusterMode: Int?

    static let clustersOn = "\u{1b}[?2027h"
    static let clustersOff = "\u{1b}[?2027l"

    /// The samples, in the upper left corner, and the questions; the first row is blank after them, and the cursor
    /// where it was.
    static let questions =
        "\u{1b}7\u{1b}[?2027$p\u{1b}[H" + clustersOn
        + Kind.allCases.map { "\($0.sample)\u{1b}[?6n\u{1b}[H" }.joined() + clustersOff + "\u{1b}[K\u{1b}8"

    /// Gives the terminal its own way to count back.
    var restoring: String { clusterMode == 1 ? Self.clustersOn : "" }

    /// It has mode 2027, and is out of it except while clusters are written.
    var hasClusterMode: Bool { clusterMode == 1 || clusterMode == 2 }

    /// Told what came.
    ///
    /// - Returns: Whether everything is known now.
    mutating func receive(_ reply: TerminalReply) -> Bool {
        switch reply {
        case .mode(2027, let state) where clusterMode == nil:
            clusterMode = state
            return false
        case .cursorPosition(_, let column) where columns.count < Kind.allCases.count:
            columns.append(column - 1)
            return columns.count == Kind.allCases.count
        default: return false
        }
    }

    private subscript(kind: Kind) -> Int? { columns[safe: kind.rawValue] }

    /// Whether a cluster of two columns comes out whole, and as wide.
    func draws(_ kind: Kind) -> Bool { self[kind] == 2 }

    /// Whether a character that stands in a cell of its own would go into the one before it, and move everything
    /// to its right.
    func absorbs(_ scalar: UInt32) -> Bool {
        guard !hasClusterMode else { return false }
        if (0x1F3FB...0x1F3FF).contains(scalar) { return self[.toned] == 2 }
        guard self[.spaced] == 1, let scalar = Unicode.Scalar(scalar) else { return false }
        return CharacterWidth.joinsCluster(scalar)
    }

    /// Whether anything is absorbed at all.
    var absorbsAny: Bool { !hasClusterMode && (self[.toned] == 2 || self[.spaced] == 1) }

    /// What terminals may disagree about in a cluster; nil: nothing.
    static func kind(of scalars: some Collection<UInt32>) -> Kind? {
        guard scalars.count > 1, let first = scalars.first else { return nil }
        let rest = scalars.dropFirst()
        if rest.contains(0x20E3), rest.contains(0xFE0F) { return .keycap }
        if rest.dropLast().contains(0x200D) { return .joined }
        if rest.contains(where: { (0x1F3FB...0x1F3FF).contains($0) }) { return .toned }
        if (0x1F1E6...0x1F1FF).contains(first) { return .flag }
        return rest.contains(0xFE0F) ? .presented : nil
    }

    /// Whether a character in a cell of its width is written after curses' frame, at a place of its own.
    func isSupplement(_ scalars: some Collection<UInt32>, width: Int) -> Bool {
        if scalars.count == 1, let scalar = scalars.first { return scalar >= 0x300 && absorbs(scalar) }
        // More marks than curses takes in a cell: nobody disagrees about their width.
        guard let kind = Self.kind(of: scalars) else { return scalars.count > CellText.maximumScalars }
        guard width == 2, kind != .flag else { return false }
        return draws(kind)
    }
}
