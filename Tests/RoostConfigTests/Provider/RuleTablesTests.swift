import RoostDetect
import RoostModel
import Testing

@testable import RoostConfig

/// Rules in a person's provider file.
@Suite struct RuleTablesTests {
    private func parse(
        _ text: String, over name: String = "mine"
    ) throws -> (rules: RuleSet?, problems: [ConfigError]) {
        let base = Provider.builtIn.first { $0.name == name } ?? Provider(name: name, commands: [name])
        let (provider, problems) = try Provider.parse(text, file: "\(name).toml", base: base)
        return (provider.rules, problems)
    }

    private let known = ProviderCatalog.builtIn.named("codex")?.rules

    @Test func `a file says everything that a rule can be`() throws {
        let (rules, problems) = try parse(
            """
            [screen]
            prompt = "bare"
            prompt_markers = "›"
            selection_markers = "›>"
            menu_footers = ["*enter*"]
            menu_asides = []
            form_footers = ["*esc*"]
            menu_needs_footer = false
            footerless_ms = 250
            rows_below_menu = 3
            message_markers = "•■"
            answer_markers = "•"
            status_reach = 2
            status_indent = 4
            command_prompts = ["*$"]
            busy_without_prompt = true
            [[rule]]
            name = "a"
            region = "cursor"
            match = ["Really?*", "Sure?*"]
            below = "Remove *"
            quiet_ms = 700
            attention = "approval"
            quote_from = "The *"
            [[rule]]
            name = "b"
            region = "form"
            match = "Log in*"
            ending = "Press *"
            attention = "authentication"
            quote = "whole"
            [[rule]]
            name = "c"
            region = "status"
            match = "[◐◑] *"
            state = "processing"
            """)
        #expect(problems.isEmpty, "\(problems)")
        var expected = RuleSet(prompt: .bare(markers: "›"))
        expected.selectionMarkers = "›>"
        expected.menuFooters = ["*enter*"]
        expected.menuAsides = []
        expected.formFooters = ["*esc*"]
        expected.isMenuFooterNeeded = false
        expected.footerlessMilliseconds = 250
        expected.rowsBelowMenu = 3
        expected.messageMarkers = "•■"
        expected.answerMarkers = "•"
        expected.statusReach = 2
        expected.statusIndent = 4
        expected.commandPrompts = ["*$"]
        expected.isBusyWithoutPrompt = true
        expected.rules = [
            DetectionRule(
                name: "a", .cursorRow(quietMilliseconds: 700, below: "Remove *"), ["Really?*", "Sure?*"],
                .attention(.approval), .since("The *")),
            DetectionRule(
                name: "b", .form(ending: "Press *"), ["Log in*"], .attention(.authentication), .whole),
            DetectionRule(name: "c", .status, ["[◐◑] *"], .busy),
        ]
        #expect(rules == expected)
    }

    @Test(arguments: RuleTables.Region.allCases)
    func `every region can be named`(region: RuleTables.Region) throws {
        let (rules, problems) = try parse(
            "[[rule]]\n" + Self.rule(region: "\"\(region.rawValue)\""))
        #expect(problems.isEmpty, "\(problems)")
        #expect(rules?.rules.count == 1)
    }

    @Test func `a rule of a known name takes the place of that one, and others are tried first`() throws {
        let (rules, problems) = try parse(
            """
            [[rule]]
            name = "mine"
            region = "menu"
            match = "Ship it?*"
            attention = "approval"
            [[rule]]
            name = "plan"
            region = "menu"
            match = "Carry out this plan?*"
            attention = "approval"
            [[rule]]
            name = "second of mine"
            region = "title"
            match = "busy*"
            state = "processing"
            """, over: "codex")
        #expect(problems.isEmpty, "\(problems)")
        let before = try #require(known).rules
        var expected = before
        let plan = try #require(before.firstIndex { $0.name == "plan" })
        expected[plan].patterns = ["Carry out this plan?*"]
        #expect(rules?.rules.dropFirst(2) == expected[...])
        #expect(rules?.rules.prefix(2).map(\.name) == ["mine", "second of mine"])
    }

