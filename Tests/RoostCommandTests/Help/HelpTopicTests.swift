import ArgumentParser
import Foundation
import RoostDetect
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostConfig
@testable import roost

@Suite struct HelpTopicTests {
    @Test func `a topic is asked for by its name`() {
        #expect(HelpTopic(["help", "providers"]) == .providers)
        for words in [["help"], ["help", "provider"], ["providers"], ["help", "providers", "x"], []] {
            #expect(HelpTopic(words) == nil)
        }
        #expect(
            Arguments.problem(with: ["help", "provders"], in: Roost.self)?.contains("did you mean providers?")
                == true)
    }

    @Test func `the guide fits a screen's width`() {
        for topic in HelpTopic.allCases {
            for line in topic.text.split(separator: "\n") { #expect(line.count <= 118, "\(line)") }
        }
    }

    /// An agent types them as they stand.
    @Test func `every command that agents are told is one that can be typed`() throws {
        let lines = HelpTopic.agents.text.split(separator: "\n").filter { $0.hasPrefix("    roost ") }
        #expect(lines.count >= 20)
        for line in lines {
            // Quoted words are one each, without their quotes.
            let words = line.matches(of: /"([^"]*)"|'([^']*)'|[^ ]+/).map {
                String($0.output.1 ?? $0.output.2 ?? $0.output.0)
            }.dropFirst()
            #expect(throws: Never.self, "\(line)") {
                _ = try Roost.parseAsRoot(Arguments.normalized(Array(words)))
            }
        }
    }

    /// The file that the guide builds up, as it stands there.
    @Test func `what the guide has written down is read`() throws {
        let blocks = HelpTopic.providers.text.split(separator: "\n").filter { $0.hasPrefix("      ") }
            .map { $0.dropFirst(6) }
        let file =
            ["commands = [\"mycli\"]"]
            + blocks.filter { line in
                line.hasPrefix("[") || line.split(separator: " ").dropFirst().first == "="
            }
        let folder = try TemporaryFolder()
        let providers = folder.paths.config + "/providers"
        try FileManager.default.createDirectory(atPath: providers, withIntermediateDirectories: true)
        try file.joined(separator: "\n").write(
            toFile: providers + "/mycli.toml", atomically: true, encoding: .utf8)
        let catalog = ProviderCatalog.load(paths: folder.paths)
        #expect(catalog.problems.isEmpty, "\(catalog.problems)")
        let rules = try #require(catalog.named("mycli")?.rules)
        #expect(rules.prompt == .marked(markers: ">"))
        #expect(rules.rules.map(\.name) == ["work", "permission"])
        for region in RuleTables.Region.allCases {
            #expect(HelpTopic.providers.text.contains(region.rawValue), "\(region)")
        }
    }
}
