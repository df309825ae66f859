import RoostModel
import RoostTasks
import Testing

@testable import RoostGateway

@Suite struct TaskBodyTests {
    private static func body(_ text: String) throws -> CreateTaskBody {
        let object = try #require(JSONParser.parse(text), "\(text)")
        return try CreateTaskBody(object)
    }

    @Test func `a prompt and a folder are enough`() throws {
        let request = try Self.body(#"{"prompt": "mend it", "working_directory": "~/src", "odd": 1}"#).request
        #expect(request == TaskRequest(provider: "claude", prompt: "mend it", cwd: "~/src"))
    }

    @Test func `all that can be asked for`() throws {
        let body = try Self.body(
            """
            {"prompt": "p", "working_directory": "/", "cli_tool": "codex", "user_id": "bob", "name": "n",
             "environment": {"A": "b"}, "timeout": 1.5, "retries": 2, "retry_delay": 0.25, "priority": -3,
             "after": [1, 2], "worktree": true, "needs_approval": true, "stage": "s", "metadata": {"k": "v"},
             "system_prompt": "x", "append_system_prompt": "y", "model": "m", "max_turns": 7,
             "max_budget_usd": 0.5, "allowed_tools": ["Read"], "disallowed_tools": ["Bash"],
             "permission": "read_only"}
            """)
        var wanted = TaskRequest(
            provider: "codex", prompt: "p", cwd: "/",
            options: TaskOptions(
                systemPrompt: "x", appendSystemPrompt: "y", model: "m", maxTurns: 7, maxBudget: 0.5,
                allowedTools: ["Read"], disallowedTools: ["Bash"], permission: .readOnly))
        wanted.name = "n"
        wanted.environment = ["A": "b"]
        wanted.timeoutMilliseconds = 1500
        wanted.retries = 2
        wanted.retryDelayMilliseconds = 250
        wanted.priority = -3
        wanted.after = [TaskID(rawValue: 1), TaskID(rawValue: 2)]
        wanted.hasWorktree = true
        wanted.needsApproval = true
        wanted.stage = "s"
        wanted.metadata = ["k": "v"]
        #expect(body.request == wanted)
        #expect(body.userID == "bob")
        #expect(body.request.problem == nil)
    }

    @Test(arguments: [
        ("prompt", #""prompt": """#), ("prompt", #""prompt": 5"#),
        ("working_directory", #""working_directory": "x""#),
        ("timeout", #""timeout": 0"#), ("timeout", #""timeout": 1e99"#), ("retries", #""retries": 1.5"#),
        ("after", #""after": [0]"#), ("after", #""after": [1.5]"#), ("after", #""after": {}"#),
        ("max_budget_usd", #""max_budget_usd": -1"#), ("permission", #""permission": "root""#),
        ("metadata", #""metadata": []"#), ("priority", #""priority": 1001"#),
    ])
    func `what makes no sense is an error that names its field`(field: String, member: String) throws {
        let rest = #""prompt": "p", "working_directory": "/""#
        let error = #expect(throws: APIError.self) { try Self.body("{\(rest), \(member)}") }
        #expect(error?.code == .invalidField)
        #expect(error?.field == field)
    }

    @Test func `a task is its user's, and the host's own nobody's`() {
        var task = TaskInfo(
            id: TaskID(rawValue: 1), request: TaskRequest(provider: "claude", prompt: "p", cwd: "/"),
            createdAt: Timestamp(milliseconds: 0))
        func access(_ user: String, _ scope: Scope) -> Access {
            Access(claims: TokenClaims(userID: user, expiresAt: 0, scope: scope))
        }
        #expect(!access("ann", .standard).sees(task))
        #expect(access("ann", [.read, .write, .admin]).sees(task))
        task.request.userID = "ann"
        #expect(access("ann", .read).sees(task))
        #expect(!access("bob", .standard).sees(task))
        #expect(task.json["user_id"]?.string == "ann")
        #expect(task.json["id"]?.int == 1)
    }
}