    @Test func `a rule is taken away by its name`() throws {
        let (rules, problems) = try parse("[[rule]]\nname = \"plan\"\nenabled = false", over: "codex")
        #expect(problems.isEmpty, "\(problems)")
        #expect(rules?.rules == known?.rules.filter { $0.name != "plan" })
        let unknown = try parse("[[rule]]\nname = \"plam\"\nenabled = false", over: "codex")
        #expect(
            unknown.problems.map(\.description) == [
                "cannot read codex.toml, line 3, key rule.plam.enabled: "
                    + "there is no rule of that name to take away; did you mean \"plan\"?"
            ])
    }

    @Test func `a screen is changed key by key`() throws {
        let (rules, problems) = try parse("[screen]\nstatus_reach = 5", over: "codex")
        #expect(problems.isEmpty, "\(problems)")
        var expected = try #require(known)
        expected.statusReach = 5
        #expect(rules == expected)
    }

    @Test func `rules begin with those that detect names, else with none`() throws {
        let own = "[[rule]]\n" + Self.rule("\"x\"")
        let (rules, _) = try parse("detect = [\"codex\"]\n\(own)")
        #expect(rules?.prompt == known?.prompt)
        #expect(rules?.rules.count == (known?.rules.count ?? 0) + 1)
        #expect(try parse(own).rules?.rules.map(\.name) == ["x"])
        #expect(try parse("detect = [\"codex\"]").rules == nil)
    }

    /// A rule without mistakes but for what is changed.
    private static func rule(
        _ name: String? = "\"a\"", region: String? = "\"menu\"", match: String? = "\"x\"",
        _ rest: String = "attention = \"question\""
    ) -> String {
        let lines = [
            name.map { "name = \($0)" }, region.map { "region = \($0)" }, match.map { "match = \($0)" }, rest,
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }

    @Test(arguments: [
        (rule(nil), "name", 1), (rule("\"\""), "name", 2), (rule("3"), "name", 2),
        (rule(region: nil), "region", 1), (rule(region: "\"nmenu\""), "region", 3),
        (rule(match: nil), "match", 1), (rule(match: "[]"), "match", 4), (rule(match: "3"), "match", 4),
        (rule(match: "\"[ab\""), "match", 4), (rule(match: "\"\""), "match", 4),
        (rule("\"a\"", ""), "attention", 1), (rule("\"a\"", "attention = \"bell\""), "attention", 5),
        (rule("\"a\"", "state = \"processing\""), "state", 5),
        (rule(region: "\"title\"", "state = \"completed\""), "state", 5),
        (rule(region: "\"title\"", "attention = \"question\"\nstate = \"processing\""), "state", 6),
        (rule("\"a\"", "attention = \"question\"\nquote = \"all\""), "quote", 6),
        (rule("\"a\"", "attention = \"question\"\nending = \"y\""), "ending", 6),
        (rule(region: "\"cursor\"", "attention = \"question\"\nquiet_ms = -1"), "quiet_ms", 6),
        (rule("\"a\"", "attention = \"question\"\nregoin = \"menu\""), "regoin", 6),
    ])
    func `a mistake has its line and its key`(text: String, key: String, line: Int) throws {
        let (_, problems) = try parse("[[rule]]\n\(text)")
        let problem = try #require(problems.first)
        #expect(problem.line == line)
        #expect(problem.key?.hasSuffix(".\(key)") == true, "\(problem)")
        #expect(problems.count == 1, "\(problems)")
    }

    @Test func `two rules of one name are a mistake`() throws {
        let rule = "[[rule]]\n" + Self.rule()
        let problem = try #require(try parse("\(rule)\n\(rule)").problems.first)
        #expect(problem.line == 7)
        #expect(problem.cause == "the file has a rule of that name already")
    }

    @Test(arguments: [
        ("prompt = \"boxed\"", "screen.prompt_markers"), ("prompt = \"row\"", "screen.prompt_rows"),
        ("prompt = \"box\"", "screen.prompt"), ("status_reach = 99", "screen.status_reach"),
        ("menu_footers = [\"[\"]", "screen.menu_footers"), ("marker = \">\"", "screen.marker"),
    ])
    func `a mistake about the screen has its key`(text: String, key: String) throws {
        let (_, problems) = try parse("[screen]\n\(text)")
        #expect(problems.map(\.key) == [key])
        #expect(!(problems.first?.advice.isEmpty ?? true))
    }

    @Test func `rules of a list that is no list of tables are told`() throws {
        #expect(
            try parse("rule = [1]").problems.map(\.cause) == [
                "expected a list of tables, [[rule]], found a list"
            ])
    }
}
