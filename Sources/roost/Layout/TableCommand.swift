import ArgumentParser
import RoostClient
import RoostModel
import RoostWire

/// `roost pane`, `roost window`, `roost workspace`, `roost buffer` with the words after it: runs the entries of ``CommandTable``.
struct TableCommand {
    /// `pane`, `window`, `workspace` or `buffer`.
    let noun: String
    let words: [String]

    init(_ noun: String, _ words: [String]) {
        self.noun = noun
        self.words = words
    }

    /// Reads the words before anything is done.
    ///
    /// - Throws: `CleanExit` with a help page that was asked for, `ValidationError` for words that mean nothing.
    func check() throws {
        if let page = try helpPage() { throw CleanExit.message(page) }
        do throws(CommandProblem) {
            _ = try CommandTable.parse(shell: noun, words)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Does the command.
    func run() throws {
        let command = try CommandTable.parse(shell: noun, words)
        let invocation = Invocation()
        let workspace = command.arguments.text("workspace")
        var output = OutputOptions()
        output.json = command.arguments.has("json")
        switch command.effect {
        case .layout(let layout):
            let request = Request.layout(workspace: workspace, layout.starting(from: invocation))
            guard layout.startsSession else {
                return try invocation.perform(request, timeout: .seconds(10))
            }
            let info = try invocation.ask(request, .always, timeout: .seconds(10)) { response in
                if case .session(let info) = response { info } else { nil }
            }
            try output.print(info) { info.name }
        case .server(.setBuffer(let name, let text)):
            let bytes = try text.map { Array($0.utf8) } ?? CommandStreams.readInput(maximum: 32 << 20)
            try invocation.perform(
                .buffer(.set(name: name, bytes: bytes)), .always, timeout: .seconds(20))
        case .server(let server):
            guard let request = Request(server) else { throw ValidationError("\(noun) needs a name") }
            let makes = if case .newWorkspace = server { true } else { false }
            try invocation.perform(request, makes ? .always : .ifAnythingIsRemembered)
        case .list(let listing):
            try LayoutListing(listing: listing, workspace: workspace, output: output).print(invocation)
        case .client: throw ValidationError("\(command.name) is for the prompt and keys of a client.")
        }
    }

    // MARK: Help

    static let wordsHelp = ArgumentHelp("A command and what it takes.", valueName: "command")

    /// What the commands of each noun are about.
    static let abstracts = [
        "buffer": "List, print, set, delete and paste what was copied.",
        "pane": "List, split, focus, move, resize and close panes.",
        "window": "List, open, select, rename and close windows.",
        "workspace": "List, make, rename and remove workspaces.",
    ]

    /// The commands of a noun are its help, which is made when somebody asks: every command reads this at its start.
    static func configuration(_ noun: String) -> CommandConfiguration {
        CommandConfiguration(
            commandName: noun, abstract: abstracts[noun] ?? "", usage: "roost \(noun) COMMAND ...")
    }

    /// The page for `--help` behind a command; nil when nobody asks.
    private func helpPage() throws -> String? {
        let own = words.prefix { $0 != "--" }
        guard own.contains("--help") || own == ["help"] || own == ["-h"] else { return nil }
        guard own.count > 1 else { return HelpText.page(of: noun, about: Self.abstracts[noun] ?? "") }
        guard let spec = CommandTable.shellCommands(noun).first(where: { $0.word == words[0] }) else {
            throw ValidationError("there is no help on \(noun) \(words[0]), see roost \(noun) --help")
        }
        return HelpText.page("roost \(noun) \(spec.word)", spec.spec)
    }

    // MARK: Completion

    /// Completes commands, options, and names as far as a server tells them.
    static func completion(_ noun: String) -> CompletionKind {
        .custom { arguments, index, _ in
            guard let start = arguments.firstIndex(of: noun), index < arguments.count, start < index else {
                return []
            }
            let words = Array(arguments[(start + 1)...index])
            let commands = CommandTable.shellCommands(noun)
            guard words.count > 1 else { return commands.map(\.word) }
            guard let spec = commands.first(where: { $0.word == words[0] })?.spec else { return [] }
            return CommandCompletion(spec, after: Array(words.dropFirst()), in: .shell) {
                KnownNames.names(of: $0)
            }
            .words
        }
    }
}

extension LayoutCommand {
    /// A session that it starts gets the caller's directory and environment.
    func starting(from invocation: Invocation) -> LayoutCommand {
        mapSession { session in
            session.cwd = invocation.absolute(session.cwd)
            session.environment = invocation.environment
        }
    }
}
