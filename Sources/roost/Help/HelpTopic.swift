/// What `roost help` says beyond the commands: a thing to do, step by step.
enum HelpTopic: String, CaseIterable {
    case providers, agents

    /// The topic that the words of a command line ask for; nil: none.
    init?(_ words: [String]) {
        guard words.count == 2, words[0] == "help" else { return nil }
        self.init(rawValue: words[1])
    }

    /// All of it.
    var text: String {
        switch self {
        case .providers: Self.addingAProvider
        case .agents: Self.workingWithSessions
        }
    }
}
