import RoostModel
import RoostTasks
import RoostWire

/// The forms of bodies and answers, for ``OpenAPI``.
enum Schemas {
    /// What a member is, and whether it is always there.
    private struct Field {
        let name: String
        let schema: JSONValue
        let isRequired: Bool
    }

    static func reference(_ name: String) -> JSONValue {
        .members(["$ref": .string("#/components/schemas/\(name)")])
    }

    /// By their names.
    static let all: [(name: String, schema: JSONValue)] = [
        (
            "CreateSession",
            object([
                may("cli_tool", string), may("mode", choice(["interactive"])), may("full_access", boolean),
                may("user_id", string), may("working_directory", string), may("metadata", anything),
                may("name", string), may("arguments", array(string)), may("environment", strings),
                may("cols", integer), may("rows", integer), may("resume", type(["string", "boolean"])),
            ])
        ),
        (
            "Created",
            object([
                must("session_id", string), must("status", choice(["created"])),
                must("websocket_url", string),
                must("created_at", string), must("name", string), must("number", integer),
            ])
        ),
        ("Session", session),
        (
            "Sessions",
            object([
                must("sessions", array(reference("Session"))), must("total", integer),
                must("limit", integer), must("offset", integer),
            ])
        ),
        ("UpdateSession", object([may("name", string), may("metadata", type(["object", "null"]))])),
        (
            "Input",
            object([
                may("text", string), may("enter", boolean), may("keys", array(string)), may("paste", string),
            ])
        ),
        ("Answer", object([may("option", string), may("text", string), may("dialog", string)])),
        (
            "State", object([must("name", optional("string")), may("data", type(["object", "null"]))])
        ),
        (
            "CustomState",
            object([
                must("name", string), must("data", type(["object", "null"])), must("since", string),
            ])
        ),
        ("Size", object([must("cols", integer), must("rows", integer)])),
        ("Restart", object([may("how", choice(RestartKind.allCases.map(\.rawValue)))])),
        ("Done", object([may("session_id", string), must("status", choice(["done"]))])),
        ("LogIn", object([may("code", string), may("token", string)])),
        (
            "WhoIs",
            object([must("user_id", string), must("scope", string), must("expires_at", string)])
        ),
        (
            "Message",
            object([
                must("message_type", choice(HistoryEntry.Kind.allCases.map(\.rawValue))),
                must("content", string), must("timestamp", string),
                must("current_directory", optional("string")),
                must("exit_code", optional("integer")), must("duration_ms", optional("integer")),
                must("offset", integer),
            ])
        ),
        (
            "History",
            object([
                must("messages", array(reference("Message"))), must("total", integer),
                must("limit", integer), must("offset", integer),
            ])
        ),
        (
            "Diagnostics",
            object([
                must("session", reference("Session")), must("processes", array(anything)),
                must("history", array(reference("Message"))), must("connections", array(anything)),
                must("output", anything), must("findings", array(anything)), must("server", anything),
                must("screen", string),
            ])
        ),
        ("CreateTask", createTask), ("Task", task),
        (
            "Tasks",
            object([
                must("tasks", array(reference("Task"))), must("more", boolean), must("limit", integer),
                must("offset", integer),
            ])
        ),
        (
            "TaskLog",
            object([
                must(
                    "messages",
                    array(
                        object([
                            must("number", integer), must("attempt", integer), must("at", string),
                            must("message", anything),
                        ]))), must("total", integer),
            ])
        ),
        (
            "Hits",
            object([
                must(
                    "hits",
                    array(
                        object([
                            must("session_id", string), must("name", string), must("timestamp", string),
                            must("text", string), must("offset", integer),
                        ])))
            ])
        ),
        (
            "Providers",
            object([
                must(
                    "providers",
                    array(
                        object([
                            must("name", string), must("command", array(string)),
                            must("full_access", array(string)), must("resumes", boolean),
                            must("problem", optional("string")),
                        ])))
            ])
        ),
        (
            "Health",
            object([
                must("status", choice(["ok", "server_restarting"])), must("version", string),
                must("server", boolean),
            ])
        ),
        (
            "Error",
            object([
                must(
                    "error",
                    object([
                        must("code", choice(APIError.Code.allCases.map(\.rawValue))), must("message", string),
                        must("advice", string), must("field", optional("string")), may("details", anything),
                    ]))
            ])
        ),
    ]

