import RoostConfig
import RoostModel
import RoostWire

// Which conversation a session has, so that just this one is taken up again.
extension Server {
    /// A session has changed: when a turn of an AI CLI begins or ends, it has a conversation.
    ///
    /// What its hooks tell comes by itself; a CLI that somebody typed into a shell has none.
    func lookForConversation(of info: SessionInfo, after former: SessionState?) {
        guard former != info.state, info.state == .waitingInput || info.state == .processing,
            let session = sessions[info.number]
        else { return }
        begin { server in
            let groups = await session.talkingProcesses
            let finder = ConversationFinder(providers: server.providers, now: server.clock.now)
            guard let found = await server.reading({ finder.conversation(inGroups: groups) }) else { return }
            session.run { $0.noteFound(found) }
        }
    }

    /// What takes up the conversation of an ended session.
    ///
    /// - Returns: The provider, and its identifier of the conversation; empty for the latest one of the folder.
    /// - Throws: ``Failure`` when there is nothing to take up.
    func resumption(of info: SessionInfo) async throws(Failure) -> (provider: Provider, id: String) {
        let name = info.kind.isAgent ? info.provider : info.conversation?.provider ?? info.provider
        if let problem = active.catalog.problem(of: name) {
            throw Failure("resume \(info.name)", cause: problem.reason, advice: problem.advice)
        }
        guard let provider = provider(named: name), provider.canResume else {
            throw Failure(
                "resume \(info.name)", cause: "\(name) has no conversations to take up",
                advice: "press Enter to start it again")
        }
        var id = info.conversation?.id
        if id == nil, info.kind.isAgent { id = await conversationIdentifier(of: info.number, provider) }
        return (provider, id ?? "")
    }
}
