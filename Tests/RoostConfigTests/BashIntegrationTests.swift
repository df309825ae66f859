import Foundation
import Testing

@testable import RoostConfig

@Suite(.serialized) struct BashIntegrationTests {
    @Test func `the user's rcfile is read, and its prompt shown between the marks`() throws {
        let terminal = try ShellOnTerminal(
            ["bash"], files: [".bashrc": "PS1='mine> '; alias hello='echo world'"])
        #expect(terminal.text.contains("\u{1B}]133;A\u{07}mine> \u{1B}]133;B\u{07}"))
        #expect(try terminal.run("hello").contains("world\r\n"))
    }

    @Test func `another rcfile comes instead of it`() throws {
        let terminal = try ShellOnTerminal(
            ["bash", "--rcfile", "../other"], files: [".bashrc": "PS1='wrong> '", "other": "PS1='other> '"])
        #expect(terminal.text.contains("\u{07}other> \u{1B}]"))
    }

    @Test func `a login shell reads the first of its files and is one`() throws {
        let terminal = try ShellOnTerminal(
            ["bash", "-l"],
            files: [
                ".bash_profile": "PS1='login> '", ".profile": "PS1='wrong> '", ".bashrc": "PS1='wrong> '",
                ".bash_logout": "echo bye now",
            ])
        #expect(terminal.text.contains("\u{07}login> \u{1B}]"))
        #expect(
            try terminal.run("shopt login_shell; echo \"<$HISTFILE|${ENV-}|$SHELLOPTS>\"").contains(
                "login_shell    \ton"))
        #expect(!terminal.text.contains("posix"))
        #expect(terminal.text.contains("/home/.bash_history||"))
        try terminal.exit()
        #expect(terminal.text.contains("bye now"))
    }

    @Test(arguments: [
        "PS1=", "PS1=; set -u", "unset PS1; set -u", "set -u; HISTCONTROL=ignoreboth", "set -e", "set -eu",
        "PROMPT_COMMAND='PS1=\"$? \\w \"'", "PROMPT_COMMAND=(true 'PS1=\"x \"' :)", "PROMPT_COMMAND='true;'",
        "PROMPT_COMMAND='false'", "PS0='before '", "export PS1 PS0='x' PROMPT_COMMAND='true'", "set -o vi",
        "shopt -s extglob nullglob failglob", "IFS=0123; set -f", "trap 'last=$BASH_COMMAND' DEBUG",
        "LC_ALL=C",
        "alias printf=false local=false; shopt -s expand_aliases", "set -o posix",
        "builtin() { echo no; }; unset -f builtin", "HISTTIMEFORMAT='%F %T '", "HISTSIZE=2", "cd /",
    ])
    func `whatever the rcfile says, commands are marked`(rcfile: String) throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": rcfile])
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("echo one")) == [
                "133;C;cmdline_url=echo%20one", "133;D;0",
            ])
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("echo two")) == [
                "133;C;cmdline_url=echo%20two", "133;D;0",
            ])
        let last = try terminal.run("! true")
        #expect(ShellOnTerminal.commands(in: last).last == "133;D;1")
        #expect(!terminal.text.contains("unbound"))
        #expect(!terminal.text.contains("not found"))
    }

    @Test(arguments: [
        "PROMPT_COMMAND='x=1'; readonly PROMPT_COMMAND", "readonly PROMPT_COMMAND=(true false)",
        "declare -r PS0=", "readonly PS0 PS2", "trap 'seen=$((seen+1))' DEBUG; readonly PROMPT_COMMAND",
    ])
    func `a variable that nobody may set costs marks and no error`(rcfile: String) throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "PS1='fixed> '; " + rcfile])
        for line in ["true", "cd /", "readonly PS1", "echo one"] { try terminal.run(line) }
        #expect(try terminal.run("echo rc=$?").contains("rc=0\r\n"))
        #expect(!terminal.text.contains("readonly variable"))
        #expect(terminal.text.contains("fixed> "))
    }

    @Test func `a trap that prints sees the user's commands, and one of roost's at the start`() throws {
        let terminal = try ShellOnTerminal(
            ["bash"], files: [".bashrc": "trap 'echo \"saw: $BASH_COMMAND\"' DEBUG"])
        #expect(terminal.text.components(separatedBy: "saw: ").count - 1 == 1)
        #expect(try terminal.run("true").components(separatedBy: "saw: ").count - 1 == 1)
        #expect(ShellOnTerminal.commands(in: try terminal.run("false")).last == "133;D;1")
    }

    @Test func `with set -x a prompt adds three rows, and no command of roost's is told`() throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "set -x"])
        let rows = try terminal.run("true").split(whereSeparator: \.isNewline).filter { $0.contains("+ ") }
        #expect(rows.count == 4)
        #expect(!terminal.text.contains("PS1="))
    }

    @Test func `the user's prompt command sees the status of the command`() throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "PROMPT_COMMAND='echo status=$?'"])
        #expect(try terminal.run("(exit 7)").contains("status=7\r\n"))
        #expect(try terminal.run("").contains("status=7\r\n"))
    }

    @Test func `the user's DEBUG trap stays`() throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "trap 'seen=$((seen+1))' DEBUG"])
        #expect(try terminal.run("trap -p DEBUG").contains("trap -- 'seen=$((seen+1))' DEBUG"))
    }

    @Test func `a prompt that is changed by hand keeps one pair of marks`() throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "PS1='a '"])
        let marks = ShellOnTerminal.marks(in: try terminal.run("PS1=\"(venv) $PS1\""))
        #expect(marks.filter { $0 == "133;A" }.count == 1 && marks.filter { $0 == "133;B" }.count == 1)
        #expect(terminal.text.hasSuffix("\u{1B}]133;A\u{07}(venv) a \u{1B}]133;B\u{07}"))
    }

    @Test func `a line that is kept out of the history has no text`() throws {
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": "HISTCONTROL=ignoreboth"])
        _ = try terminal.run("echo a")
        #expect(try ShellOnTerminal.commands(in: terminal.run(" echo secret")) == ["133;C", "133;D;0"])
        #expect(try ShellOnTerminal.commands(in: terminal.run("echo a")) == ["133;C", "133;D;0"])
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("echo b")) == [
                "133;C;cmdline_url=echo%20b", "133;D;0",
            ])
    }

    @Test func `an exported prompt does no harm in a shell inside`() throws {
        let rcfile =
            "[ -z \"$INNER\" ] && { export PS1='o> ' PS0='x' PROMPT_COMMAND='true'; }; export INNER=1"
        let terminal = try ShellOnTerminal(["bash"], files: [".bashrc": rcfile])
        _ = try terminal.run("export PROMPT_COMMAND=\"${PROMPT_COMMAND[*]}\" PS0")
        let start = terminal.text.utf8.count
        terminal.type("bash --norc\n")
        terminal.type("echo in''side; exit\n")
        try terminal.read { String(decoding: $0[start...], as: UTF8.self).contains("inside\r\n") }
        try terminal.exit()
        #expect(!terminal.text.contains("not found"), "\(terminal.text)")
    }

    @Test func `what stty has set stays`() throws {
        let terminal = try ShellOnTerminal(["bash"])
        _ = try terminal.run("stty -ixon susp ^Y")
        _ = try terminal.run("false")
        let settings = try terminal.run("stty -a")
        #expect(settings.contains(" -ixon") && settings.contains("susp = ^Y"))
    }
}
