import RoostModel
import RoostTerminal
import Testing

@testable import RoostConfig

@Suite struct BindingTests {
    private let standard = Configuration.standard

    private func action(_ name: String) throws -> Command? {
        standard.binding(for: try #require(Key(name: name)))
    }

    /// tmux 3.3a's `list-keys -T prefix`, as far as roost has the action.
    @Test(arguments: [
        ("C-b", "send-prefix"), ("C-o", "rotate-previous"), ("C-z", "suspend"), ("Space", "next-layout"),
        ("!", "break-pane"), ("\"", "split-below"), ("$", "rename-session"), ("%", "split-right"),
        ("&", "close-window"), (",", "rename-window"), ("0", "select-window 0"), ("9", "select-window 9"),
        (":", "command-prompt"), (";", "last-pane"), ("?", "help"), ("[", "copy-mode"), ("]", "paste"),
        ("=", "choose-buffer"), ("#", "choose-buffer"), ("-", "delete-buffer"),
        ("c", "new-window"), ("d", "detach"), ("l", "last-window"), ("n", "next-window"), ("o", "next-pane"),
        ("p", "previous-window"), ("q", "pane-numbers"), ("r", "redraw"), ("s", "sessions"), ("t", "clock"),
        ("w", "windows"), ("x", "close-pane"), ("z", "zoom"), ("{", "swap-previous"), ("}", "swap-next"),
        ("~", "messages"), ("PPage", "scroll-up"), ("Up", "focus-up"), ("Down", "focus-down"),
        ("Left", "focus-left"), ("Right", "focus-right"), ("M-1", "layout even-horizontal"),
        ("M-2", "layout even-vertical"), ("M-3", "layout main-horizontal"), ("M-4", "layout main-vertical"),
        ("M-5", "layout tiled"), ("M-o", "rotate-next"), ("C-Up", "resize-up"), ("M-Left", "resize-left 5"),
    ])
    func `keys do what they do in tmux`(name: String, words: String) throws {
        #expect(try action(name)?.text == words)
    }

    @Test(arguments: [
        ("a", "next-attention"), ("A", "inbox"), ("h", "history"), ("/", "search"), ("P", "new-session"),
        ("T", "tasks"), ("Tab", "sessions"), ("B", "send-to-background"),
    ])
    func `roost has keys of its own`(name: String, words: String) throws {
        #expect(try action(name)?.text == words)
    }

    @Test func `no key is taken from the programs by itself`() {
        #expect(standard.rootBindings.isEmpty)
    }

    @Test func `a key is the same from every kind of terminal`() {
        // Legacy: the character with Shift in it. Kitty: the unshifted key, Shift, and what that gives.
        let legacy = Key(code: .character("%"))
        let kitty = Key(code: .character("5"), modifiers: .shift, shiftedScalar: "%")
        let letter = Key(code: .character("a"), modifiers: [.shift, .numLock], event: .repeated, text: "A")
        #expect(standard.binding(for: legacy) == CommandTable.command("split-right"))
        #expect(standard.binding(for: kitty) == CommandTable.command("split-right"))
        #expect(standard.binding(for: letter) == CommandTable.command("inbox"))
        #expect(standard.isPrefix(Key(code: .character("b"), modifiers: [.control, .capsLock])))
    }

    @Test func `a layout that is not Latin is no obstacle`() {
        let prefix = Key(code: .character("и"), modifiers: .control, baseScalar: "b")
        #expect(standard.isPrefix(prefix))
        #expect(
            standard.binding(for: Key(code: .character("с"), baseScalar: "c"))
                == CommandTable.command("new-window"))
    }

    @Test func `in a Latin layout the character decides, not the place`() {
        // The key that types q where a Latin keyboard of another country has a.
        let key = Key(code: .character("q"), baseScalar: "a")
        #expect(standard.binding(for: key) == CommandTable.command("pane-numbers"))
        #expect(standard.binding(for: Key(code: .character("e"), baseScalar: "c")) == nil)
    }

