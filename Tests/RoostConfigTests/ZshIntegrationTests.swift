import Testing

@testable import RoostConfig

@Suite(.serialized) struct ZshIntegrationTests {
    @Test func `all of the user's files are read in their order`() throws {
        let names = [".zshenv", ".zprofile", ".zshrc", ".zlogin"]
        var files = Dictionary(uniqueKeysWithValues: names.map { ($0, "order+=\($0)") })
        files[".zshrc", default: ""] += "; PS1='mine> '"
        let terminal = try ShellOnTerminal(["zsh", "-l"], files: files)
        #expect(terminal.text.contains("\u{1B}]133;A\u{07}mine> \u{1B}]133;B\u{07}"))
        #expect(try terminal.run("echo $order").contains(".zshenv.zprofile.zshrc.zlogin\r\n"))
    }

    @Test func `a ZDOTDIR of the user's comes back`() throws {
        let terminal = try ShellOnTerminal(
            ["zsh"], files: ["z/.zshenv": "A=env", "z/.zshrc": "PS1='z> '", ".zshrc": "PS1='wrong> '"],
            environment: ["ZDOTDIR": "HOME/z"])
        #expect(terminal.text.contains("\u{07}z> \u{1B}]"))
        #expect(try terminal.run("echo $A:${ZDOTDIR##*/}").contains("env:z\r\n"))
    }

    @Test func `a ZDOTDIR that the user's zshenv sets is followed`() throws {
        let terminal = try ShellOnTerminal(
            ["zsh"], files: [".zshenv": "export ZDOTDIR=$HOME/dot", "dot/.zshrc": "PS1='dot> '"])
        #expect(terminal.text.contains("\u{07}dot> \u{1B}]"))
    }

    @Test(arguments: [
        "PS1=", "setopt nounset", "setopt err_exit", "setopt ksh_arrays", "setopt sh_word_split",
        "setopt prompt_subst; PS1='$(echo x) '", "precmd() { PS1=\"$? %~ \" }",
        "setopt extended_glob null_glob",
        "setopt err_return", "alias printf=false local=false", "setopt prompt_bang; PS1='! '",
        "unset HISTFILE",
        "bindkey -v", "PS1=$'two\\nlines> '", "setopt warn_create_global", "setopt xtrace; unsetopt xtrace",
        "function preexec { last=$1 }", "unset precmd_functions; precmd_functions=(); ", "LC_ALL=C",
        "IFS=abc",
    ])
    func `whatever the rcfile says, commands are marked`(rcfile: String) throws {
        guard !rcfile.contains("precmd_functions") else {
            // Nobody's hooks outlive that; the shell itself must.
            let terminal = try ShellOnTerminal(["zsh"], files: [".zshenv": rcfile])
            #expect(try ShellOnTerminal.commands(in: terminal.run("true")).last == "133;D;0")
            return
        }
        let terminal = try ShellOnTerminal(["zsh"], files: [".zshrc": rcfile])
        #expect(
            try ShellOnTerminal.commands(in: terminal.run("echo one")) == [
                "133;C;cmdline_url=echo%20one", "133;D;0",
            ])
        #expect(try ShellOnTerminal.commands(in: terminal.run("! true")).last == "133;D;1")
        #expect(!terminal.text.contains("parameter not set"))
        #expect(!terminal.text.contains("not found"))
    }

    @Test func `the user's precmd sees the status of the command`() throws {
        let terminal = try ShellOnTerminal(["zsh"], files: [".zshrc": "precmd() { echo status=$? }"])
        #expect(try terminal.run("(exit 7)").contains("status=7\r\n"))
    }

    @Test func `a theme that sets the prompt each time is marked each time`() throws {
        let terminal = try ShellOnTerminal(
            ["zsh"], files: [".zshrc": "autoload -Uz add-zsh-hook; t() { PS1='t> ' }; add-zsh-hook precmd t"])
        #expect(terminal.text.contains("\u{1B}]133;A\u{07}t> \u{1B}]133;B\u{07}"))
        _ = try terminal.run("add-zsh-hook precmd u; u() { PS1='u> ' }")
        #expect(try terminal.run("true").contains("\u{1B}]133;A\u{07}u> \u{1B}]133;B\u{07}"))
    }

    @Test func `a prompt that shows percent signs as they are stays without marks`() throws {
        let terminal = try ShellOnTerminal(["zsh"])
        terminal.type("unsetopt prompt_percent; PS1='100% '; echo do''ne\n")
        try terminal.read { String(decoding: $0, as: UTF8.self).contains("done\r\n") }
        try terminal.exit()
        #expect(!terminal.text.contains("%{"))
    }

    @Test func `what stty has set stays`() throws {
        let terminal = try ShellOnTerminal(["zsh"], files: [".zshrc": "stty -ixon"])
        _ = try terminal.run("stty susp ^Y")
        _ = try terminal.run("false")
        let settings = try terminal.run("stty -a")
        #expect(settings.contains(" -ixon") && settings.contains("susp = ^Y"))
    }
}
