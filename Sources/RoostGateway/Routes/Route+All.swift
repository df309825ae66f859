extension Route {
    private static let session = "/cli/sessions/{id}"
    private static let task = "/tasks/{task}"
    private static let limit = Parameter(
        name: "limit", type: "integer", summary: "how many at most, 1 to 500; the standard is 50")
    private static let offset = Parameter(
        name: "offset", type: "integer", summary: "how many to leave out at the beginning")
    private static let token = Parameter(
        name: "token", type: "string", summary: "the token, where no header can be sent")

    /// Every call.
    static let all: [Route] = [
        Route(
            "POST", "/cli/sessions", .createSession, .write, "Starts a session.", body: "CreateSession",
            answer: "Created", status: 201),
        Route(
            "GET", "/cli/sessions", .listSessions, .read, "Lists sessions, oldest first.",
            parameters: [
                Parameter(
                    name: "status", type: "string",
                    summary:
                        "active, ended, all (the standard), attention, one of the states, or a custom state"),
                Parameter(name: "cli_tool", type: "string", summary: "only those of this provider"),
                Parameter(name: "user_id", type: "string", summary: "only those of this user"),
                Parameter(
                    name: "metadata.KEY", type: "string",
                    summary: "only those whose metadata has this value under KEY"),
                limit, offset,
            ], answer: "Sessions"),
        Route("GET", session, .getSession, .read, "Says all of a session.", answer: "Session"),
        Route(
            "DELETE", session, .deleteSession, .write, "Ends a session.",
            parameters: [
                Parameter(name: "force", type: "boolean", summary: "kill it at once"),
                Parameter(name: "remove", type: "boolean", summary: "forget it with its history, too"),
            ], answer: "Session"),
        Route(
            "PATCH", session, .updateSession, .write, "Changes a session's name or metadata.",
            body: "UpdateSession", answer: "Session"),
        Route(
            "GET", session + "/history", .getHistory, .read, "What a session did, oldest first.",
            parameters: [
                limit, offset,
                Parameter(
                    name: "message_type", type: "string",
                    summary: "only command, output, status, error or auth"),
                Parameter(name: "since", type: "string", summary: "RFC 3339 in UTC: not before this"),
                Parameter(name: "until", type: "string", summary: "RFC 3339 in UTC: before this"),
            ], answer: "History"),
        Route(
            "GET", session + "/diagnostics", .getDiagnostics, .read,
            "All that is known of a session, for who looks for a fault.", answer: "Diagnostics"),
        Route(
            "GET", session + "/screen", .getScreen, .read, "The screen as it stands.",
            parameters: [
                Parameter(
                    name: "format", type: "string", summary: "text (the standard), ansi, json or html"),
                Parameter(name: "scrollback", type: "boolean", summary: "what has left the screen, too"),
            ]),
        Route(
            "GET", session + "/replay.cast", .replay, .read,
            "The output as it happened, as an asciicast of version 2, without secrets."),
        Route(
            "POST", session + "/input", .sendInput, .write, "Types text, keys or a paste.", body: "Input",
            answer: "Done"),
        Route(
            "POST", session + "/answer", .answer, .write, "Answers the dialog that is up.", body: "Answer",
            answer: "Done"),
        Route(
            "PUT", session + "/size", .resize, .write, "Gives the terminal another size.", body: "Size",
            answer: "Session"),
        Route(
            "PUT", session + "/state", .setState, .write,
            "Says what a session is at in a word of the caller's own, with data; without a name it is at nothing.",
            body: "State", answer: "Session"),
        Route(
            "POST", session + "/restart", .restart, .write, "Starts an ended session again.",
            body: "Restart", answer: "Session"),
        Route(
            "GET", "/cli/search", .search, .read, "Finds text in the output of sessions.",
            parameters: [
                Parameter(name: "q", type: "string", summary: "what to look for"),
                Parameter(name: "session", type: "string", summary: "only in this session"), limit,
            ], answer: "Hits"),
        Route(
            "GET", "/cli/session/{id}/ws", .sessionSocket, nil,
            "A WebSocket: status, output, commands. The token is a parameter, a header or the first message.",
            parameters: [
                token,
                Parameter(
                    name: "last_message_id", type: "integer", summary: "the last message that came before"),
                Parameter(name: "plain", type: "boolean", summary: "without escape sequences"),
            ], status: 101),
        Route(
            "GET", "/cli/session/{id}/screen/ws", .screenSocket, nil,
            "A WebSocket for a terminal in a browser: frames of cells, keys and sizes back.",
            parameters: [token], status: 101),
        Route(
            "POST", "/login", .logIn, nil, "Exchanges the code of a link, or a token, for a cookie.",
            body: "LogIn", answer: "WhoIs"),
        Route("GET", "/login", .whoIs, .read, "Whose the token or the cookie is.", answer: "WhoIs"),
        Route("POST", "/logout", .logOut, nil, "Forgets the cookie.", answer: "Done"),
        Route(
            "GET", "/events", .events, .read, "Changes of sessions as server-sent events.",
            parameters: [token]),
        Route(
            "POST", "/tasks", .createTask, .write, "Runs a prompt in print mode, in its turn.",
            body: "CreateTask", answer: "Task", status: 201),
        Route(
            "GET", "/tasks", .listTasks, .read, "Lists print-mode tasks, newest first.",
            parameters: [
                Parameter(
                    name: "state", type: "string",
                    summary: "active, ended, all (the standard), or one of the states"),
                Parameter(name: "cli_tool", type: "string", summary: "only those of this provider"),
                Parameter(name: "name", type: "string", summary: "only those of this name"),
                Parameter(name: "stage", type: "string", summary: "only those of this step of a workflow"),
                Parameter(
                    name: "user_id", type: "string", summary: "only those of this user, for the scope admin"),
                Parameter(name: "since", type: "string", summary: "RFC 3339 in UTC: not before this"),
                Parameter(name: "until", type: "string", summary: "RFC 3339 in UTC: before this"),
                Parameter(
                    name: "metadata.KEY", type: "string",
                    summary: "only those whose metadata has this value under KEY"),
                limit, offset,
            ], answer: "Tasks"),
        Route("GET", task, .getTask, .read, "Says all of a task, with its history.", answer: "Task"),
        Route(
            "GET", task + "/log", .taskLog, .read, "What a task said, in order.",
            parameters: [
                Parameter(name: "from", type: "integer", summary: "the first message; 1 is the first of all"),
                limit,
            ], answer: "TaskLog"),
        Route(
            "POST", task + "/cancel", .cancelTask, .write, "Ends a task, or takes it out of the queue.",
            answer: "Task"),
        Route(
            "POST", task + "/retry", .retryTask, .write, "Makes another attempt of a task that ended.",
            answer: "Task"),
        Route("GET", "/providers", .providers, .read, "What can be started.", answer: "Providers"),
        Route("GET", "/health", .health, nil, "Whether the gateway reaches the server.", answer: "Health"),
        Route(
            "GET", "/metrics", .metrics, .read,
            "Sums over all sessions for Prometheus, in OpenMetrics where Accept names it. A token for some sessions is refused; gateway.metrics lets programs of this machine read them without one."
        ),
        Route("GET", "/openapi.json", .openAPI, nil, "This document."),
    ]
}
