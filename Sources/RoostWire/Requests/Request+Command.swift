package import RoostModel

extension Request {
    /// What a command asks for; nil when it is about a session or workspace and neither it nor the client has one.
    ///
    /// - Parameters:
    ///   - command: What is wanted.
    ///   - focused: The session that has the keys.
    ///   - shown: The workspace that is looked at.
    package init?(_ command: ServerCommand, session focused: String? = nil, workspace shown: String? = nil) {
        switch command {
        case .renameSession(let session, let name):
            guard let target = session ?? focused else { return nil }
            self = .session(.rename(target: target, name: name))
        case .endSession(let session): self = .session(.kill(target: session))
        case .sendKeys(let session, let keys):
            guard let target = session ?? focused else { return nil }
            self = .session(.sendKeys(target: target, keys: keys))
        case .sendText(let session, let text):
            guard let target = session ?? focused else { return nil }
            self = .session(.send(target: target, text: text, enter: false))
        case .newWorkspace(let name): self = .workspace(.create(name: name))
        case .switchWorkspace(let name): self = .workspace(.switch(name: name))
        case .renameWorkspace(let workspace, let name):
            guard let old = workspace ?? shown else { return nil }
            self = .workspace(.rename(name: old, to: name))
        case .removeWorkspace(let name): self = .workspace(.remove(name: name))
        }
    }
}
