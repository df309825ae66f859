extension Request {
    /// What is asked of the paste buffers: what was copied, for all clients.
    package enum Buffer: Hashable, Sendable {
        case list
        /// The bytes of one; nil: of the newest that nobody named.
        case show(name: String?)
        /// Keeps bytes, under the next free name with nil; those of that name before are replaced.
        case set(name: String?, bytes: [UInt8])
        case delete(name: String?)
        /// Pastes one into a session.
        case paste(name: String?, target: String)
    }
}

extension Request.Buffer: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case list = "buffer.list"
        case show = "buffer.show"
        case set = "buffer.set"
        case delete = "buffer.delete"
        case paste = "buffer.paste"
    }

    package var message: Message {
        switch self {
        case .list: Message(Kind.list)
        case .show(let name): Message(Kind.show).with("name", name)
        case .set(let name, let bytes): Message(Kind.set).with("name", name).with(bytes: bytes)
        case .delete(let name): Message(Kind.delete).with("name", name)
        case .paste(let name, let target): Message(Kind.paste).with("name", name).with("target", target)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .list: self = .list
        case .show: self = .show(name: try fields[optional: "name"])
        case .set: self = .set(name: try fields[optional: "name"], bytes: fields.bytes)
        case .delete: self = .delete(name: try fields[optional: "name"])
        case .paste: self = .paste(name: try fields[optional: "name"], target: try fields["target"])
        }
    }
}

extension Request.Buffer {
    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .list, .show: true
        case .set, .delete, .paste: false
        }
    }
}
