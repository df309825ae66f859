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
            self = .renameSession(target: target, name: name)
        case .endSession(let session): self = .kill(target: session)
        case .sendKeys(let session, let keys):
            guard let target = session ?? focused else { return nil }
            self = .sendKeys(target: target, keys: keys)
        case .sendText(let session, let text):
            guard let target = session ?? focused else { return nil }
            self = .send(target: target, text: text, enter: false)
        case .newWorkspace(let name): self = .newWorkspace(name: name)
        case .switchWorkspace(let name): self = .switchWorkspace(name: name)
        case .renameWorkspace(let workspace, let name):
            guard let old = workspace ?? shown else { return nil }
            self = .renameWorkspace(name: old, to: name)
        case .removeWorkspace(let name): self = .removeWorkspace(name: name)
        }
    }
}
