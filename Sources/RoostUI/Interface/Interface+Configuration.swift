import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

// The configuration while the client runs.
extension Interface {
    /// Reads this client's half again: the server has just read its own.
    func readConfiguration() {
        let settings = loadSettings()
        state.configuration = settings.configuration
        state.look = settings.look(with: outer.depth)
        input.keys.reset()
        if settings.problems.isEmpty {
            say("configuration read again", isError: false)
        } else {
            tell(settings.problems)
        }
        redraw()
    }

    private func loadSettings() -> ClientSettings {
        ClientSettings.load(
            paths: place.paths, environment: place.environment, onLight: state.isOnLight)
    }

    /// The terminal told its colours: the automatic theme follows its background.
    func adopt(_ appearance: Appearance) {
        send(.appearance, appearance.encoded)
        guard appearance.isLight != state.isOnLight else { return }
        state.isOnLight = appearance.isLight
        guard state.configuration.theme == Theme.automatic else { return }
        state.look = loadSettings().look(with: outer.depth)
        redraw()
    }

    /// Tells all of some problems; the first one is what is seen, the others are among the messages.
    func tell(_ problems: [String]) {
        for problem in problems.reversed() { say(problem, isError: true) }
    }
}

extension Appearance {
    /// Its background is more light than dark, as an eye sees it (ITU-R BT.709).
    fileprivate var isLight: Bool {
        let (red, green, blue) = (Int(background[0]), Int(background[1]), Int(background[2]))
        return 2126 * red + 7152 * green + 722 * blue > 10_000 * 127
    }
}
