import RoostModel
import RoostTerminal
import Testing

@testable import RoostConfig

@Suite struct ConfigOptionTests {
    /// A value that an option can have and that is not the standard.
    private static func another(_ option: ConfigOption) -> ConfigValue {
        switch (option.kind, option.value(.standard)) {
        case (.flag, .flag(let value)): .flag(!value)
        case (.number(let range), .number(let value)):
            .number(value == range.upperBound ? range.lowerBound : range.upperBound)
        case (.choice(let words), let value): .text(words.first { $0 != value.text } ?? "")
        case (.key, _): .text("C-a")
        default: .text("a \"text\" of one's own\\ \u{1}\t")
        }
    }

    @Test func `names are there once, and a table's options stand together`() {
        let names = ConfigOption.all.map(\.name)
        #expect(Set(names).count == names.count)
        let tables = ConfigOption.all.map(\.table)
        let runs = tables.indices.filter { $0 == 0 || tables[$0] != tables[$0 - 1] }
        #expect(runs.count == Set(tables).count)
        #expect(ConfigOption.all.allSatisfy { $0.table + "." + $0.key == $0.name })
    }

    @Test func `every summary is a clause`() {
        for option in ConfigOption.all {
            #expect(!option.summary.isEmpty && !option.summary.hasSuffix("."), "\(option.name)")
            #expect(option.summary.first?.isUppercase == false || option.summary.hasPrefix("OSC"))
        }
    }

    @Test(arguments: ConfigOption.all.map(\.name))
    func `an option is set, read and copied without touching another`(name: String) throws {
        let option = try #require(ConfigOption.named(name))
        var configuration = Configuration.standard
        let value = Self.another(option)
        #expect(option.set(value, &configuration))
        #expect(option.value(configuration) == value)
        #expect(ConfigOption.differing(.standard, configuration).map(\.name) == [name])
        var copy = Configuration.standard
        option.copy(from: configuration, to: &copy)
        #expect(copy == configuration)
    }

    @Test(arguments: ConfigOption.all.map(\.name))
    func `what is written is read back`(name: String) throws {
        let option = try #require(ConfigOption.named(name))
        let value = Self.another(option)
        let parsed = try Configuration.parse(
            "[\(option.table)]\n\(option.key) = \(value.toml)", file: "config.toml", over: .standard)
        #expect(parsed.problems.isEmpty)
        #expect(option.value(parsed.configuration) == value)
        #expect(parsed.lines == [name: 2])
    }

    @Test(arguments: ConfigOption.all.map(\.name))
    func `a value of another kind is refused and told`(name: String) throws {
        let option = try #require(ConfigOption.named(name))
        let parsed = try Configuration.parse("\(name) = 1979-05-27", file: "config.toml", over: .standard)
        #expect(parsed.problems.map(\.key) == [name])
        #expect(parsed.configuration == .standard)
        var configuration = Configuration.standard
        let wrong: ConfigValue = if case .number = option.kind { .flag(true) } else { .number(-1) }
        #expect(!option.set(wrong, &configuration))
        #expect(configuration == .standard)
    }

    @Test func `a number beyond its range is refused`() throws {
        for option in ConfigOption.all {
            guard case .number(let range) = option.kind else { continue }
            var configuration = Configuration.standard
            #expect(!option.set(.number(range.upperBound + 1), &configuration))
            #expect(!option.set(.number(range.lowerBound - 1), &configuration))
            #expect(configuration == .standard)
        }
    }
}
