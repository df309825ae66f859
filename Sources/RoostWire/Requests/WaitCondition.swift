package import RoostModel

/// What `roost wait` waits for.
package enum WaitCondition: Hashable, Sendable {
    case state(SessionState)
    /// What its program or a person said that it is at.
    case customState(String)
    case attention(Attention.Kind)
    /// A regular expression that a line of the screen or the scrollback matches, now or later.
    case text(String)
    case exit
    /// Its turn is over, a shell is at its prompt, it needs a person, or it has ended.
    case settled
}

extension WaitCondition: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case state, attention, text, exit, settled
        case customState = "custom_state"
    }

    package var message: Message {
        switch self {
        case .state(let state): Message(Kind.state).with("state", state)
        case .customState(let name): Message(Kind.customState).with("name", name)
        case .attention(let attention): Message(Kind.attention).with("attention", attention)
        case .text(let pattern): Message(Kind.text).with("pattern", pattern)
        case .exit: Message(Kind.exit)
        case .settled: Message(Kind.settled)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .state: self = .state(try fields["state"])
        case .customState: self = .customState(try fields["name"])
        case .attention: self = .attention(try fields["attention"])
        case .text: self = .text(try fields["pattern"])
        case .exit: self = .exit
        case .settled: self = .settled
        }
    }
}
