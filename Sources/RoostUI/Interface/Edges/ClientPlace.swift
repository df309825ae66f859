import RoostModel

/// Where a client was started, which decides where and how its new sessions run.
struct ClientPlace: Sendable {
    /// Where server, configuration and the private terminfo are.
    let paths: Paths
    let environment: [String: String]
    let workingDirectory: String
    /// The device of the outer terminal, empty when it has no name.
    let terminal: String
}
