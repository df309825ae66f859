// The configuration while the client runs.
extension Interface {
    /// Reads this client's half again: the server has just read its own.
    func readConfiguration() {
        let settings = ClientSettings.load(paths: place.paths, environment: place.environment)
        state.configuration = settings.configuration
        state.look = settings.look
        input.keys.reset()
        if settings.problems.isEmpty {
            say("configuration read again", isError: false)
        } else {
            tell(settings.problems)
        }
        redraw()
    }

    /// Tells all of some problems; the first one is what is seen, the others are among the messages.
    func tell(_ problems: [String]) {
        for problem in problems.reversed() { say(problem, isError: true) }
    }
}
