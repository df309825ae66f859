package import RoostModel

extension Request {
    /// What is asked of sessions.
    package enum Session: Hashable, Sendable {
        /// The living ones and those that a pane shows, or all that were not removed.
        case list(all: Bool)
        case create(SessionRequest)
        /// The screen as it stands.
        case capture(target: String, format: CaptureFormat, scrollback: Bool)
        case send(target: String, text: String, enter: Bool)
        /// Keys by their names.
        case sendKeys(target: String, keys: [String])
        /// A whole paste, or one of several parts of it, each sent when the one before is answered.
        case paste(target: String, bytes: [UInt8], part: PastePart = .whole)
        /// Answers when the condition holds; nil: however long that takes.
        case wait(target: String, condition: WaitCondition, timeoutMilliseconds: Int64?)
        /// Answers when the first of some conditions holds, and says which.
        case waitAny(target: String, conditions: [WaitCondition], timeoutMilliseconds: Int64?)
        /// Types a prompt as a person does, unless the session asks something; answered with a ``Turn``, or with its
        /// ``TurnEnd`` where nothing was typed.
        ///
        /// `queues`: also while the program works on something else.
        case ask(target: String, text: String, queues: Bool)
        /// Answers when the turn is over, or cannot go on without a person.
        case turn(Turn, timeoutMilliseconds: Int64?)
        /// Why a session is believed to do and need what it does, as findings.
        case explain(target: String)
        /// Answers the dialog that is up with the key or label of one of its options.
        ///
        /// Of the dialog whose ``RoostModel/Attention/id`` is given; nil: of the one that the server showed last.
        case answer(target: String, option: String, dialog: String?)
        /// What a program in the session says of itself.
        case report(target: String, SessionReport)
        /// Says what it is at in words of the asker's own, with a JSON object as text; nil: nothing any more.
        case setState(target: String, name: String?, data: String? = nil)
        case resize(target: String, rows: Int, columns: Int)
        case rename(target: String, name: String)
        /// Keeps a JSON object as text with a session, in place of an earlier one, for who asks for sessions by it.
        case annotate(target: String, metadata: String?)
        /// Starts an ended session again, in the same place, with the client's environment.
        case restart(target: String, how: RestartKind, environment: [String: String])
        /// Ends a session: asks its program first, unless forced.
        case kill(target: String, force: Bool = false)
        /// Forgets an ended session with its history.
        case remove(target: String)
        /// Encoded lines of the scrollback, `from` on, at most `count`.
        case scrollback(session: SessionID, from: Int, count: Int)
    }
}

