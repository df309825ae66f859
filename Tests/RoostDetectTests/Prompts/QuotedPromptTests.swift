import RoostDetect
import RoostModel
import Testing

/// Sessions that show what other programs ask, and ask nothing themselves.
@Suite struct QuotedPromptTests {
    private typealias P = OrdinaryPrompt

    private static let dialog = " Do you want to proceed?\n ❯ 1. Yes\n   2. No\n\n Esc to cancel"
    private static let choice = "Do you want to continue? [Y/n]"
    private static let rule = String(repeating: "─", count: 60)

    /// At the shell's own prompt, which edits its line itself.
    private static let atShell: [OrdinaryPrompt] = [
        P("cat of a log", "$ cat log\n\(choice)\n$ ", .key, nil),
        P("cat without an end of line", "$ cat log\n\(choice)$ ", .key, nil),
        P("cat of a menu", "$ cat dialog\n\(dialog)\n$ ", .key, nil),
        P("grep", "$ grep -r password .\n./a.c: printf(\"Password: \");\n$ ", .key, nil),
        P("a shell's own words", "ann@box ready? (y/n) ", .key, nil),
        P("a shell in French", "continuer ? [O/n] ", .key, nil),
        P("a command that is being typed", "$ echo \"Continue? [y/n]\"", .key, nil),
        P("the second row of a command", "$ cat <<EOF\n> Continue? [y/n]", .key, nil),
        P("a login's answer", "$ az login\nenter the code ABCD12345 to authenticate.\n$ ", .key, nil),
        P("git diff, ended", "$ git diff\n+    input(\"Name: \")\n$ ", .key, nil),
    ].map { $0.with { $0.isOwnForeground = true } }

    private static let viewers: [OrdinaryPrompt] = [
        P("git diff", "+\(choice)\n:", .viewer, nil),
        P("git log", "    Ask \"Continue? [y/n]\"\n(END)", .viewer, nil),
        P("less", "\(choice)\nlines 1-23/100 23%", .viewer, nil),
        P("more", "\(choice)\n--More--(40%)", .viewer, nil),
        P("less in its own screen", "Password:\n\(choice)", .viewer, nil).with {
            $0.isAlternateScreen = true
        },
        P("vim", "Password:\n\(choice)", .keyAmongOthers, nil).with { $0.isAlternateScreen = true },
        P("man", "Are you sure you want to continue connecting (yes/no)?", .viewer, nil).with {
            $0.isAlternateScreen = true
        },
    ]

    private static let prompts: [OrdinaryPrompt] = [
        P("python", ">>> print(\"\(choice)\")\n\(choice)\n>>> ", .key, nil),
        P("node", "Continue? [y/n]\n> ", .keyAmongOthers, nil),
        P("mysql", "Password:\nmysql> ", .key, nil), P("psql", "app=> ", .key, nil),
        P("sqlite", "sqlite> ", .line, nil),
        P("gdb", "(y or n) [answered Y; input not from terminal]\n(gdb) ", .key, nil),
        P("irb", "irb(main):001:0> ", .keyAmongOthers, nil), P("ipython", "In [3]: ", .keyAmongOthers, nil),
        P("ftp", "ftp> ", .line, nil), P("lua after a list", "1) red\n2) green\nlua> ", .line, nil),
        P("cat", "$ cat\nContinue? [y/n]", .line, nil).with { $0.rowBeforeInput = "" },
        P("cat", "$ cat\nPassword: x\n", .line, nil),
        P("a statement", "mysql> select 'Continue? [y/n]'", .key, nil).with { $0.rowBeforeInput = "mysql>" },
    ]

    private static let workers: [OrdinaryPrompt] = [
        P("printf and sleep", "$ ./x\nPassword: ", .nothing, nil),
        P("a build", "Compiling a (1/2)\n\(choice)", .nothing, nil),
        P("a build with a count", "[12/345] Compiling Choice.swift", .lineAmongOthers, nil),
        P("a server", "Listening on port 80 (http):", .lineAmongOthers, nil),
        P(
            "a development server", "  ➜  Local: http://localhost:5173/\n  ➜  press h + enter to show help\n",
            .keyAmongOthers, nil),
        P("a progress", "Downloading (3/7)", .network, nil),
        P("a log of requests", "GET /login?next=/ 200 (12, 3)", .network, nil),
        P("a print-mode CLI", "\(dialog)", .network, nil),
        P("a print-mode CLI", "I would ask: \(choice)\n", .network, nil),
        P("make", "cc -o a a.c [y,n]", .nothing, nil),
    ]

    @Test func `sessions that quote prompts ask nothing`() {
        let all = Self.atShell + Self.viewers + Self.prompts + Self.workers
        #expect(all.count >= 35)
        let alarms = all.filter { $0.verdict().attention != nil }
        #expect(alarms.isEmpty, "\(alarms.map { "\($0.testDescription) -> \($0.verdict().line)" })")
    }

    @Test(arguments: ["claude", "codex", "aider"])
    func `a conversation about prompts asks nothing`(provider: String) {
        let prompt = [
            "claude": "\(Self.rule)\n❯ \n\(Self.rule)\n  ? for shortcuts", "codex": "› ", "aider": "> ",
        ]
        let screen =
            "● It shows:\n\n  \(Self.dialog)\n\n  and then Password: and \(Self.choice)\n\n\(prompt[provider] ?? "")"
        let verdict = OrdinaryPrompt(provider, screen, .keyAmongOthers, nil).verdict(provider: provider)
        #expect(verdict.attention == nil, "\(verdict.line)")
    }
}
