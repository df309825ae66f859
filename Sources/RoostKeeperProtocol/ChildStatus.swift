/// Whether a child runs, and what ended it.
package enum ChildStatus: Hashable, Sendable {
    case running
    /// It called exit(2) with this code.
    case exited(code: Int32)
    /// A signal ended it.
    case killed(signal: Int32, dumpedCore: Bool)
    /// It ended, and who could have known its status ended before it.
    case gone

    /// The code and the state on the wire.
    package var wire: (code: Int32, state: UInt8) {
        switch self {
        case .running: (0, 0)
        case .exited(let code): (code, 1)
        case .killed(let signal, dumpedCore: false): (signal, 2)
        case .killed(let signal, dumpedCore: true): (signal, 3)
        case .gone: (0, 4)
        }
    }

    /// Reads what ``wire`` gives; a state of a later version is an end that we cannot name.
    package init(code: Int32, state: UInt8) {
        switch state {
        case 0: self = .running
        case 1: self = .exited(code: code)
        case 2: self = .killed(signal: code, dumpedCore: false)
        case 3: self = .killed(signal: code, dumpedCore: true)
        default: self = .gone
        }
    }
}
