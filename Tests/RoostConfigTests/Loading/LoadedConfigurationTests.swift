import FoundationEssentials
import RoostModel
import RoostTerminal
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct LoadedConfigurationTests {
    /// A person's files, and the server and clients that read them.
    private struct Installation {
        let folder: TemporaryFolder
        var paths: Paths { folder.paths }

        init() throws { folder = try TemporaryFolder() }

        func load(_ environment: [String: String] = [:]) -> LoadedConfiguration {
            LoadedConfiguration.load(paths: paths, environment: environment)
        }

        /// What a server does when it starts or reads again.
        @discardableResult
        func serve(_ text: String? = nil) throws -> LoadedConfiguration {
            if let text { try folder.write(text, to: "config.toml") }
            let loaded = load()
            if let memory = loaded.memory(paths: paths) {
                try folder.write(bytes: memory, to: "config.last.toml")
            } else if FileManager.default.fileExists(atPath: paths.lastConfiguration) {
                try FileManager.default.removeItem(atPath: paths.lastConfiguration)
            }
            return loaded
        }

        func removeFile() throws { try FileManager.default.removeItem(atPath: paths.configFile) }
    }

    private func option(_ name: String) throws -> ConfigOption { try #require(ConfigOption.named(name)) }

    @Test func `what is no file that can be read is said in words`() throws {
        let roost = try Installation()
        try FileManager.default.createDirectory(
            atPath: roost.paths.configFile, withIntermediateDirectories: true)
        try roost.folder.write("no folder", to: "providers")
        let problems = Configuration.check(paths: roost.paths, environment: [:]).map { "\($0)" }
        #expect(problems.contains { $0.hasSuffix("/config.toml: Is a directory") })
        #expect(problems.contains { $0.hasSuffix("/providers: Not a directory") })
    }

    @Test func `no file and an empty file are the standard`() throws {
        let roost = try Installation()
        for loaded in [try roost.serve(), try roost.serve("")] {
            #expect(loaded.configuration == .standard)
            #expect(loaded.problems.isEmpty)
        }
        #expect(Configuration.check(paths: roost.paths, environment: [:]).isEmpty)
        try roost.removeFile()
        #expect(roost.load().problems.isEmpty, "nothing was asked for, so nothing is missing")
        #expect(roost.load(["EDITOR": "vi"]).configuration.copyKeys == .vi)
    }

    @Test func `a wrong value keeps the one of before, and the good part of the file counts`() throws {
        let roost = try Installation()
        try roost.serve("[ui]\nmouse = false\nclock = false\n[limits]\nsessions = 7")
        let loaded = try roost.serve("[ui]\nmouse = 1\nclock = true\n[limits]\nsessions = 9")
        #expect(loaded.problems.map(\.key) == ["ui.mouse"])
        #expect(!loaded.configuration.mouse)
        #expect(loaded.configuration.clock)
        #expect(loaded.configuration.maximumSessions == 9)
        #expect(loaded.source(of: try option("ui.mouse")) == .last)
        #expect(loaded.source(of: try option("ui.clock")) == .file(line: 3))
        #expect(loaded.source(of: try option("ui.theme")) == .standard)
    }

    @Test func `the keys of copy mode outlive a file that cannot be read`() throws {
        let roost = try Installation()
        try roost.serve("[keys.copy]\nY = \"copy-end-of-line-and-cancel\"\nq = \"none\"")
        let loaded = try roost.serve("[")
        #expect(loaded.configuration.copyCommand(for: "Y") == .copyLineEnd)
        #expect(loaded.configuration.copyCommand(for: "q") == nil)
    }

    @Test func `a key with a slip in its name keeps the value of before`() throws {
        let roost = try Installation()
        try roost.serve("[retention]\ndays = 0\nsession_mb = 100000")
        let loaded = try roost.serve("[retention]\ndayz = 0\nsession_mb = 100000")
        #expect(loaded.configuration.retention.days == 0)
        #expect(loaded.configuration.retention.sessionBytes == 100_000 << 20)
        #expect(loaded.source(of: try option("retention.days")) == .last)
    }

    @Test(arguments: [
        "[retention]\ndays = 1\n[ui]\nmouze = true", "[retention]\ndays = 1\n[", "[retention]\ndays = \"1\"",
        "[retentoin]\ndays = 1", "ui.theme = \"nowhere\"\nretention.days = 1", "\u{0}",
    ])
    func `nothing is kept shorter while there is a mistake anywhere in the file`(text: String) throws {
        let roost = try Installation()
        try roost.serve("[retention]\ndays = 3650\ntotal_mb = 0\n[limits]\nended_hours = 9000")
        for _ in 0..<3 {
            let configuration = try roost.serve(text).configuration
            #expect(configuration.retention.days == 3650)
            #expect(configuration.retention.totalBytes == 0)
            #expect(configuration.limits.endedHours == 9000)
        }
        #expect(try roost.serve("[retention]\ndays = 1").configuration.retention.days == 1)
    }

    @Test func `with a mistake and nothing known of before, nothing is taken away`() throws {
        let roost = try Installation()
        for _ in 0..<2 {
            let configuration = try roost.serve("[retention]\ndayz = 7\n[limits]\nended_hours = 1")
                .configuration
            #expect(configuration.retention == .unlimited)
            #expect(configuration.limits.endedHours == 0)
        }
        #expect(try roost.serve("[retention]\ndays = 7").configuration.retention.days == 7)
    }

    @Test func `a file that is gone, unreadable or no TOML leaves all as it was`() throws {
        let roost = try Installation()
        let wanted = try roost.serve(
            "[keys]\nprefix = \"C-a\"\n[shell]\ncommand = \"/bin/\\\"odd\\\" sh\"\n[retention]\ndays = 0\n"
                + "[keys.root]\n\"M-Left\" = \"focus-left\""
        ).configuration
        try roost.folder.write("[ui", to: "config.toml")
        #expect(try roost.serve().configuration == wanted)
        try roost.removeFile()
        let gone = try roost.serve()
        #expect(gone.configuration == wanted)
        #expect(gone.problems.map(\.cause) == ["it was there before and is gone"])
        try roost.folder.write("", to: "config.toml/inside")
        let folder = try roost.serve()
        #expect(folder.configuration == wanted)
        #expect(folder.problems.count == 1)
        try roost.removeFile()
        #expect(try roost.serve("").configuration == .standard, "an empty file is a wish")
    }

    @Test func `bindings keep what they were where their own line is wrong`() throws {
        let roost = try Installation()
        let key = try #require(Key(name: "X")).chord
        let other = try #require(Key(name: "x")).chord
        try roost.serve("[keys.prefix]\nkey = \"C-a\"\nX = \"hide-pane\"\nx = \"none\"")
        let loaded = try roost.serve("[keys.prefix]\nkey = \"C-nokey\"\nX = \"hide-pain\"\ny = \"zoom\"")
        #expect(loaded.problems.count == 2)
        #expect(loaded.configuration.prefix.name == "C-a")
        #expect(loaded.configuration.prefixBindings[key]?.name == "hide-pane")
        #expect(loaded.configuration.prefixBindings[other] == nil)
        #expect(loaded.configuration.prefixBindings[try #require(Key(name: "y")).chord]?.name == "zoom")
    }

    @Test func `a theme that is not there gives way to the one of before`() throws {
        let roost = try Installation()
        try roost.serve("ui.theme = \"roost-light\"")
        let loaded = try roost.serve("ui.theme = \"roost-lihgt\"")
        #expect(loaded.configuration.theme == "roost-light")
        let problem = try #require(loaded.problems.first)
        #expect(problem.cause == "there is no theme \"roost-lihgt\"; did you mean roost-light?")
        #expect(problem.line == 1 && problem.key == "ui.theme")
        #expect(try Installation().serve("ui.theme = \"nowhere\"").configuration.theme == Theme.automatic)
    }

    @Test(arguments: ["", "[retention]\ndays = 1", "version = 2", "version = 1\n[retention]\ndayz = 1", "["])
    func `a damaged memory of before is none, so nothing is taken away`(memory: String) throws {
        let roost = try Installation()
        try roost.folder.write(memory, to: "config.last.toml")
        try roost.folder.write("[retention]\ndays = 1\n[ui]\nmouze = true", to: "config.toml")
        #expect(roost.load().configuration.retention == .unlimited)
    }

    @Test func `what is remembered says what was set`() throws {
        let roost = try Installation()
        try roost.serve("[retention]\ndays = 90\n[keys.prefix]\n\"|\" = \"split-right\"")
        let text = try #require(try TextFile.read(roost.paths.lastConfiguration))
        #expect(text.contains("version = 1\n"))
        #expect(text.hasSuffix("[retention]\ndays = 90\n[keys.prefix]\n\"|\" = \"split-right\"\n"))
    }

    /// Any subset of options and bindings, written down and read again.
    @Test(arguments: 1...20) func `what is remembered reads back the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var configuration = Configuration.standard
        var names: Set<String> = []
        for option in ConfigOption.all where Bool.random(using: &random) {
            names.insert(option.name)
            switch option.kind {
            case .flag: #expect(option.set(.flag(Bool.random(using: &random)), &configuration))
            case .number(let range):
                #expect(option.set(.number(Int.random(in: range, using: &random)), &configuration))
            case .choice(let words):
                #expect(option.set(.text(words.randomElement(using: &random) ?? ""), &configuration))
            case .key:
                #expect(
                    option.set(
                        .text(["C-a", "F12", "M-\\"].randomElement(using: &random) ?? ""), &configuration))
            case .text:
                #expect(option.set(.text("\(Int.random(in: 0...99, using: &random))\"\\\n"), &configuration))
            }
        }
        let keys = ["a", "\"", "\\", "C-Left", "M-x", "Space", "ä"].compactMap { Key(name: $0)?.chord }
        for key in keys where Bool.random(using: &random) {
            let words = [
                "zoom", "split-right", "select-window 3", "resize-left 5", "new-window -n logs -c /etc top",
            ]
            let command = try CommandTable.parse(try #require(words.randomElement(using: &random)))
            configuration.change([key: Bool.random(using: &random) ? command : nil])
            configuration.rootBindings[key] = command
        }
        let folder = try TemporaryFolder()
        let last = LastConfiguration(configuration: configuration, names: names)
        try folder.write(last.document(paths: folder.paths), to: "config.last.toml")
        let read = try #require(LastConfiguration.read(paths: folder.paths, environment: [:]))
        #expect(read.configuration == configuration, "seed \(seed)")
        #expect(read.names == names, "seed \(seed)")
    }
}
