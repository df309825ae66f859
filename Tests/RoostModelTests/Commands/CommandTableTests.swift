import RoostModel
import Testing

@Suite struct CommandTableTests {
    private static func session(_ arguments: String..., cwd: String? = nil) -> SessionRequest {
        SessionRequest(arguments: arguments, cwd: cwd, environment: [:])
    }

    private static func split(
        _ axis: Layout.Axis, pane: PaneID? = nil, before: Bool = false, size: PaneSize? = nil,
        focus: Bool = true, _ session: SessionRequest = session()
    ) -> CommandEffect {
        .layout(.split(pane: pane, axis: axis, before: before, size: size, focus: focus, session: session))
    }

    private static func window(
        _ session: SessionRequest = session(), name: String? = nil, focus: Bool = true
    ) -> CommandEffect {
        .layout(.openWindow(session: session, name: name, focus: focus))
    }

    private static let panes: [(String, CommandEffect)] = [
        ("split-right", split(.horizontal)), ("split-below", split(.vertical)),
        ("split-window", split(.vertical)), ("split-window -h", split(.horizontal)),
        ("splitw -v", split(.vertical)), ("split-window -h htop", split(.horizontal, session("htop"))),
        ("split-window -l 20", split(.vertical, size: .cells(20))),
        ("split-window -hl30%", split(.horizontal, size: .percent(30))),
        ("split-window -h -p 25 htop", split(.horizontal, size: .percent(25), session("htop"))),
        ("split-right -p 50", split(.horizontal, size: .percent(50))),
        (
            "split-window -bd -t %4 -c /etc top -d 1",
            split(.vertical, pane: 4, before: true, focus: false, session("top", "-d", "1", cwd: "/etc"))
        ),
        (
            "split-window 'tail -f x | grep y'",
            split(.vertical, session("/bin/sh", "-c", "tail -f x | grep y"))
        ),
        ("resize-left 5", .layout(.resize(pane: nil, .left, cells: 5))),
        ("resize-left", .layout(.resize(pane: nil, .left, cells: 1))),
        ("resize-pane -Z", .layout(.zoom(pane: nil))),
        ("resizep -L 10", .layout(.resize(pane: nil, .left, cells: 10))),
        ("resize-pane -t 3 -x 40", .layout(.resizeTo(pane: 3, axis: .horizontal, .cells(40)))),
        ("resize-pane -y 25%", .layout(.resizeTo(pane: nil, axis: .vertical, .percent(25)))),
        ("select-pane -U", .layout(.focusToward(.up))), ("select-pane -t 2", .layout(.focus(pane: 2))),
        ("selectp -l", .layout(.focusLast)), ("last-pane", .layout(.focusLast)),
        ("kill-pane", .layout(.closePane(pane: nil))), ("killp -t %7", .layout(.closePane(pane: 7))),
        ("swap-pane -U", .layout(.swap(offset: -1))), ("swap-pane", .layout(.swap(offset: 1))),
        ("rotate-window", .layout(.rotate(offset: -1))), ("rotatew -D", .layout(.rotate(offset: 1))),
        ("break-pane -t 2", .layout(.breakPane(pane: 2))), ("zoom", .layout(.zoom(pane: nil))),
        ("layout tiled", .layout(.preset(.tiled))), ("select-layout", .layout(.nextPreset)),
        ("selectl main-vertical", .layout(.preset(.mainVertical))),
    ]

