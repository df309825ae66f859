/// Where the parser stands between two bytes, and what it collected of the sequence that is under way.
///
/// The parser itself is `Terminal.feed`: ``TransitionTable`` says what a byte does in a state.
struct ParserState: ~Copyable {
    var state = State.ground
    var transitions = TransitionTable.dec
    var parameters = Parameters()
    /// The private marker (3C...3F) and the intermediates (20...2F) in order, eight bits each.
    var collected: UInt32 = 0
    /// Body of an OSC, a DCS or a doubtful string; nothing is kept of the other strings.
    var string: [UInt8] = []
    var stringKind = StringKind.ignored
    /// What of the string may turn out to be text.
    var held = HeldText()
    /// Text that a string had swallowed is printed: what begins a string in it begins none.
    var isReclaiming = false
    /// Final byte and collected bytes of a DCS; of a doubtful string the byte that ESC would have before it.
    var deviceControl: UInt32 = 0
    /// The bytes of a character that is not complete, at most three.
    var partialCharacter: [UInt8] = []

    /// The states of https://vt100.net/emu/dec_ansi_parser.
    ///
    /// A string ends with BEL or ESC \; ESC before anything else cancels it, hence `stringEscape`. A character
    /// beyond ASCII cancels a sequence and is part of it, hence `stray`, which is left after its last byte. What
    /// follows U+0090 and its like is collected apart until it is clear whether it is a string (``<doc:Strings>``).
    ///
    /// The raw values stand in snapshots.
    enum State: UInt8, CaseIterable {
        case ground, escape, escapeIntermediate
        case controlEntry, controlParameter, controlIntermediate, controlIgnore
        case deviceEntry, deviceParameter, deviceIntermediate, deviceIgnore
        case string, stringEscape
        case stray
        case doubtful, doubtfulEscape

        /// Whether the transition table has edges for it; the others have loops of their own.
        var isInTable: Bool {
            switch self {
            case .ground, .stray, .doubtful, .doubtfulEscape: false
            default: true
            }
        }
    }

    /// Which string is being received.
    enum StringKind: UInt8, CaseIterable {
        /// SOS, PM, APC, and DCS that nobody here understands: swallowed.
        case ignored
        /// An OSC that is too long: swallowed too, but BEL ends it.
        case ignoredCommand
        case operatingSystemCommand
        case deviceControl
        /// Begun by a C1 control that was encoded in UTF-8, and not ended so far.
        case doubtful

        /// What it becomes when it gets too long.
        var swallowed: StringKind { endsWithBell ? .ignoredCommand : .ignored }

        /// Whether BEL ends it; the others end with ST alone.
        var endsWithBell: Bool { self == .operatingSystemCommand || self == .ignoredCommand }

        /// Whether its bytes are kept.
        var isKept: Bool { self != .ignored && self != .ignoredCommand }

        /// The most bytes that are kept; a longer string is swallowed whole.
        ///
        /// An OSC 52 of 1 MiB is the longest that means something. Of a string that is swallowed one byte is kept,
        /// if it may be the first of U+009C.
        var limit: Int {
            switch self {
            case .ignored, .ignoredCommand: 1
            case .operatingSystemCommand: 1_500_000
            case .deviceControl: 4096
            case .doubtful: HeldText.limit
            }
        }
    }

    /// Forgets the sequence, at its start.
    @inline(__always)
    mutating func clear() {
        parameters.clear()
        collected = 0
    }

    /// Begins a string: what comes is its body.
    mutating func startString(_ kind: StringKind) {
        string = []
        stringKind = kind
        held = HeldText()
        state = .string
    }

    /// Forgets the string, so that nothing comes of it.
    mutating func dropString() {
        string = []
        stringKind = .ignored
        held = HeldText()
    }

    /// Takes a part of the string; a string that gets too long is swallowed whole.
    mutating func put(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        if stringKind.isKept {
            if string.count + bytes.count <= stringKind.limit { return string.append(contentsOf: bytes) }
            stringKind = stringKind.swallowed
        }
        string = Array(bytes.suffix(1).filter { $0 == Self.leadOfC1 })
    }

    /// Whether string and introducer are what a doubtful string can have; for snapshots.
    var hasDoubtfulString: Bool {
        [0x50, 0x58, 0x5D, 0x5E, 0x5F].contains(deviceControl) && string.allSatisfy { $0 >= 0x20 }
    }

    /// The first of the two bytes of U+0080...U+009F.
    static let leadOfC1: UInt8 = 0xC2

    /// Takes a marker or an intermediate.
    ///
    /// More than three are more than any sequence has: the fourth makes the whole unknown.
    @inline(__always)
    mutating func collect(_ byte: UInt8) {
        collected = collected > 0xFF_FFFF ? .max : collected << 8 | UInt32(byte)
    }
}
