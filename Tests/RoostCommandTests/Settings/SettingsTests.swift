import RoostConfig
import RoostTestSupport
import Testing

@testable import roost

@Suite struct SettingsTests {
    private func settings(_ text: String, server: [String: String] = [:]) throws -> Settings {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "config.toml")
        return Settings(LoadedConfiguration.load(paths: folder.paths, environment: [:]), server: server)
    }

    private func line(_ name: String, of settings: Settings) throws -> String {
        let lines = settings.text.split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(name + " ") })
        return line.split(separator: " ").dropFirst().joined(separator: " ")
    }

    @Test func `every option is shown, with where it is set`() throws {
        let settings = try settings("[ui]\n\nmouse = false")
        #expect(settings.options.map(\.name) == ConfigOption.all.map(\.name))
        #expect(settings.settings.count == ConfigOption.all.count)
        #expect(try line("limits.history_overflow", of: settings) == "wait -")
        #expect(try line("ui.mouse", of: settings) == "false line 3")
    }

    @Test func `what a server still works with is told, but not of what is the clients' own`() throws {
        let settings = try settings(
            "[limits]\nsessions = 5\nhistory_overflow = \"gap\"",
            server: [
                "limits.sessions": "7", "limits.history_overflow": "wait", "ui.mouse": "false",
                "retention.days": "90",
            ])
        #expect(
            try line("limits.sessions", of: settings)
                == "5 line 2, but the server works with 7 until \"roost config reload\"")
        #expect(
            try line("limits.history_overflow", of: settings)
                == "gap line 3, but the server works with wait until it is restarted")
        #expect(try line("ui.mouse", of: settings) == "true -")
        #expect(try line("retention.days", of: settings) == "90 -")
    }

    @Test func `the document has what a program needs to know of an option`() throws {
        let document = try OutputOptions.document(try settings("[limits]\nsessions = 5"))
        for part in [
            "\"limits.sessions\" : 5", "\"name\" : \"limits.sessions\"", "\"maximum\" : 100000",
            "\"source\" : \"file\"", "\"line\" : 2", "\"effect\" : \"restart\"", "\"standard\" : 1000",
        ] {
            #expect(document.contains(part), "\(part)")
        }
    }
}