    private static let others: [(String, CommandEffect)] = [
        ("new-window", window()), ("new-window htop", window(session("htop"))),
        ("neww -n logs tail -f x", window(session("tail", "-f", "x"), name: "logs")),
        ("new-window -n logs -c /etc top", window(session("top", cwd: "/etc"), name: "logs")),
        ("new-window -d", window(focus: false)),
        ("select-window 3", .layout(.selectWindow(number: 3))),
        ("select-window -t :3", .layout(.selectWindow(number: 3))),
        ("selectw -n", .layout(.selectWindowOffset(1))), ("last", .layout(.selectLastWindow)),
        ("kill-window", .layout(.closeWindow(window: nil))),
        ("kill-window -t 2", .layout(.closeWindow(window: 2))),
        ("rename-window", .client(.renameWindow(window: nil))),
        ("rename-window two words", .layout(.renameWindow(window: nil, name: "two words"))),
        ("renamew -t 2 x", .layout(.renameWindow(window: 2, name: "x"))),
        ("rename-session 'a  b'", .server(.renameSession(session: nil, name: "a  b"))),
        ("rename -t api x", .server(.renameSession(session: "api", name: "x"))),
        ("send-to-background", .client(.sendToBackground(session: nil, prompt: nil))),
        (
            "send-to-background -t api mend the tests",
            .client(.sendToBackground(session: "api", prompt: "mend the tests"))
        ),
        ("go-to api", .layout(.show(session: "api", axis: nil))),
        ("send-keys C-c Enter", .server(.sendKeys(session: nil, keys: ["C-c", "Enter"]))),
        ("send-keys -t api -l a b", .server(.sendText(session: "api", text: "a b"))),
        ("send-keys a -l", .server(.sendKeys(session: nil, keys: ["a", "-l"]))),
        ("kill-session api", .server(.endSession(session: "api"))),
        ("kill-session -t api", .server(.endSession(session: "api"))),
        ("switch-client -t work", .server(.switchWorkspace(name: "work"))),
        ("switch-workspace", .client(.workspaces)),
        (
            "rename-workspace a b",
            .server(.renameWorkspace(workspace: nil, name: "a b"))
        ),
        ("detach-client", .client(.detach)), ("  help  ", .client(.help)),
        ("paste", .server(.pasteBuffer(name: nil, session: nil))),
        ("pasteb -b mine -t api", .server(.pasteBuffer(name: "mine", session: "api"))),
        ("set-buffer -b mine two words", .server(.setBuffer(name: "mine", text: "two words"))),
        ("delete-buffer", .server(.deleteBuffer(name: nil))), ("list-buffers", .client(.buffers)),
        ("choose-tree", .client(.windows)),
        ("copy-mode -u", .client(.scrollUp)), ("copy-mode", .client(.copyMode)),
    ]

    @Test(arguments: panes + others)
    func `a line is read as tmux would`(line: String, effect: CommandEffect) throws {
        #expect(try CommandTable.parse(line).effect == effect)
    }

    @Test(arguments: [
        ("", "cannot read the command: it is empty, Tab lists all"),
        ("splt-right", "cannot do splt-right: there is no such command, did you mean split-right?"),
        ("new-win", "cannot do new-win: there is no such command, did you mean new-window?"),
        ("frobnicate", "cannot do frobnicate: there is no such command, Tab lists all"),
        ("select-window", "cannot do select-window: it needs NUMBER, as in select-window NUMBER"),
        ("zoom now", "cannot do zoom: it takes no words after it, as in zoom [-t PANE]"),
        ("next-window 2", "cannot do next-window: it takes no words after it"),
        (
            "select-layout tiled x",
            "cannot do select-layout: x is one word too many, as in select-layout [NAME]"
        ),
        (
            "layout round",
            "cannot do layout: round is not one of even-horizontal, even-vertical, main-horizontal, "
                + "main-vertical, tiled, as in layout NAME"
        ),
        ("rename-window 'a", "cannot read the command: a ' is not closed"),
        (
            "resize-left many",
            "cannot do resize-left: many is not a number from 1 to 1000, as in resize-left [-t PANE] [CELLS]"
        ),
        ("kill-pane -a", "cannot do kill-pane: there is no option -a, as in kill-pane [-t PANE]"),
        ("killp -t x", "cannot do killp: x is not the number of a pane, as in killp [-t PANE]"),
        ("killp --all", "cannot do killp: there is no option --all, as in killp [-t PANE]"),
        ("killp -t", "cannot do killp: -t needs PANE, as in killp [-t PANE]"),
        ("resize-pane -Z -x 20", "cannot do both: zoom and width exclude each other, give one of them"),
        ("resize-pane -Z 5", "cannot do both: zoom and 5 exclude each other, give one of them"),
        ("resize-pane -L -x 20", "cannot do both: left and width exclude each other, give one of them"),
        ("select-pane -L -t 2", "cannot do both: left and pane exclude each other, give one of them"),
        ("select-pane -l -t 2", "cannot do both: last and pane exclude each other, give one of them"),
        ("select-window -n 3", "cannot do both: next and 3 exclude each other, give one of them"),
        ("select-window -l -t 3", "cannot do both: last and window exclude each other, give one of them"),
        ("select-pane -LR", "cannot do both: left and right exclude each other, give one of them"),
        (
            "kill-session a -t b",
            "cannot take a: b is given as well, give one of them"
        ),
        (
            "resize-pane",
            "cannot do resize-pane: it needs one size or direction, "
                + "as in resize-pane -L|-R|-U|-D CELLS, -x SIZE, -y SIZE or -Z"
        ),
    ])
    func `what cannot be read is explained`(line: String, problem: String) {
        let error = #expect(throws: CommandProblem.self) { try CommandTable.parse(line) }
        #expect(error?.description == problem)
    }

