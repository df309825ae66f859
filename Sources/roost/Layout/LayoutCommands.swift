import ArgumentParser

/// `roost pane`: the parts of a window.
struct PaneCommand: ParsableCommand {
    static let configuration = TableCommand.configuration("pane")

    @Argument(
        parsing: .captureForPassthrough, help: TableCommand.wordsHelp,
        completion: TableCommand.completion("pane"))
    var words: [String] = []

    func validate() throws { try TableCommand("pane", words).check() }

    func run() throws { try TableCommand("pane", words).run() }
}

/// `roost window`: the tabs of a workspace.
struct WindowCommand: ParsableCommand {
    static let configuration = TableCommand.configuration("window")

    @Argument(
        parsing: .captureForPassthrough, help: TableCommand.wordsHelp,
        completion: TableCommand.completion("window"))
    var words: [String] = []

    func validate() throws { try TableCommand("window", words).check() }

    func run() throws { try TableCommand("window", words).run() }
}

/// `roost buffer`: what was copied, for all clients.
struct BufferCommand: ParsableCommand {
    static let configuration = TableCommand.configuration("buffer")

    @Argument(
        parsing: .captureForPassthrough, help: TableCommand.wordsHelp,
        completion: TableCommand.completion("buffer"))
    var words: [String] = []

    func validate() throws { try TableCommand("buffer", words).check() }

    func run() throws { try TableCommand("buffer", words).run() }
}

/// `roost workspace`: the named lists of windows.
struct WorkspaceCommand: ParsableCommand {
    static let configuration = TableCommand.configuration("workspace")

    @Argument(
        parsing: .captureForPassthrough, help: TableCommand.wordsHelp,
        completion: TableCommand.completion("workspace"))
    var words: [String] = []

    func validate() throws { try TableCommand("workspace", words).check() }

    func run() throws { try TableCommand("workspace", words).run() }
}
