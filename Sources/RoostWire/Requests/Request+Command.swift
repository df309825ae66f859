package import RoostModel

extension Request {
    /// What a command asks for; nil when it lacks a session, a workspace or a text that the client has not either.
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
        case .setBuffer(let name, let text):
            guard let text else { return nil }
            self = .buffer(.set(name: name, bytes: Array(text.utf8)))
        case .deleteBuffer(let name): self = .buffer(.delete(name: name))
        case .pasteBuffer(let name, let session):
            guard let target = session ?? focused else { return nil }
            self = .buffer(.paste(name: name, target: target))
        }
    }
}
