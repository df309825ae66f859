import RoostDetect
import RoostModel
import Testing

/// What shells and programs ask in a line, and passwords.
@Suite struct LineQuestionTests {
    @Test(arguments: [
        "[sudo] password for ann:", "Password:", "ann@host's password:",
        "Enter passphrase for key '/home/ann/.ssh/id':",
        "Passphrase, please",
    ])
    func `echo off asks for a secret at once`(line: String) {
        for provider in ["shell", "program", "claude"] {
            var detector = Detector(provider: provider)
            let verdict = detector.evaluate(.of(provider, ["$ sudo ls", line], isEchoOff: true))
            #expect(verdict.line == "waiting_input authentication: \(line) by termios")
        }
    }

    @Test func `a secret without words is named by the row above`() {
        var detector = Detector(provider: "shell")
        let observation = Observation.of("shell", ["Your PIN", ""], cursor: (1, 0), isEchoOff: true)
        #expect(detector.evaluate(observation).line == "waiting_input authentication: Your PIN by termios")
    }

    @Test func `it is over when echo is on again`() {
        var detector = Detector(provider: "shell")
        _ = detector.evaluate(.of("shell", ["Password:"], isEchoOff: true))
        #expect(detector.evaluate(.of("shell", ["Password:", "$ "])).line == "running")
    }

    @Test func `an unknown host needs trust`() {
        let screen = """
            $ ssh box
            The authenticity of host 'box (10.0.0.7)' can't be established.
            ED25519 key fingerprint is SHA256:abc.
            This key is not known by any other names.
            Are you sure you want to continue connecting (yes/no/[fingerprint])?
            """
        #expect(
            verdict("shell", screen, quiet: 0)
                == "waiting_input trust: The authenticity of host 'box (10.0.0.7)' can't be established. / "
                + "ED25519 key fingerprint is SHA256:abc. / This key is not known by any other names. / "
                + "Are you sure you want to continue connecting (yes/no/[fingerprint])? [yes yes, no no]")
    }

    @Test(arguments: [
        ("Do you want to continue? [Y/n]", "y yes, n no"), ("Is this ok [y/N]:", "y yes, n no"),
        ("Proceed ([y]/n)?", "y yes, n no"), ("Ok to proceed? (y)", "y yes, n no"),
        ("Continue anyway? (yes/no)", "yes yes, no no"), ("rm: remove regular file 'x'?", "y yes, n no"),
        ("(1/1) Stage this hunk [y,n,q,a,d,e,p,?]?", "y yes, n no"),
        ("Really? (Y)es/(N)o [Yes]:", "y Yes, n No"),
    ])
    func `a question at the cursor counts after a second of silence`(line: String, options: String) {
        var detector = Detector(provider: "shell")
        #expect(detector.evaluate(.of("shell", ["$ x", line], quiet: 300)).line == "running")
        #expect(detector.nextCheckMilliseconds == 700)
        #expect(
            detector.evaluate(.of("shell", ["$ x", line], quiet: 1000)).line
                == "waiting_input question: \(line) [\(options)]")
        #expect(detector.nextCheckMilliseconds == nil)
    }

    @Test
    func `a question counts only with the cursor behind it, while a command runs, outside of full screens`() {
        let rows = ["$ x", "Continue? [y/n]"]
        func line(_ observation: Observation) -> String {
            var detector = Detector(provider: "shell")
            return detector.evaluate(observation).line
        }
        #expect(line(.of("shell", rows, cursor: (0, 3), quiet: 2000)) == "running")
        #expect(line(.of("shell", rows, cursor: (1, 3), quiet: 2000)) == "running")
        #expect(line(.of("shell", rows, isCommandRunning: false, quiet: 2000)) == "running")
        #expect(line(.of("shell", rows, isAlternateScreen: true, quiet: 2000)) == "running")
        #expect(
            line(.of("shell", rows, isCommandRunning: true, quiet: 2000)).hasPrefix("waiting_input question"))
    }

    @Test func `a remote password and a device login need a person`() {
        #expect(
            verdict("shell", "ann@box:~$ sudo ls\n[sudo] password for ann:")
                == "waiting_input authentication: [sudo] password for ann:")
        #expect(
            verdict(
                "shell",
                "! First copy your one-time code: AB12-CD34\nPress Enter to open https://github.com/login/device in your browser..."
            )
                == "waiting_input authentication: ! First copy your one-time code: AB12-CD34 / "
                + "Press Enter to open https://github.com/login/device in your browser... "
                + "<https://github.com/login/device> (AB12-CD34)")
    }
}