extension Request.Session: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case list = "session.list"
        case create = "session.create"
        case capture = "session.capture"
        case send = "session.send"
        case sendKeys = "session.send_keys"
        case paste = "session.paste"
        case wait = "session.wait"
        case waitAny = "session.wait_any"
        case ask = "session.ask"
        case turn = "session.turn"
        case explain = "session.explain"
        case answer = "session.answer"
        case report = "session.report"
        case setState = "session.set_state"
        case resize = "session.resize"
        case rename = "session.rename"
        case annotate = "session.annotate"
        case restart = "session.restart"
        case kill = "session.kill"
        case remove = "session.remove"
        case scrollback = "session.scrollback"
    }

    package var message: Message {
        switch self {
        case .list(let all): Message(Kind.list).with("all", all)
        case .create(let session): Message(Kind.create).with("session", session)
        case .capture(let target, let format, let scrollback):
            Message(Kind.capture).with("target", target).with("format", format)
                .with("scrollback", scrollback)
        case .send(let target, let text, let enter):
            Message(Kind.send).with("target", target).with("text", text).with("enter", enter)
        case .sendKeys(let target, let keys):
            Message(Kind.sendKeys).with("target", target).with("keys", keys)
        case .paste(let target, let bytes, let part):
            Message(Kind.paste).with("target", target).with("part", part == .whole ? nil : part).with(
                bytes: bytes)
        case .wait(let target, let condition, let timeout):
            Message(Kind.wait).with("target", target).with("condition", condition.message)
                .with("timeout_ms", timeout)
        case .waitAny(let target, let conditions, let timeout):
            Message(Kind.waitAny).with("target", target).with("conditions", conditions.map(\.message))
                .with("timeout_ms", timeout)
        case .ask(let target, let text, let queues):
            Message(Kind.ask).with("target", target).with("text", text).with("queues", queues)
        case .turn(let turn, let timeout):
            Message(Kind.turn).with("turn", turn).with("timeout_ms", timeout)
        case .explain(let target): Message(Kind.explain).with("target", target)
        case .answer(let target, let option, let dialog):
            Message(Kind.answer).with("target", target).with("option", option).with("dialog", dialog)
        case .report(let target, let report):
            Message(Kind.report).with("target", target).with("report", report)
        case .setState(let target, let name, let data):
            Message(Kind.setState).with("target", target).with("name", name).with("data", data)
        case .resize(let target, let rows, let columns):
            Message(Kind.resize).with("target", target).with("rows", rows).with("columns", columns)
        case .rename(let target, let name): Message(Kind.rename).with("target", target).with("name", name)
        case .annotate(let target, let metadata):
            Message(Kind.annotate).with("target", target).with("metadata", metadata)
        case .restart(let target, let how, let environment):
            Message(Kind.restart).with("target", target).with("how", how).with("environment", environment)
        case .kill(let target, let force):
            Message(Kind.kill).with("target", target).with("force", force ? true : nil)
        case .remove(let target): Message(Kind.remove).with("target", target)
        case .scrollback(let session, let from, let count):
            Message(Kind.scrollback).with("session", session).with("from", from).with("count", count)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .list: self = .list(all: try fields["all"])
        case .create: self = .create(try fields["session"])
        case .capture:
            self = .capture(
                target: try fields["target"], format: try fields["format"],
                scrollback: try fields["scrollback"])
        case .send:
            self = .send(target: try fields["target"], text: try fields["text"], enter: try fields["enter"])
        case .sendKeys: self = .sendKeys(target: try fields["target"], keys: try fields["keys"])
        case .paste:
            self = .paste(
                target: try fields["target"], bytes: fields.bytes,
                part: try fields[optional: "part"] ?? .whole)
        case .wait:
            self = .wait(
                target: try fields["target"], condition: try fields.message("condition"),
                timeoutMilliseconds: try fields[optional: "timeout_ms"])
        case .waitAny:
            self = .waitAny(
                target: try fields["target"], conditions: try fields.messages("conditions"),
                timeoutMilliseconds: try fields[optional: "timeout_ms"])
        case .ask:
            self = .ask(target: try fields["target"], text: try fields["text"], queues: try fields["queues"])
        case .turn:
            self = .turn(try fields["turn"], timeoutMilliseconds: try fields[optional: "timeout_ms"])
        case .explain: self = .explain(target: try fields["target"])
        case .answer:
            self = .answer(
                target: try fields["target"], option: try fields["option"],
                dialog: try fields[optional: "dialog"])
        case .report: self = .report(target: try fields["target"], try fields["report"])
        case .setState:
            self = .setState(
                target: try fields["target"], name: try fields[optional: "name"],
                data: try fields[optional: "data"])
        case .resize:
            self = .resize(
                target: try fields["target"], rows: try fields["rows"], columns: try fields["columns"])
        case .rename: self = .rename(target: try fields["target"], name: try fields["name"])
        case .annotate:
            self = .annotate(target: try fields["target"], metadata: try fields[optional: "metadata"])
        case .restart:
            self = .restart(
                target: try fields["target"], how: try fields["how"], environment: try fields["environment"])
        case .kill:
            self = .kill(target: try fields["target"], force: try fields[optional: "force"] ?? false)
        case .remove: self = .remove(target: try fields["target"])
        case .scrollback:
            self = .scrollback(
                session: try fields["session"], from: try fields["from"], count: try fields["count"])
        }
    }
}

extension Request.Session {
    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .list, .capture, .wait, .waitAny, .turn, .explain, .scrollback: true
        case .create, .ask, .send, .sendKeys, .paste, .answer, .report, .setState, .resize, .rename,
            .annotate, .restart,
            .kill, .remove:
            false
        }
    }

    /// What it changed has to be found again after every crash once it was answered.
    package var isDurable: Bool {
        switch self {
        case .create, .setState, .resize, .rename, .annotate, .restart, .kill, .remove: true
        case .list, .capture, .send, .sendKeys, .paste, .wait, .waitAny, .ask, .turn, .explain, .answer,
            .report, .scrollback:
            false
        }
    }
}

/// In what form `roost capture` gives a screen.
package enum CaptureFormat: String, Codable, CaseIterable, Hashable, Sendable {
    case text, ansi, json
}

/// How an ended session comes back.
package enum RestartKind: String, Codable, CaseIterable, Hashable, Sendable {
    /// Its own command again.
    case again
    /// The provider's command that takes up the conversation.
    case resume
    /// The user's shell in its directory.
    case shell
}

/// Which part of a paste a message brings.
///
/// A part is answered when the program has read so much that there is room for the next.
package enum PastePart: String, Codable, CaseIterable, Hashable, Sendable {
    /// All of it.
    case whole
    case first, middle, last
}
