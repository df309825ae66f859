import RoostModel

extension RuleSet {
    /// Shells and everything else: what a program asks in a line of its own.
    ///
    /// It may be any program, so only the cursor's row counts, and what is not a well-known prompt counts only
    /// when nothing more was printed for a second.
    static let program = RuleSet(
        prompt: .none,
        selectionMarkers: "❯>",
        isMenuFooterNeeded: false,
        commandPrompts: [
            "*>", "*$", "*#", "*%", "*❯", "*➜", "*λ", "*»", "*…", "(*)", "*(END)*", "--More--*", "In [[]*]:",
            "lines *",
        ],
        rules: [
            // https://github.com/openssh/openssh-portable/blob/master/sshconnect.c
            .cursorRow(
                "Are you sure you want to continue connecting (yes/no*", .trust,
                .since("The authenticity of host *")),
            .cursorRow("Please type 'yes', 'no'*:*", .trust),
            // The other end of an ssh turns echo off, not this one.
            .cursorRow("[[]sudo] password for *:", .authentication, after: 1000),
            .cursorRow("Enter passphrase for *:", .authentication, after: 1000),
            .cursorRow("*'s password:", .authentication, after: 1000),
            .cursorRow("Password:", .authentication, after: 1000),
            .cursorRow("Password for *:", .authentication, after: 1000),
            .cursorRow("Username for *:", .authentication, after: 1000),
            .cursorRow("Username:", .authentication, after: 1000),
            .cursorRow("*authorization code:", .authentication, after: 1000),
            .cursorRow("*verification code:", .authentication, after: 1000),
            // https://github.com/cli/cli
            .cursorRow("Press Enter to open *", .authentication, after: 1000, .since("*one-time code*")),
            .cursorRow("*[[]y/n*]", .question, after: 1000),
            .cursorRow("*[[]y/n*]?", .question, after: 1000),
            .cursorRow("*[[]y/n*]:", .question, after: 1000),
            .cursorRow("*(y/n*)", .question, after: 1000),
            .cursorRow("*(y/n*)?", .question, after: 1000),
            .cursorRow("*(y/n*):", .question, after: 1000),
            .cursorRow("*([[]y]/n)?", .question, after: 1000),
            .cursorRow("*(yes/no*)", .question, after: 1000),
            .cursorRow("*(yes/no*)?", .question, after: 1000),
            .cursorRow("*(yes/no*):", .question, after: 1000),
            .cursorRow("*[[]yes/no*]", .question, after: 1000),
            .cursorRow("*[[]yes/no*]?", .question, after: 1000),
            .cursorRow("*[[]yes/no*]:", .question, after: 1000),
            .cursorRow("*(Y)es/(N)o*:", .question, after: 1000),
            .cursorRow("*? (y)", .question, after: 1000),
            .cursorRow("*[[]y,n,*]?", .question, after: 1000),
            .cursorRow("rm: * '*'?", .question, after: 1000),
            .cursorRow("cp: * '*'?", .question, after: 1000),
            .cursorRow("mv: * '*'?", .question, after: 1000),
            .cursorRow("*Continue?", .question, after: 1000),
            .cursorRow("*Proceed?", .question, after: 1000),
            .cursorRow("*Overwrite?", .question, after: 1000),
            .cursorRow("*Are you sure?", .question, after: 1000),
            .cursorRow("*Press any key*", .question, after: 1000),
            .cursorRow("*Press [[]Enter]*", .question, after: 1000),
            .cursorRow("*Press Enter*", .question, after: 1000),
            .cursorRow("*Press Return*", .question, after: 1000),

            // https://github.com/SBoudrias/Inquirer.js, https://github.com/AlecAivazis/survey
            .menu("*(Use arrow keys*", .question),
            .menu("*[[]Use arrows to move*", .question),
            // Frames of dialog(1), whiptail(1) and pinentry end with their buttons.
            .form("*passphrase*", ending: "*<*OK*>*<*Cancel*>*", .authentication, .whole),
            .form("*password*", ending: "*<*OK*>*<*Cancel*>*", .authentication, .whole),
            .form("*PIN*", ending: "*<*OK*>*<*Cancel*>*", .authentication, .whole),
            .form("*", ending: "*<*OK*>*<*Cancel*>*", .question, .whole),
            .form("*", ending: "*<*Yes*>*<*No*>*", .question, .whole),
        ])
}
