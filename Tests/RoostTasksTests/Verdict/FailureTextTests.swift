import RoostModel
import RoostTasks
import Testing

@Suite struct FailureTextTests {
    @Test(
        arguments: [
            ("API Error: 529 Overloaded. This is a server-side issue", .overloaded),
            ("API Error: Request rejected (429) · This request would exceed", .rateLimited),
            ("exceeded retry limit, last status: 429 Too Many Requests", .rateLimited),
            ("unexpected status 401 Unauthorized: Incorrect API key provided", .authentication),
            ("Missing environment variable: `MOCK_KEY`.", .authentication),
            ("Invalid API key · Fix external API key", .authentication),
            ("Not logged in · Please run /login", .authentication),
            ("Credit balance is too low", .quota),
            ("You’ve hit your usage limit. Upgrade to Pro or try again at 4:34 PM.", .quota),
            ("You exceeded your current quota. Please retry in 34.5s.", .rateLimited),
            ("Resource has been exhausted (e.g. check quota).", .rateLimited),
            ("We’re currently experiencing high demand", .overloaded),
            ("stream disconnected before completion", .connection),
            ("connect ECONNREFUSED 127.0.0.1:443", .connection),
            ("No conversation found with session ID: x", .badConversation),
            ("no rollout found for thread id x (code -32600)", .badConversation),
            ("Reached maximum number of turns (1)", .maxTurns),
            ("Reached maximum budget ($1e-7)", .budget),
            ("--dangerously-skip-permissions cannot be used with root/sudo privileges", .denied),
            ("error: unexpected argument '-a' found", .invalidOptions),
            (
                #"{"error": {"message": "Unsupported value.", "type": "invalid_request_error"}}"#,
                .invalidOptions
            ),
            ("It broke", nil),
            ("", nil),
            // A number is no status where nothing says so.
            ("I changed 429 lines in 500 files", nil),
        ] as [(String, TaskFailure?)])
    func `an error's text tells its kind`(text: String, failure: TaskFailure?) {
        #expect(FailureText.failure(in: text) == failure)
    }

    @Test(
        arguments: [
            (400, .invalidOptions), (401, .authentication), (402, .quota), (403, .authentication),
            (408, .connection), (429, .rateLimited), (500, .overloaded), (529, .overloaded), (200, nil),
            (0, nil),
        ] as [(Int, TaskFailure?)])
    func `a status tells its kind`(status: Int, failure: TaskFailure?) {
        #expect(FailureText.failure(status: status) == failure)
    }
}
