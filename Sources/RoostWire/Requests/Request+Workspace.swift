extension Request {
    /// What is asked of workspaces as a whole; their windows and panes are `layout`'s.
    package enum Workspace: Hashable, Sendable {
        case list
        /// Windows, panes and sessions of one; nil: the last one.
        case show(name: String?)
        /// The client shows another one from now on.
        case `switch`(name: String)
        case create(name: String)
        case rename(name: String, to: String)
        /// Its sessions go on without a pane.
        case remove(name: String)
    }
}

extension Request.Workspace: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case list = "workspace.list"
        case show = "workspace.show"
        case `switch` = "workspace.switch"
        case create = "workspace.create"
        case rename = "workspace.rename"
        case remove = "workspace.remove"
    }

    package var message: Message {
        switch self {
        case .list: Message(Kind.list)
        case .show(let name): Message(Kind.show).with("name", name)
        case .switch(let name): Message(Kind.switch).with("name", name)
        case .create(let name): Message(Kind.create).with("name", name)
        case .rename(let name, let new): Message(Kind.rename).with("name", name).with("to", new)
        case .remove(let name): Message(Kind.remove).with("name", name)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .list: self = .list
        case .show: self = .show(name: try fields[optional: "name"])
        case .switch: self = .switch(name: try fields["name"])
        case .create: self = .create(name: try fields["name"])
        case .rename: self = .rename(name: try fields["name"], to: try fields["to"])
        case .remove: self = .remove(name: try fields["name"])
        }
    }
}

extension Request.Workspace {
    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .list, .show: true
        case .switch, .create, .rename, .remove: false
        }
    }

    /// What it changed has to be found again after every crash once it was answered.
    package var isDurable: Bool {
        switch self {
        case .list, .show: false
        case .switch, .create, .rename, .remove: true
        }
    }
}
