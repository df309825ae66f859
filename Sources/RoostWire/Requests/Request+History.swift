package import RoostModel

extension Request {
    /// What is asked of the past; nothing of it changes anything.
    package enum History: Hashable, Sendable {
        /// The last `limit` entries, of one session or of all.
        case entries(target: String?, type: HistoryEntry.Kind?, limit: Int)
        case search(query: String, target: String?, limit: Int)
        /// A session's whole history, oldest first, lines of output too: what follows `after`, less than a MiB of it.
        case page(target: String, type: HistoryEntry.Kind?, after: [Int64]?)
        /// When a session's output came: all that is known now with nil, then from each ``Recording/next`` on.
        case recording(target: String, from: UInt64?)
        /// A session's output from an offset on, less than a MiB of it.
        case output(session: SessionID, from: UInt64)
        /// The same as it comes, from the journal what is not stored yet: answers when there is any, when the session
        /// has ended or the time is over.
        ///
        /// `from` nil: answers at once with no bytes at the offset where the output ends now. No bytes: none came.
        case follow(session: SessionID, from: UInt64?, timeoutMilliseconds: Int64?)
        /// Where a place in a session's output stands among its lines now; with the lines around it as they were
        /// printed, if it does not.
        case place(OutputPlace)
    }
}

extension Request.History: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case entries = "history.entries"
        case search = "history.search"
        case page = "history.page"
        case recording = "history.recording"
        case output = "history.output"
        case follow = "history.follow"
        case place = "history.place"
    }

    package var message: Message {
        switch self {
        case .entries(let target, let type, let limit):
            Message(Kind.entries).with("target", target).with("type", type).with("limit", limit)
        case .search(let query, let target, let limit):
            Message(Kind.search).with("query", query).with("target", target).with("limit", limit)
        case .page(let target, let type, let after):
            Message(Kind.page).with("target", target).with("type", type).with("after", after)
        case .recording(let target, let from):
            Message(Kind.recording).with("target", target).with("from", from)
        case .output(let session, let from):
            Message(Kind.output).with("session", session).with("from", from)
        case .follow(let session, let from, let timeout):
            Message(Kind.follow).with("session", session).with("from", from).with("timeout_ms", timeout)
        case .place(let place):
            Message(Kind.place).with("session", place.session).with("offset", place.offset)
                .with("type", place.type).with("text", place.text)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .entries:
            self = .entries(
                target: try fields[optional: "target"], type: try fields[optional: "type"],
                limit: try fields["limit"])
        case .search:
            self = .search(
                query: try fields["query"], target: try fields[optional: "target"],
                limit: try fields["limit"])
        case .page:
            self = .page(
                target: try fields["target"], type: try fields[optional: "type"],
                after: try fields[optional: "after"])
        case .recording:
            self = .recording(target: try fields["target"], from: try fields[optional: "from"])
        case .output: self = .output(session: try fields["session"], from: try fields["from"])
        case .follow:
            self = .follow(
                session: try fields["session"], from: try fields[optional: "from"],
                timeoutMilliseconds: try fields[optional: "timeout_ms"])
        case .place:
            self = .place(
                OutputPlace(
                    session: try fields["session"], offset: try fields["offset"], type: try fields["type"],
                    text: try fields["text"]))
        }
    }
}

/// A place in what a session printed, as history and search know it.
package struct OutputPlace: Hashable, Sendable {
    package var session: SessionID
    /// Bytes of output before it.
    package var offset: UInt64
    /// What is there: the line that begins at the offset, the command that started there, or something that happened.
    package var type: HistoryEntry.Kind
    /// What the line says, to tell it from what was printed over it; empty where that is not known.
    package var text: String

    package init(session: SessionID, offset: UInt64, type: HistoryEntry.Kind, text: String) {
        self.session = session
        self.offset = offset
        self.type = type
        self.text = text
    }
}
