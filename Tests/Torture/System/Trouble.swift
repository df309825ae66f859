/// The harness itself cannot go on, or a command did not do what it must.
struct Trouble: Error, CustomStringConvertible {
    /// One sentence, for the person who reads the report.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// SIGINT, SIGTERM or SIGHUP came: everything that was started is ended, and nothing more is tried.
struct Interrupted: Error, CustomStringConvertible {
    let description = "interrupted"
}
