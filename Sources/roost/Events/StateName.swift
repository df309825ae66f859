import ArgumentParser
import RoostModel
import RoostWire

/// A state that sessions are chosen by or waited for: one that roost finds out, or one that somebody has named.
enum StateName: Hashable, ExpressibleByArgument {
    case state(SessionState)
    case custom(String)

    static let allValueStrings = SessionState.allCases.map(\.rawValue)

    init?(argument: String) {
        if let state = SessionState(rawValue: argument) {
            self = .state(state)
        } else if CustomState.problem(withName: argument) == nil {
            self = .custom(argument)
        } else {
            return nil
        }
    }

    /// What `roost wait` waits for.
    var condition: WaitCondition {
        switch self {
        case .state(let state): .state(state)
        case .custom(let name): .customState(name)
        }
    }

    /// Whether a session is in it.
    func isOf(_ session: SessionInfo) -> Bool {
        switch self {
        case .state(let state): session.state == state
        case .custom(let name): session.customState?.name == name
        }
    }

    /// Only ended sessions are in it.
    var isEnded: Bool {
        if case .state(let state) = self { state.isEnded } else { false }
    }
}
