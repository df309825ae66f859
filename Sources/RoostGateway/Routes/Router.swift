/// Finds the call that a method and a path stand for.
enum Router {
    /// What was found.
    enum Match: Hashable, Sendable {
        /// The call, and the texts in its path.
        case found(Route, [String])
        /// The path is known, with other methods.
        case otherMethod([String])
        case nothing
    }

    /// Looks through the table.
    static func match(_ method: String, _ path: [String]) -> Match {
        var methods: [String] = []
        for route in Route.all {
            guard let texts = route.match(path) else { continue }
            if route.method == method { return .found(route, texts) }
            methods.append(route.method)
        }
        return methods.isEmpty ? .nothing : .otherMethod(methods)
    }

    /// The same, or the error that says why nothing was found.
    static func find(_ method: String, _ target: RequestTarget) throws(APIError) -> (Route, [String]) {
        switch match(method, target.path) {
        case .found(let route, let texts):
            try route.check(target)
            return (route, texts)
        case .otherMethod(let methods):
            var error = APIError(
                .methodNotAllowed, "do \(method.prefix(20)) here", cause: "the path has other methods",
                advice: "use \(methods.joined(separator: " or "))")
            error.allowed = methods
            throw error
        case .nothing:
            throw APIError(
                .notFound, "find the path", cause: "there is none of that name",
                advice: "see GET /openapi.json")
        }
    }
}