    private static let session = object([
        must("session_id", string), must("cli_tool", string), must("mode", string),
        must("state", choice(SessionState.allCases.map(\.rawValue))), must("pid", optional("integer")),
        must("created_at", string), must("last_activity", string), must("current_directory", string),
        must("authentication_required", boolean), must("metadata", anything),
        must("user_id", optional("string")), must("number", integer), must("name", string),
        must("attention", type(["object", "null"])),
        must("custom_state", .members(["oneOf": .array([reference("CustomState"), type(["null"])])])),
        must("title", string),
        must("exit_code", optional("integer")), must("reason", optional("string")), must("cols", integer),
        must("rows", integer), must("git_branch", optional("string")),
        must("workspace", optional("string")), must("state_since", string),
        may("command_history", array(reference("Message"))),
    ])

    private static let createTask = object([
        must("prompt", string), must("working_directory", string), may("cli_tool", string),
        may("user_id", string), may("name", string), may("environment", strings), may("timeout", number),
        may("retries", integer), may("retry_delay", number), may("priority", integer),
        may("after", array(integer)), may("worktree", boolean), may("needs_approval", boolean),
        may("stage", string), may("metadata", strings), may("system_prompt", string),
        may("append_system_prompt", string), may("model", string), may("max_turns", integer),
        may("max_budget_usd", number), may("allowed_tools", array(string)),
        may("disallowed_tools", array(string)),
        may("permission", choice(TaskOptions.Permission.allCases.map(\.rawValue))),
    ])

    private static let task = object([
        must("id", integer), must("name", optional("string")),
        must("state", choice(TaskState.allCases.map(\.rawValue))), must("provider", string),
        must("prompt", string), must("cwd", string), must("created_at", string),
        must("started_at", optional("string")), must("ended_at", optional("string")),
        must("duration_ms", optional("integer")), must("num_turns", optional("integer")),
        must("total_cost_usd", optional("number")), must("exit_code", optional("integer")),
        must("result", optional("string")), must("error", optional("string")), must("attempt", integer),
        may("user_id", string), may("messages", integer), may("history", array(anything)),
    ])

    // MARK: - Parts

    private static let string = type(["string"])
    private static let integer = type(["integer"])
    private static let number = type(["number"])
    private static let boolean = type(["boolean"])
    private static let anything = type(["object"])
    private static let strings = JSONValue.members([
        "type": .string("object"), "additionalProperties": string,
    ])

    private static func type(_ names: [String]) -> JSONValue {
        .members(["type": names.count == 1 ? .string(names[0]) : .array(names.map(JSONValue.string))])
    }

    private static func optional(_ name: String) -> JSONValue { type([name, "null"]) }

    private static func choice(_ words: [String]) -> JSONValue {
        .members(["type": .string("string"), "enum": .array(words.map(JSONValue.string))])
    }

    private static func array(_ items: JSONValue) -> JSONValue {
        .members(["type": .string("array"), "items": items])
    }

    private static func must(_ name: String, _ schema: JSONValue) -> Field {
        Field(name: name, schema: schema, isRequired: true)
    }

    private static func may(_ name: String, _ schema: JSONValue) -> Field {
        Field(name: name, schema: schema, isRequired: false)
    }

    private static func object(_ fields: [Field]) -> JSONValue {
        .members([
            "type": .string("object"),
            "properties": .object(fields.map { .init(key: $0.name, value: $0.schema) }),
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
        ])
    }
}
