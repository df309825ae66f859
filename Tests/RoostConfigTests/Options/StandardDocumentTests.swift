import RoostModel
import Testing

@testable import RoostConfig

@Suite struct StandardDocumentTests {
    private func parse(_ text: String) throws -> ParsedConfiguration {
        try Configuration.parse(text, file: "config.toml", over: .standard)
    }

    @Test func `the documented file changes nothing`() throws {
        let parsed = try parse(Configuration.standardDocument())
        #expect(parsed.problems.isEmpty, "\(parsed.problems)")
        #expect(parsed.configuration == .standard)
        #expect(parsed.lines.isEmpty)
    }

    @Test func `every option in it is what holds without it`() throws {
        let parsed = try parse(Configuration.standardDocument(isActive: true))
        #expect(parsed.problems.isEmpty, "\(parsed.problems)")
        #expect(parsed.configuration == .standard)
        #expect(Set(parsed.lines.keys) == Set(ConfigOption.all.map(\.name)))
    }

    @Test func `it says of every option what it is for and what it takes`() {
        let document = Configuration.standardDocument()
        for option in ConfigOption.all { #expect(document.contains("# \(option.summary)")) }
        #expect(document.contains("#size_policy = \"latest\""))
        #expect(document.contains("(latest, smallest, largest)"))
        #expect(document.contains("after a restart of the server"))
    }
}
