/// What can be called.
enum Operation: String, CaseIterable, Sendable {
    case createSession, listSessions, getSession, deleteSession, updateSession
    case getHistory, getDiagnostics, getScreen, replay
    case sendInput, answer, resize, setState, restart
    case search, events, providers
    case createTask, listTasks, getTask, taskLog, cancelTask, retryTask
    case health, metrics, openAPI
    case sessionSocket, screenSocket
    case whoIs, logIn, logOut
}

/// A line of the table of calls: router, document and checks all read it.
struct Route: Hashable, Sendable {
    /// A parameter of the query.
    struct Parameter: Hashable, Sendable {
        let name: String
        /// `integer`, `boolean` or `string`.
        let type: String
        let summary: String
    }

    let method: String
    /// Segments; one that begins with `{` takes any text.
    let template: [String]
    let operation: Operation
    /// What a token must allow; nil: none is needed.
    let scope: Scope?
    let parameters: [Parameter]
    let summary: String
    /// The name of the body's schema.
    let body: String?
    /// The name of the schema of what is answered; nil: no JSON.
    let answer: String?
    let status: Int

    init(
        _ method: String, _ path: String, _ operation: Operation, _ scope: Scope?, _ summary: String,
        parameters: [Parameter] = [], body: String? = nil, answer: String? = nil, status: Int = 200
    ) {
        self.method = method
        template = path.split(separator: "/").map(String.init)
        self.operation = operation
        self.scope = scope
        self.summary = summary
        self.parameters = parameters
        self.body = body
        self.answer = answer
        self.status = status
    }

    /// As it is written in the document.
    var path: String { "/" + template.joined(separator: "/") }

    /// The texts in the place of the template's names; nil when the path is another.
    func match(_ path: [String]) -> [String]? {
        guard path.count == template.count else { return nil }
        var texts: [String] = []
        for (segment, pattern) in zip(path, template) {
            if pattern.hasPrefix("{") {
                guard !segment.isEmpty else { return nil }
                texts.append(segment)
            } else if segment != pattern {
                return nil
            }
        }
        return texts
    }

    /// Refuses a parameter that the call does not have.
    func check(_ target: RequestTarget) throws(APIError) {
        for parameter in target.parameters {
            let isKnown = parameters.contains { known in
                known.name == parameter.name
                    || known.name == "metadata.KEY" && parameter.name.hasPrefix("metadata.")
                        && parameter.name != "metadata."
            }
            guard isKnown else {
                throw APIError.parameter(parameter.name, "\(method) \(path) has no such parameter")
            }
        }
    }
}
