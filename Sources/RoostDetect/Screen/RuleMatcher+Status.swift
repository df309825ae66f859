import RoostModel
import RoostTerminal

// What the program says itself that it does.
extension RuleMatcher {
    /// What it waits for, if it says that it cannot go on without somebody.
    ///
    /// Its dialog says more where the rules know it.
    var statusNeed: Attention? {
        guard let status = observation.status, status.state == .blocked else { return nil }
        let (kind, words): (Attention.Kind, String) =
            switch status.kind {
            case .permission: (.approval, "asks for permission")
            case .question: (.question, "asks a question")
            case .auth: (.authentication, "asks you to sign in")
            case nil: (.question, "waits for you")
            }
        let program = status.program.isEmpty ? observation.provider : status.program
        return attention(
            kind, status.message.isEmpty ? "\(program) \(words)" : status.message, source: "status")
    }
}

extension ProgramStatus {
    /// It waits for the next instruction, however the last one ended.
    var isResting: Bool {
        switch state {
        case .idle, .done, .error: true
        case .working, .blocked: false
        }
    }
}
