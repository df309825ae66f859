import RoostModel
import RoostWire

/// Requests that wait for something to become true of a session, each until it does, its time is over or its
/// client is gone.
///
/// `Reply` is what the owner keeps for each: a continuation, and the timer that ends it.
struct Waits<Reply> {
    /// Names a wait; never used again.
    struct ID: Hashable, Sendable {
        let number: UInt64
    }

    private struct Wait {
        let session: SessionID
        /// The first of them that holds ends it.
        let conditions: [WaitCondition]
        /// Any change of the session ends it, too.
        let endsAtChange: Bool
        /// Nil: the server itself waits.
        let client: ClientID?
        var reply: Reply
    }

    private var waits: [ID: Wait] = [:]
    private var nextNumber: UInt64 = 1

    /// Whether a session is what somebody waits for; text is looked for by the session itself.
    static func isMet(_ condition: WaitCondition, by info: SessionInfo) -> Bool {
        switch condition {
        case .state(let state): info.state == state
        case .customState(let name): info.customState?.name == name
        case .attention(let kind): info.attention?.kind == kind
        case .exit: info.state.isEnded
        case .settled: isSettled(info)
        case .text: false
        }
    }

    /// Nothing goes on that a person would wait for: its turn is over, or it needs somebody.
    private static func isSettled(_ info: SessionInfo) -> Bool {
        switch info.attention?.kind {
        case .approval, .question, .authentication, .trust, .rateLimited: return true
        case .retrying: return false
        case .bell, .finished, nil: break
        }
        return info.state.isEnded || info.state == .waitingInput || (info.kind == .shell && info.isAtPrompt)
    }

    /// Begins a wait; the caller has looked whether one of its conditions holds already.
    ///
    /// - Parameters:
    ///   - conditions: The first that holds ends it.
    ///   - session: Whose.
    ///   - endsAtChange: The session need only be other than it was.
    ///   - client: Who waits; nil: the server itself.
    ///   - reply: What is kept for it.
    /// - Returns: Its name.
    mutating func begin(
        _ conditions: [WaitCondition], of session: SessionID, endsAtChange: Bool = false,
        for client: ClientID?, reply: Reply
    ) -> ID {
        let id = ID(number: nextNumber)
        nextNumber += 1
        waits[id] = Wait(
            session: session, conditions: conditions, endsAtChange: endsAtChange, client: client, reply: reply
        )
        return id
    }

    /// Changes what the owner keeps for a wait that is not over.
    mutating func update(_ id: ID, _ body: (inout Reply) -> Void) {
        guard var wait = waits[id] else { return }
        body(&wait.reply)
        waits[id] = wait
    }

    /// Ends one wait.
    ///
    /// - Returns: Whose session it was and what was kept for it; nil when it was over before.
    mutating func end(_ id: ID) -> (session: SessionID, reply: Reply)? {
        waits.removeValue(forKey: id).map { ($0.session, $0.reply) }
    }

    /// Those of whose conditions one has come true, oldest first, and which (nil: the session is another, which was
    /// enough); each has to be ended.
    func met(by info: SessionInfo) -> [(id: ID, condition: WaitCondition?)] {
        ids { $0.session == info.number }.compactMap { id in
            guard let wait = waits[id] else { return nil }
            let met = wait.conditions.first { Self.isMet($0, by: info) }
            return met != nil || wait.endsAtChange ? (id, met) : nil
        }
    }

    /// Those of a client that is gone, or of a session that was removed; oldest first.
    func of(client: ClientID) -> [ID] { ids { $0.client == client } }

    /// Those that nothing can fulfil any more, oldest first.
    func of(session: SessionID) -> [ID] { ids { $0.session == session } }

    /// Whether anybody waits for a session.
    func contains(session: SessionID) -> Bool { waits.values.contains { $0.session == session } }

    private func ids(where isMeant: (Wait) -> Bool) -> [ID] {
        waits.filter { isMeant($0.value) }.keys.sorted { $0.number < $1.number }
    }
}
