/// What a byte does in a state, and the state after it: `[State][256]`, row-major.
///
/// Ground, stray and the doubtful states are not in it: text is the hot path and has a loop of its own, and what
/// becomes of a doubtful string is decided by its whole body.
struct TransitionTable: Sendable {
    /// What to do with the byte.
    enum Action: UInt8 {
        case ignore, execute, clear, collect, parameter
        case dispatchEscape, dispatchControl, hook, startString, put, endString, cancel, reprocess
    }

    struct Edge: Equatable, Sendable {
        let action: Action
        let next: ParserState.State
    }

    private var edges: [Edge?] = Array(repeating: nil, count: ParserState.State.allCases.count * 256)

    /// The edge for a byte; bytes that no arrow names are ignored.
    @inline(__always)
    subscript(state: ParserState.State, byte: UInt8) -> Edge {
        edges[Int(state.rawValue) << 8 | Int(byte)] ?? Edge(action: .ignore, next: state)
    }

    private mutating func on(
        _ bytes: ClosedRange<UInt8>, _ state: ParserState.State, _ action: Action, _ next: ParserState.State
    ) {
        for byte in bytes {
            let cell = Int(state.rawValue) << 8 | Int(byte)
            precondition(edges[cell] == nil, "two edges for byte \(byte) in \(state)")
            edges[cell] = Edge(action: action, next: next)
        }
    }

    /// https://vt100.net/emu/dec_ansi_parser, one line for each arrow of the diagram; 8-bit controls do not
    /// exist in UTF-8 and come in through ground.
    static let dec: TransitionTable = {
        var table = TransitionTable()
        let controls: [ParserState.State] = [
            .escape, .escapeIntermediate, .controlEntry, .controlParameter, .controlIntermediate,
            .controlIgnore,
        ]
        for state in controls {
            table.on(0x00...0x17, state, .execute, state)
            table.on(0x19...0x19, state, .execute, state)
            table.on(0x1C...0x1F, state, .execute, state)
            table.on(0x80...0xFF, state, .ignore, .stray)
        }
        for state in ParserState.State.allCases where state.isInTable {
            table.on(0x18...0x18, state, .cancel, .ground)
            table.on(0x1A...0x1A, state, .cancel, .ground)
        }

        for state in controls { table.on(0x1B...0x1B, state, .clear, .escape) }
        table.on(0x20...0x2F, .escape, .collect, .escapeIntermediate)
        table.on(0x30...0x4F, .escape, .dispatchEscape, .ground)
        table.on(0x50...0x50, .escape, .clear, .deviceEntry)
        table.on(0x51...0x57, .escape, .dispatchEscape, .ground)
        table.on(0x58...0x58, .escape, .startString, .string)
        table.on(0x59...0x5A, .escape, .dispatchEscape, .ground)
        table.on(0x5B...0x5B, .escape, .clear, .controlEntry)
        table.on(0x5C...0x5C, .escape, .dispatchEscape, .ground)
        table.on(0x5D...0x5F, .escape, .startString, .string)
        table.on(0x60...0x7E, .escape, .dispatchEscape, .ground)
        table.on(0x20...0x2F, .escapeIntermediate, .collect, .escapeIntermediate)
        table.on(0x30...0x7E, .escapeIntermediate, .dispatchEscape, .ground)

        table.on(0x20...0x2F, .controlEntry, .collect, .controlIntermediate)
        table.on(0x30...0x3B, .controlEntry, .parameter, .controlParameter)
        table.on(0x3C...0x3F, .controlEntry, .collect, .controlParameter)
        table.on(0x40...0x7E, .controlEntry, .dispatchControl, .ground)
        table.on(0x20...0x2F, .controlParameter, .collect, .controlIntermediate)
        table.on(0x30...0x3B, .controlParameter, .parameter, .controlParameter)
        table.on(0x3C...0x3F, .controlParameter, .ignore, .controlIgnore)
        table.on(0x40...0x7E, .controlParameter, .dispatchControl, .ground)
        table.on(0x20...0x2F, .controlIntermediate, .collect, .controlIntermediate)
        table.on(0x30...0x3F, .controlIntermediate, .ignore, .controlIgnore)
        table.on(0x40...0x7E, .controlIntermediate, .dispatchControl, .ground)
        table.on(0x40...0x7E, .controlIgnore, .ignore, .ground)

        table.on(0x20...0x2F, .deviceEntry, .collect, .deviceIntermediate)
        table.on(0x30...0x3B, .deviceEntry, .parameter, .deviceParameter)
        table.on(0x3C...0x3F, .deviceEntry, .collect, .deviceParameter)
        table.on(0x40...0x7E, .deviceEntry, .hook, .string)
        table.on(0x20...0x2F, .deviceParameter, .collect, .deviceIntermediate)
        table.on(0x30...0x3B, .deviceParameter, .parameter, .deviceParameter)
        table.on(0x3C...0x3F, .deviceParameter, .ignore, .deviceIgnore)
        table.on(0x40...0x7E, .deviceParameter, .hook, .string)
        table.on(0x20...0x2F, .deviceIntermediate, .collect, .deviceIntermediate)
        table.on(0x30...0x3F, .deviceIntermediate, .ignore, .deviceIgnore)
        table.on(0x40...0x7E, .deviceIntermediate, .hook, .string)
        table.on(0x40...0x7E, .deviceIgnore, .startString, .string)
        for state in [ParserState.State.deviceEntry, .deviceParameter, .deviceIntermediate, .deviceIgnore] {
            table.on(0x1B...0x1B, state, .clear, .escape)
        }

        table.on(0x07...0x07, .string, .endString, .ground)
        table.on(0x1B...0x1B, .string, .ignore, .stringEscape)
        table.on(0x00...0x06, .string, .put, .string)
        table.on(0x08...0x17, .string, .put, .string)
        table.on(0x19...0x19, .string, .put, .string)
        table.on(0x1C...0xFF, .string, .put, .string)
        table.on(0x5C...0x5C, .stringEscape, .endString, .ground)
        for byte in UInt8.min...UInt8.max where ![0x18, 0x1A, 0x5C].contains(byte) {
            table.on(byte...byte, .stringEscape, .reprocess, .escape)
        }
        return table
    }()
}
