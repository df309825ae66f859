/// Makes shells mark their prompts and commands (OSC 133) and their directory (OSC 7) for the terminal.
///
/// No file of the user's is changed and all of them are read as ever; the shell is only started in a way that
/// makes it read a script of roost's as well. In a shell inside that shell nothing is marked.
///
/// - SeeAlso: `Shell/roost.bash`, `Shell/roost.zsh`, `Shell/roost.fish`, and the specification,
///   <https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md>.
package enum ShellIntegration {
    /// Changes the start of an interactive bash, zsh or fish; gives anything else back as it came.
    ///
    /// - Parameters:
    ///   - command: The words to start. With a script, `-c`, or an option that is unknown or that suppresses
    ///     start-up files, nothing changes.
    ///   - environment: The whole environment of the child.
    ///   - directory: Where the scripts are written, made for the user alone (0700) if it is not there.
    /// - Returns: The words and the environment to start instead.
    /// - Throws: ``ConfigError`` when a script cannot be written; the caller starts the shell without marks.
    /// - Complexity: One or two file reads when the scripts are there already.
    package static func prepare(
        command: [String], environment: [String: String], directory: String
    ) throws(ConfigError) -> (command: [String], environment: [String: String]) {
        guard let name = command.first?.split(separator: "/").last else { return (command, environment) }
        var start = ShellStart(command: command, environment: environment, directory: directory)
        switch name {
        case "bash": try start.prepareBash()
        case "zsh": try start.prepareZsh()
        case "fish": try start.prepareFish()
        default: break
        }
        return (start.command, start.environment)
    }
}

/// The start of a shell while it is being changed.
private struct ShellStart {
    var command: [String]
    var environment: [String: String]
    let directory: String

    /// `--rcfile` for an ordinary shell, ENV for a login shell.
    ///
    /// A login shell ignores that: it gets the script through ENV, which it
    /// reads with `--posix`; the script ends that mode at once and reads the login files.
    mutating func prepareBash() throws(ConfigError) {
        var words: [String] = []
        var isLogin = false
        var rcfile: String?
        var rest = command.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "--login":
                isLogin = true
                words.append(word)
            case "--noediting", "--verbose": words.append(word)
            case "--rcfile", "--init-file":
                guard let file = rest.popFirst() else { return }
                rcfile = file
            case "-o", "+o", "-O", "+O":
                guard let option = rest.popFirst(), option != "posix" else { return }
                words += [word, option]
            default:
                guard Self.isFlags(word, among: "abefhiklmuvxBCEHPT") else { return }
                if word.first == "-", word.contains("l") { isLogin = true }
                words.append(word)
            }
        }
        let script = try write(PackageResources.roost_bash, as: "roost.bash")
        // Long options come before short ones.
        if isLogin {
            environment["ROOST_BASH_LOGIN"] = "1"
            environment["ROOST_BASH_ENV"] = environment["ENV"]
            environment["ENV"] = script
            if environment["HISTFILE"] == nil, let home = environment["HOME"] {
                // In that mode it would take another file.
                environment["HISTFILE"] = home + "/.bash_history"
                environment["ROOST_BASH_HISTFILE"] = "1"
            }
            command = [command[0], "--posix"] + words
        } else {
            environment["ROOST_BASH_RCFILE"] = rcfile
            command = [command[0], "--rcfile", script] + words
        }
    }

    /// A ZDOTDIR of roost's, whose .zshenv gives the user's back.
    mutating func prepareZsh() throws(ConfigError) {
        var rest = command.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "-o", "+o":
                guard let option = rest.popFirst(), !option.lowercased().contains("rcs") else { return }
            case "--login", "--interactive": break
            default: guard Self.isFlags(word, among: "adegiklmnuvxyBCEHIPTVXZ0123456789") else { return }
            }
        }
        _ = try write(PackageResources.roost_zsh, as: "zsh/.zshenv")
        environment["ROOST_ZDOTDIR"] = environment["ZDOTDIR"]
        environment["ZDOTDIR"] = directory + "/zsh"
    }

    /// A command that runs after the user's configuration.
    mutating func prepareFish() throws(ConfigError) {
        var rest = command.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "-C", "--init-command", "-f", "--features", "-d", "--debug", "-o", "--debug-output":
                guard rest.popFirst() != nil else { return }
            case "--login", "--interactive", "--private": break
            default:
                let isLong = ["--init-command=", "--features=", "--debug=", "--debug-output="].contains {
                    word.hasPrefix($0)
                }
                guard isLong || Self.isFlags(word, among: "ilP") else { return }
            }
        }
        let script = try write(PackageResources.roost_fish, as: "roost.fish")
        let quoted = script.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        command.insert(contentsOf: ["--init-command", "source '\(quoted)'"], at: 1)
    }

    /// True for `-x`, `+x`, `-xyz` of flags that are known and take no word after them.
    private static func isFlags(_ word: String, among flags: String) -> Bool {
        word.count > 1 && (word.first == "-" || word.first == "+")
            && word.dropFirst().allSatisfy { flags.contains($0) }
    }

    private func write(_ script: [UInt8], as name: String) throws(ConfigError) -> String {
        let path = directory + "/" + name
        try TextFile.write(script, to: path)
        return path
    }
}
