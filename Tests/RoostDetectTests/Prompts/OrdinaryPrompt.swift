import RoostDetect
import RoostModel

/// What an ordinary program shows when it asks somebody, and what the kernel tells of it then.
struct OrdinaryPrompt: Sendable {
    /// How the program waits for an answer.
    enum Waiting: Sendable {
        /// It reads a line.
        case line
        /// It reads a line, and the terminal does not show it.
        case secret
        /// It reads single keys.
        case key
        /// It waits for a line among other things.
        case lineAmongOthers
        /// It edits the line itself and waits for keys among other things: node, ssh to another machine.
        case keyAmongOthers
        /// It waits for the other end of a connection.
        case network
        /// It shows what others wrote, and takes keys to go on in it.
        case viewer
        /// It works, or sleeps.
        case nothing
        /// The kernel does not tell: it is somebody else's, as sudo is.
        case unknown
    }

    let program: String
    /// The last rows of the screen; a blank row at the end has the cursor at its beginning.
    let screen: String
    let waiting: Waiting
    /// What a person is needed for; nil: nobody is.
    let kind: Attention.Kind?
    var isOwnForeground = false
    var isCommandRunning: Bool?
    var isAlternateScreen = false
    /// What stood in the cursor's row before somebody typed.
    var rowBeforeInput: String?

    init(_ program: String, _ screen: String, _ waiting: Waiting, _ kind: Attention.Kind?) {
        self.program = program
        self.screen = screen
        self.waiting = waiting
        self.kind = kind
    }

    /// The same with something more.
    func with(_ change: (inout OrdinaryPrompt) -> Void) -> OrdinaryPrompt {
        var prompt = self
        change(&prompt)
        return prompt
    }

    var testDescription: String { "\(program): \(screen.split(separator: "\n").last ?? "")" }

    /// What the detector says when it is quiet for three seconds.
    func verdict(provider: String = "shell") -> Verdict {
        let rows = screen.rows
        let last = rows.indices.last ?? 0
        var observation = Observation.of(
            provider, rows, cursor: (last, rows.isEmpty ? 0 : screen.lastRowWidth),
            isAlternateScreen: isAlternateScreen, isEchoOff: waiting == .secret,
            isCommandRunning: isCommandRunning, quiet: 3000)
        observation.reading =
            switch waiting {
            case .line, .secret, .key: .reads
            case .lineAmongOthers, .keyAmongOthers, .network: .mayRead
            case .viewer: .shows
            case .nothing: .never
            case .unknown: nil
            }
        observation.isCooked =
            switch waiting {
            case .key, .keyAmongOthers, .viewer: false
            default: true
            }
        observation.isOwnForeground = isOwnForeground
        observation.rowBeforeInput = rowBeforeInput
        var detector = Detector(provider: provider)
        return detector.evaluate(observation)
    }
}

extension String {
    /// The characters of the last row, with the blanks at its end.
    fileprivate var lastRowWidth: Int {
        split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
    }
}