    @Test func `letting a key go does nothing`() {
        #expect(standard.binding(for: Key(code: .character("c"), event: .release)) == nil)
        #expect(!standard.isPrefix(Key(code: .character("b"), modifiers: .control, event: .release)))
    }

    @Test func `moving the focus and borders repeats, nothing else`() throws {
        for (key, command) in standard.prefixBindings {
            let moves = command.name.hasPrefix("focus-") || command.name.hasPrefix("resize-")
            #expect(standard.isRepeatable(command) == moves, "\(key.name)")
        }
        var still = standard
        still.repeatMilliseconds = 0
        #expect(!still.isRepeatable(CommandTable.command("focus-left")))
    }

    @Test func `help has every binding once, with its key as it is typed`() throws {
        let described = standard.described
        #expect(described.count == standard.prefixBindings.count)
        #expect(Set(described.map(\.keys)).count == described.count)
        #expect(described.allSatisfy { $0.keys.hasPrefix("C-b ") && !$0.command.help.isEmpty })
        #expect(described.contains { $0.keys == "C-b %" && $0.command.name == "split-right" })
        let own = try Configuration.parse(
            "[keys.root]\nF2 = \"sessions\"", file: "config.toml", over: .standard
        ).configuration
        #expect(own.described.contains { $0.keys == "F2" && $0.command.name == "sessions" })
    }

    @Test func `help has its groups in order, none of them empty`() {
        let groups = standard.describedGroups
        #expect(
            groups.map(\.title) == [
                "Panes", "Windows", "Sessions", "Attention and history", "Scrollback and clipboard", "roost",
            ])
        #expect(groups.allSatisfy { !$0.bindings.isEmpty })
    }

    @Test func `a key can be bound to any command of the prompt`() throws {
        let parsed = try Configuration.parse(
            """
            [keys.prefix]
            "m" = "new-window -n logs -c /var/log less syslog"
            "k" = "send-keys C-l"
            "v" = "splitw -h"
            "u" = "split-window -x"
            """, file: "config.toml", over: .standard)
        let bound = try ["m", "k", "v"].map {
            parsed.configuration.prefixBindings[try #require(Key(name: $0)).chord]?.text
        }
        #expect(
            bound == ["new-window -n logs -c /var/log less syslog", "send-keys C-l", "split-window -h"])
        #expect(parsed.problems.count == 1)
        #expect(parsed.problems.first?.cause.contains("there is no option -x") == true)
    }

    @Test(arguments: CopyCommandTable.KeySet.allCases)
    func `the standard keys of copy mode have their canonical names`(set: CopyCommandTable.KeySet) {
        for name in CopyCommandTable.keys(set).keys {
            #expect(Key(name: name)?.chord.name == name)
        }
    }

    @Test func `keys of copy mode are bound, unbound and told`() throws {
        let parsed = try Configuration.parse(
            """
            [ui]
            copy_keys = "vi"
            [keys.copy]
            "Y" = "copy-end-of-line-and-cancel"
            "PPage" = "halfpage-up"
            "v" = "none"
            "x" = "cansel"
            """, file: "config.toml", over: .standard)
        let configuration = parsed.configuration
        #expect(configuration.copyCommand(for: "Y") == .copyLineEnd)
        #expect(configuration.copyCommand(for: "PageUp") == .move(.halfPageUp))
        #expect(configuration.copyCommand(for: "v") == nil)
        #expect(configuration.copyCommand(for: "h") == .move(.left))
        #expect(configuration.copyKey(for: .beginSelection) == "Space")
        #expect(configuration.copyKey(for: .copyLineEnd) == "Y")
        #expect(
            configuration.describedCopyBindings.filter { $0.key == "PageUp" }.map(\.spec.name) == [
                "halfpage-up"
            ])
        let problem = try #require(parsed.problems.first)
        #expect(parsed.problems.count == 1)
        #expect(problem.cause == "\"cansel\": copy mode has no such command")
        #expect(problem.advice == "did you mean cancel?")
    }
}
