/// Where the parser stands between two bytes, and what it collected of the sequence that is under way.
///
/// The parser itself is `Terminal.feed`: ``TransitionTable`` says what a byte does in a state.
struct ParserState: ~Copyable {
    var state = State.ground
    var transitions = TransitionTable.dec
    var parameters = Parameters()
    /// The private marker (3C...3F) and the intermediates (20...2F) in order, eight bits each.
    var collected: UInt32 = 0
    /// Body of an OSC or DCS; nothing is kept of the other strings.
    var string: [UInt8] = []
    var stringKind = StringKind.ignored
    /// Final byte and collected bytes of a DCS.
    var deviceControl: UInt32 = 0
    /// The bytes of a character that is not complete, at most three.
    var partialCharacter: [UInt8] = []

    /// The states of https://vt100.net/emu/dec_ansi_parser.
    ///
    /// A string ends with BEL or ESC \; ESC before anything else cancels it, hence `stringEscape`. A character
    /// beyond ASCII cancels a sequence and is part of it, hence `stray`, which is left after its last byte.
    enum State: UInt8, CaseIterable {
        case ground, escape, escapeIntermediate
        case controlEntry, controlParameter, controlIntermediate, controlIgnore
        case deviceEntry, deviceParameter, deviceIntermediate, deviceIgnore
        case string, stringEscape
        case stray
    }

    /// Which string is being received.
    enum StringKind: UInt8, CaseIterable {
        /// SOS, PM, APC, and DCS that nobody here understands: swallowed.
        case ignored
        /// An OSC that is too long: swallowed too, but BEL ends it.
        case ignoredCommand
        case operatingSystemCommand
        case deviceControl

        /// What it becomes when it gets too long.
        var swallowed: StringKind { endsWithBell ? .ignoredCommand : .ignored }

        /// Whether BEL ends it; the others end with ST alone.
        var endsWithBell: Bool { self == .operatingSystemCommand || self == .ignoredCommand }

        /// Whether its bytes are kept.
        var isKept: Bool { limit > 0 }

        /// The most bytes that are kept; a longer string is swallowed whole.
        ///
        /// An OSC 52 of 1 MiB is the longest that means something.
        var limit: Int {
            switch self {
            case .ignored, .ignoredCommand: 0
            case .operatingSystemCommand: 1_500_000
            case .deviceControl: 4096
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
        state = .string
    }

    /// Forgets the string, so that nothing comes of it.
    mutating func dropString() {
        string = []
        stringKind = .ignored
    }

    /// Takes a part of the string; a string that gets too long is swallowed whole.
    mutating func put(_ bytes: some Collection<UInt8>) {
        guard stringKind.isKept else { return }
        if string.count + bytes.count > stringKind.limit {
            stringKind = stringKind.swallowed
            string = []
        } else {
            string.append(contentsOf: bytes)
        }
    }

    /// Takes a marker or an intermediate.
    ///
    /// More than three are more than any sequence has: the fourth makes the whole unknown.
    @inline(__always)
    mutating func collect(_ byte: UInt8) {
        collected = collected > 0xFF_FFFF ? .max : collected << 8 | UInt32(byte)
    }
}
