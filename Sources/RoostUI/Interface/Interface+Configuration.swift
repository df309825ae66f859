import RoostConfig

// The configuration while the client runs.
extension Interface {
    /// Reads the files again.
    func readConfiguration() {
        do throws(ConfigError) {
            let settings = try ClientSettings.load(paths: place.paths, environment: place.environment)
            state.configuration = settings.configuration
            state.look = settings.look
            input.keys.reset()
            say("configuration read again", isError: false)
        } catch {
            tell(["\(error)"])
        }
        redraw()
    }

    /// Tells all of some problems; the first one is what is seen, the others are among the messages.
    func tell(_ problems: [String]) {
        for problem in problems.reversed() { say(problem, isError: true) }
    }
}
