import RoostKeeperProtocol
import RoostModel

/// A living child of a session.
struct Child: Sendable {
    let pid: Int32
    /// Clock ticks since the boot; names the process together with `pid`.
    let start: UInt64
    /// The PTY's master side, or the pipe that it prints into; closed when the child has ended.
    let descriptor: Int32
}

/// How a child ended.
enum ExitStatus: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Its keeper died before it did.
    case unknown

    init(_ status: ChildStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .killed(let signal, _): self = .signalled(signal)
        case .running, .gone: self = .unknown
        }
    }

    /// How a program ended that no person has ended.
    var reason: EndReason {
        switch self {
        case .exited(let code): .exited(code)
        case .signalled(let signal): .signalled(signal)
        case .unknown: .unknown
        }
    }

    /// As a shell would say it: 128 + n for a signal.
    var code: Int32? {
        switch self {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        case .unknown: nil
        }
    }
}
