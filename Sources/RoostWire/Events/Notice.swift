package import RoostModel

/// Something for the person or for the outer terminal.
package enum Notice: Hashable, Sendable {
    /// A line for the middle of the status row.
    case message(String, isError: Bool)
    case bell(session: SessionID)
    /// A program's OSC 52 write.
    case clipboard(selection: String, bytes: [UInt8])
    case notification(session: SessionID, title: String, body: String)
    /// A session needs a person who does not look at it; redacted.
    case alert(session: SessionID, kind: Attention.Kind, text: String)
    /// The server has read its configuration again, and so should its clients.
    case configurationChanged
}

extension Notice: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case message, bell, clipboard, notification, alert
        case configurationChanged = "configuration_changed"
    }

    package var message: Message {
        switch self {
        case .message(let text, let isError):
            Message(Kind.message).with("text", text).with("error", isError)
        case .bell(let session): Message(Kind.bell).with("session", session)
        case .clipboard(let selection, let bytes):
            Message(Kind.clipboard).with("selection", selection).with(bytes: bytes)
        case .notification(let session, let title, let body):
            Message(Kind.notification).with("session", session).with("title", title).with("body", body)
        case .alert(let session, let kind, let text):
            Message(Kind.alert).with("session", session).with("attention", kind).with("text", text)
        case .configurationChanged: Message(Kind.configurationChanged)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .message: self = .message(try fields["text"], isError: try fields["error"])
        case .bell: self = .bell(session: try fields["session"])
        case .clipboard: self = .clipboard(selection: try fields["selection"], bytes: fields.bytes)
        case .notification:
            self = .notification(
                session: try fields["session"], title: try fields["title"], body: try fields["body"])
        case .alert:
            self = .alert(
                session: try fields["session"], kind: try fields["attention"], text: try fields["text"])
        case .configurationChanged: self = .configurationChanged
        }
    }
}