    /// A word too many, an unknown option and a value of the wrong kind never pass in silence.
    @Test(arguments: CommandTable.specs.filter(\.isOnScreen).map(\.name))
    func `no command takes what it does not know`(name: String) throws {
        let spec = try #require(CommandTable.spec(name))
        #expect(throws: CommandProblem.self) { try CommandTable.parse("\(name) --no-such-option") }
        #expect(throws: CommandProblem.self) { try CommandTable.parse("\(name) -£") }
        if spec.words.isEmpty {
            #expect(throws: CommandProblem.self) { try CommandTable.parse("\(name) surplus") }
        }
        for option in spec.options(in: .screen) where option.value != nil {
            #expect(throws: CommandProblem.self, "\(option.spelling)") {
                try CommandTable.parse("\(name) \(option.spelling)")
            }
        }
    }

    @Test func `names and aliases mean one command each`() {
        let words = CommandTable.specs.flatMap { [$0.name] + $0.aliases }
        let twice = Dictionary(grouping: words) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice == [])
        #expect(CommandTable.names == CommandTable.names.sorted())
        let shell = CommandTable.specs.compactMap(\.shell)
        #expect(Set(shell).count == shell.count)
    }

    @Test func `standard keys are bound once each`() {
        let keys = CommandTable.standardKeys.map(\.key)
        #expect(Set(keys).count == keys.count)
        let texts = CommandTable.standardKeys.map(\.command.text)
        #expect(texts.contains("select-window 3") && texts.contains("resize-left 5"))
        #expect(texts.contains("layout tiled") && texts.contains("resize-left"))
    }

    @Test(arguments: CommandTable.standardKeys.map(\.command))
    func `a command's text is read back as it`(command: Command) throws {
        #expect(try CommandTable.parse(command.text) == command)
    }

    @Test(arguments: [
        "splitw -h -c '/a b' -- tail -f", "rename-window it\"'\"s", "rename-window 'say \"x\"'", "send ''",
    ])
    func `quotes outlive the way through a text`(line: String) throws {
        let command = try CommandTable.parse(line)
        #expect(try CommandTable.parse(command.text) == command)
    }

    @Test(arguments: [
        ("select-window 3", "go to window 3"), ("resize-left", "move the pane's border left"),
        ("resize-left 5", "move the pane's border left by 5"), ("layout tiled", "arrange the panes: tiled"),
        ("zoom", "let the pane fill the window, and back"),
    ])
    func `help has the words that were given`(line: String, help: String) throws {
        #expect(try CommandTable.parse(line).help == help)
    }

    @Test func `every command says what it does in a line of its own`() {
        let lines = CommandTable.specs.filter(\.isOnScreen).map(\.help)
        #expect(Set(lines).count == lines.count)
        #expect(lines.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") && !$0.contains("\n") })
    }

    @Test func `usage lines are those of manuals`() throws {
        let spec = try #require(CommandTable.spec("split-window"))
        #expect(
            spec.usage(in: .screen)
                == "[-hvbd] [-l SIZE] [-t PANE] [-c DIR] [--session NAME] [-p PROVIDER] [COMMAND...]")
        #expect(CommandTable.spec("go-to")?.usage(in: .screen) == "SESSION")
        #expect(CommandTable.spec("send")?.usage(in: .screen) == "[-l] [-t SESSION] KEY...")
    }

    // MARK: The shell

    private static let shell: [(String, String, CommandEffect)] = [
        ("pane", "", .list(.panes)), ("pane", "--json", .list(.panes)),
        ("window", "list -w x", .list(.windows)),
        ("workspace", "show work --json", .list(.workspace(name: "work"))),
        ("workspace", "clients", .list(.clients)), ("workspace", "", .list(.workspaces)),
        ("pane", "split --below -- top -d 1", split(.vertical, session("top", "-d", "1"))),
        ("pane", "split -w one --session x", split(.horizontal, SessionRequest(name: "x", environment: [:]))),
        ("pane", "split top -d 1", split(.horizontal, session("top", "-d", "1"))),
        ("pane", "split --below top --below", split(.vertical, session("top", "--below"))),
        ("pane", "show api --right", .layout(.show(session: "api", axis: .horizontal))),
        ("pane", "show lines-0 -w one", .layout(.show(session: "lines-0", axis: nil))),
        ("pane", "focus left", .layout(.focusToward(.left))), ("pane", "focus 12", .layout(.focus(pane: 12))),
        ("pane", "focus -w one next", .layout(.focusOffset(1))),
        ("pane", "resize right 5 -t 3", .layout(.resize(pane: 3, .right, cells: 5))),
        ("pane", "swap --previous", .layout(.swap(offset: -1))),
        ("pane", "rotate", .layout(.rotate(offset: 1))),
        ("pane", "layout", .layout(.nextPreset)), ("pane", "close --pane=4", .layout(.closePane(pane: 4))),
        ("pane", "hide", .layout(.hidePane(pane: nil))), ("pane", "break", .layout(.breakPane(pane: nil))),
        (
            "window", "new -w one -n first --session x",
            window(SessionRequest(name: "x", environment: [:]), name: "first")
        ),
        ("window", "select -w one 2", .layout(.selectWindow(number: 2))),
        ("window", "close", .layout(.closeWindow(window: nil))),
        ("window", "rename x -t 2", .layout(.renameWindow(window: 2, name: "x"))),
        ("window", "rename -w one 'name 5'", .layout(.renameWindow(window: nil, name: "name 5"))),
        ("workspace", "new w", .server(.newWorkspace(name: "w"))),
        ("workspace", "rename a b", .server(.renameWorkspace(workspace: "a", name: "b"))),
        ("workspace", "remove a", .server(.removeWorkspace(name: "a"))),
    ]

    @Test(arguments: shell)
    func `a shell gives the same commands`(noun: String, line: String, effect: CommandEffect) throws {
        let words = line.replacing("'name 5'", with: "name\u{1}5").split(separator: " ")
            .map { String($0).replacing("\u{1}", with: " ") }
        #expect(try CommandTable.parse(shell: noun, words).effect == effect)
    }

    @Test func `the options of the shell are not those of the screen`() throws {
        let command = try CommandTable.parse(shell: "pane", ["split", "-w", "one", "--json"])
        #expect(command.arguments.text("workspace") == "one" && command.arguments.has("json"))
        #expect(throws: CommandProblem.self) { try CommandTable.parse("split-window -w one") }
        #expect(throws: CommandProblem.self) { try CommandTable.parse("pane split") }
        #expect(throws: CommandProblem.self) { try CommandTable.parse("split-pane") }
    }

    @Test(arguments: [
        ("pane", "splt", "cannot do roost pane splt: there is no such command, did you mean split?"),
        (
            "window", "frobnicate",
            "cannot do roost window frobnicate: there is no such command, see roost window --help"
        ),
        (
            "window", "select x",
            "cannot do roost window select: x is not the number of a window, "
                + "as in roost window select [-npl] [-t NUMBER] [-w WORKSPACE] [NUMBER]"
        ),
        ("workspace", "new", "cannot do roost workspace new: it needs NAME, as in roost workspace new NAME"),
        (
            "workspace", "new ''",
            "cannot do roost workspace new: a name is not empty, as in roost workspace new NAME"
        ),
    ])
    func `a shell gets the same explanations`(noun: String, line: String, problem: String) {
        let words = line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
        let error = #expect(throws: CommandProblem.self) { try CommandTable.parse(shell: noun, words) }
        #expect(error?.description == problem)
    }
}
