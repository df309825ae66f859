import RoostConfig
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ActiveConfigurationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> (LoadedConfiguration, ProviderCatalog) {
        try folder.write(text, to: "config.toml")
        let files = ConfigurationFiles.load(folder.paths)
        return (files.loaded, files.catalog)
    }

    private func active(_ text: String) throws -> ActiveConfiguration {
        let (loaded, catalog) = try read(text)
        return ActiveConfiguration(loaded, catalog)
    }

    @Test func `what is read again is in force, and what changed is told`() throws {
        var active = try active("[limits]\nsessions = 5")
        let (loaded, catalog) = try read("[limits]\nsessions = 6\n[retention]\ndays = 1")
        let change = active.replace(with: loaded, catalog)
        #expect(change.changed.map(\.name) == ["retention.days", "limits.sessions"])
        #expect(change.waiting.isEmpty)
        #expect(active.configuration.maximumSessions == 6)
        #expect(active.configuration.retention.days == 1)
        #expect(active.problems.sentence == nil)
    }

    @Test func `what only a restart can change stays, until it is what is in force again`() throws {
        var active = try active("")
        let text = "[limits]\nhistory_overflow = \"gap\"\nsessions = 5"
        for _ in 0..<2 {
            let (loaded, catalog) = try read(text)
            let change = active.replace(with: loaded, catalog)
            #expect(change.waiting.map(\.name) == ["limits.history_overflow"])
            #expect(active.configuration.limits.historyOverflow == .wait)
            #expect(active.configuration.maximumSessions == 5)
        }
        let (loaded, catalog) = try read("")
        let change = active.replace(with: loaded, catalog)
        #expect(change.waiting.isEmpty)
    }

    @Test func `mistakes are told in a sentence, and go when they are mended`() throws {
        var active = try active("[limits]\nsession = 5\n[ui]\nmouze = true")
        #expect(active.problems.count == 2)
        #expect(
            active.problems.sentence?.contains("limits.session: unknown key; did you mean sessions?") == true)
        #expect(active.problems.sentence?.contains("and 1 more") == true)
        #expect(active.problems.summary == "config.toml: 2 mistakes")
        let (loaded, catalog) = try read("[limits]\nsessions = 5")
        _ = active.replace(with: loaded, catalog)
        #expect(active.problems.sentence == nil)
    }

    /// Nobody has asked for anything yet, so all history is kept until the mistake is mended.
    @Test func `what a mistake holds back is no change`() throws {
        let files = ConfigurationFiles.load(folder.paths)
        var active = ActiveConfiguration(files.loaded, files.catalog)
        let (loaded, catalog) = try read("[limits]\nsessions = 5\n[ui]\nmouze = true")
        let change = active.replace(with: loaded, catalog)
        #expect(active.configuration.retention == .unlimited)
        #expect(change.changed.map(\.name) == ["limits.sessions"])
    }

    @Test func `providers are read again as well`() throws {
        var active = try active("")
        try folder.write("commands = [\"mycli\"]", to: "providers/mycli.toml")
        let (loaded, catalog) = try read("")
        #expect(active.replace(with: loaded, catalog).hasNewProviders)
        #expect(active.providers.last?.name == "mycli")
        try folder.write("commands = 1", to: "providers/mycli.toml")
        let (again, broken) = try read("")
        _ = active.replace(with: again, broken)
        #expect(active.catalog.problem(of: "mycli") != nil)
        #expect(active.problems.sentence?.contains("mycli.toml, line 1, key commands") == true)
        #expect(active.problems.summary == "mycli.toml: 1 mistake")
        #expect(
            (active.problems + [ConfigError(file: "x.toml", cause: "no")]).summary == "2 mistakes in 2 files")
    }
}
