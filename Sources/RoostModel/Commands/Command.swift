/// A command as somebody gave it: an entry of ``CommandTable``, what followed it, and what that does.
package struct Command: Hashable, Sendable {
    /// The name of the entry.
    package let name: String
    /// What followed it.
    package let arguments: CommandArguments
    /// The line that is read back as this command.
    package let text: String
    /// What it does, for a person: an imperative without a full stop.
    package let help: String
    package let effect: CommandEffect
}

/// What a command does, and by that where: ``client(_:)`` in the client alone, ``list(_:)`` in the shell alone, all
/// else in the server.
package enum CommandEffect: Hashable, Sendable {
    case layout(LayoutCommand)
    case server(ServerCommand)
    case client(ClientCommand)
    case list(Listing)
}

/// What the server does apart from layouts; `session` nil is the one with the keys, `workspace` nil the one shown.
package enum ServerCommand: Hashable, Sendable {
    case renameSession(session: String?, name: String)
    case endSession(session: String)
    case sendKeys(session: String?, keys: [String])
    case sendText(session: String?, text: String)
    case newWorkspace(name: String)
    case switchWorkspace(name: String)
    case renameWorkspace(workspace: String?, name: String)
    case removeWorkspace(name: String)
    /// Keeps a text for pasting, under a name of its own with nil; `text` nil: the standard input.
    case setBuffer(name: String?, text: String?)
    /// Forgets a paste buffer; nil: the newest.
    case deleteBuffer(name: String?)
    /// Pastes a buffer, the newest with nil.
    case pasteBuffer(name: String?, session: String?)
}

/// What the client does by itself: overlays, copy mode, its own life.
package enum ClientCommand: Hashable, Sendable {
    case help, commandPrompt, sessions, windows, workspaces, newSession, inbox, history, search, tasks
    case messages
    case paneNumbers, clock
    /// Ask for the new name.
    case renameWindow(window: Int?), renameSession(session: String?)
    /// End the session and go on with its conversation as a task; ask for the prompt if there is none.
    case sendToBackground(session: String?, prompt: String?)
    case nextAttention, copyMode, scrollUp, scrollDown, buffers
    case detach, suspend, sendPrefix, redraw, dismissHint, reloadConfig
}

/// Facts that `roost pane|window|workspace` prints.
package enum Listing: Hashable, Sendable {
    case panes, windows, workspaces, clients
    /// The panes of one; nil: of the last one.
    case workspace(name: String?)
    case buffers
    /// The bytes of a paste buffer as they are; nil: of the newest.
    case buffer(name: String?)
}
