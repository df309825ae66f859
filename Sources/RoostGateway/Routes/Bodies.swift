import RoostModel
import RoostTasks
import RoostTerminal
import RoostWire

/// `POST /cli/sessions`.
struct CreateSessionBody: Hashable, Sendable {
    static let largestSize = 1000

    let provider: String?
    let fullAccess: Bool
    let userID: String?
    let directory: String?
    let metadata: String?
    let name: String?
    let arguments: [String]
    let environment: [String: String]
    let columns: Int?
    let rows: Int?
    /// Empty: the latest conversation.
    let resume: String?

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        provider = try fields.string("cli_tool", atMost: 256)
        switch try fields.string("mode") {
        case nil, "interactive": break
        case "cli", "api":
            throw .invalid(
                "mode", "only interactive sessions are started here",
                advice: "leave it out, or start a print-mode task with roost run")
        case .some: throw .invalid("mode", "it is none of interactive, cli, api")
        }
        fullAccess = try fields.bool("full_access") ?? false
        userID = try fields.string("user_id", atMost: 256)
        directory = try fields.string("working_directory")
        if let directory, !directory.hasPrefix("/"), directory != "~", !directory.hasPrefix("~/") {
            throw .invalid("working_directory", "it is no absolute path")
        }
        metadata = try fields.object("metadata", atMost: SessionIdentity.metadataLimit)
        name = try fields.string("name", atMost: 256)
        arguments = try fields.strings("arguments", atMost: 4096) ?? []
        if provider == nil, arguments.first == "" {
            throw .invalid("arguments", "the program's name is empty")
        }
        environment = try fields.dictionary("environment", atMost: 1000) ?? [:]
        columns = try fields.integer("cols", in: 1...Self.largestSize)
        rows = try fields.integer("rows", in: 1...Self.largestSize)
        if let latest = object["resume"]?.bool {
            resume = latest ? "" : nil
        } else {
            resume = try fields.string("resume", atMost: 1024)
        }
        if resume != nil, provider == nil { throw .invalid("resume", "only a cli_tool has conversations") }
    }

    /// What the server is asked.
    ///
    /// - Parameters:
    ///   - user: Whose the session is.
    ///   - inherited: The gateway's own environment.
    /// - Returns: A session without a pane.
    func request(for user: String, environment inherited: [String: String]) -> SessionRequest {
        var request = SessionRequest(
            name: name, provider: provider, arguments: arguments, cwd: directory,
            environment: inherited.merging(environment) { $1 },
            variables: environment.isEmpty ? nil : environment, rows: rows, columns: columns,
            isDetached: true, fullAccess: fullAccess, resume: resume)
        request.identity = SessionIdentity(userID: user, metadata: metadata)
        return request
    }
}

/// `PATCH /cli/sessions/{id}`.
struct UpdateSessionBody: Hashable, Sendable {
    let name: String?
    /// Nil outside: stays; nil inside: none from now on.
    let metadata: String??

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        name = try fields.string("name", atMost: 256)
        let isNull = object.members?.last { $0.key == "metadata" }?.value == .null
        if isNull {
            metadata = .some(nil)
        } else {
            metadata = try fields.object("metadata", atMost: SessionIdentity.metadataLimit).map { .some($0) }
        }
        if name == nil, metadata == nil { throw .invalid("name", "there is neither a name nor metadata") }
    }
}

/// `POST /cli/sessions/{id}/input`: one of text, keys and a paste.
enum InputBody: Hashable, Sendable {
    case text(String, enter: Bool)
    case keys([String])
    case paste(String)

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        let given = ["text", "keys", "paste"].filter(fields.has)
        guard given.count <= 1, let only = given.first ?? (fields.has("enter") ? "text" : nil) else {
            throw .invalid("text", "there is not just one of text, keys and paste")
        }
        let limit = 1 << 20
        switch only {
        case "text":
            let (text, enter) = (
                try fields.string("text", atMost: limit) ?? "", try fields.bool("enter") ?? false
            )
            guard !text.isEmpty || enter else { throw .invalid("text", "it is empty") }
            self = .text(text, enter: enter)
        case "keys":
            let keys = try fields.strings("keys", atMost: 1000) ?? []
            guard !keys.isEmpty else { throw .invalid("keys", "there is none") }
            for key in keys where Key(name: key) == nil {
                throw .invalid(
                    "keys", "there is no key \(key.prefix(40).debugDescription)",
                    advice: "for example C-c, Enter, F5, M-x")
            }
            self = .keys(keys)
        default: self = .paste(try fields.string("paste", atMost: limit) ?? "")
        }
    }
}

/// `POST /cli/sessions/{id}/answer`: an option of the dialog by its key or label, or a text.
enum AnswerBody: Hashable, Sendable {
    case option(String, dialog: String?)
    case text(String, dialog: String?)

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        let dialog = try fields.string("dialog", atMost: 64)
        switch (try fields.string("option"), try fields.string("text", atMost: 64 << 10)) {
        case (let option?, nil): self = .option(option, dialog: dialog)
        case (nil, let text?): self = .text(text, dialog: dialog)
        case (nil, nil), (_?, _?): throw .invalid("option", "there is not just one of option and text")
        }
    }
}

/// `PUT /cli/sessions/{id}/size`.
struct SizeBody: Hashable, Sendable {
    let columns: Int
    let rows: Int

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        let range = 1...CreateSessionBody.largestSize
        guard let columns = try fields.integer("cols", in: range) else {
            throw .invalid("cols", "it is missing")
        }
        guard let rows = try fields.integer("rows", in: range) else {
            throw .invalid("rows", "it is missing")
        }
        self.columns = columns
        self.rows = rows
    }
}

/// `POST /cli/sessions/{id}/restart`.
struct RestartBody: Hashable, Sendable {
    let how: RestartKind

    init(_ object: JSONValue) throws(APIError) {
        let word = try Fields(object).string("how") ?? RestartKind.again.rawValue
        guard let how = RestartKind(rawValue: word) else {
            throw .invalid("how", "it is none of again, resume, shell")
        }
        self.how = how
    }
}

/// `PUT /cli/sessions/{id}/state`.
struct StateBody: Hashable, Sendable {
    /// Nil: the session is at nothing any more.
    let name: String?
    /// A JSON object as text.
    let data: String?

    init(_ object: JSONValue) throws(APIError) {
        let fields = Fields(object)
        guard object.members?.contains(where: { $0.key == "name" }) == true else {
            throw .invalid("name", "it is missing", advice: "null takes the state away")
        }
        name = try fields.string("name", atMost: NameRule.mostBytes)
        if let name, let problem = CustomState.problem(withName: name) { throw .invalid("name", problem) }
        data = try fields.object("data", atMost: CustomState.dataLimit)
        guard name != nil || data == nil else {
            throw .invalid("data", "there is no state that they belong to")
        }
    }
}
