import Foundation
import RoostTerminal
import RoostTestSupport
import Testing

/// What real programs wrote, on the screen of the installed tmux and on ours.
///
/// tmux has another parser, another grid and other authors: where both follow the specification, the text of every
/// cell is the same.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TmuxDifferentialTests {
    /// The rows where tmux is not a witness, by recording, each with the reason.
    private static let exceptions: [String: [(rows: ClosedRange<Int>, reason: String)]] = [
        "vttest/menu-3": [(7...7, "tmux has no British set, in which 23 is a pound sign")],
        "vttest/menu-11-2-6": [(2...2, "tmux has no status line that a program writes")],
        "vttest/menu-11-5": [(5...17, "tmux has no VPR, with which the box is drawn")],
    ]

    private static let recordings =
        Fixture.recordings + VTTestRecording.all.map { (name: $0.path, columns: 80, rows: 24) }

    @Test(arguments: recordings)
    func `tmux shows the same text`(name: String, columns: Int, rows: Int) throws {
        let bytes = try #require(Fixture.bytes(name + ".raw"))
        let probe = Probe(rows: rows, columns: columns)
        probe.feed(bytes)
        let witness = try TmuxScreen.show(Fixture.folder + name + ".raw", bytes, rows: rows, columns: columns)
        #expect(witness.count == rows)
        for (row, theirs) in witness.enumerated() {
            if Self.exceptions[name, default: []].contains(where: { $0.rows.contains(row) }) { continue }
            #expect(probe.line(row).text() == theirs, "row \(row)")
        }
    }
}

/// A pane of a tmux server of its own.
enum TmuxScreen {
    /// Something between us and tmux did not work.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts the server, waits until it has shown the file, prints the pane, and ends the server in any case.
    ///
    /// Its arguments: columns, rows, how many answers to wait for, file, and what runs in the pane.
    private static let script = """
        folder=$(mktemp -d) || exit
        tmux() { timeout 60 tmux -u -S "$folder/socket" -f /dev/null "$@"; }
        trap 'tmux kill-server 2>/dev/null; rm -rf "$folder"' EXIT
        tmux set-option -g status off \\; new-session -d -x "$1" -y "$2" bash -c "$5" feeder "$4" "$3" &&
            tmux wait-for shown && tmux capture-pane -p -e -N
        """

    /// Writes the file, says when the terminal has taken all of it, and stays until it is ended.
    ///
    /// tmux has taken it when it answered as many queries for its status (DSR 5) as it was asked, the last of them
    /// behind the file; CAN ends a sequence that the file may have left open.
    private static let feeder = """
        stty raw -echo
        cat "$1"
        printf '\\030\\033[5n'
        bytes=
        answers=0
        while [ "$answers" -lt "$2" ] && IFS= read -r -t 60 -N 1 byte; do
            bytes+=$byte
            if [[ $bytes == *$'\\033[0n' ]]; then answers=$((answers + 1)) bytes=; fi
        done
        tmux wait-for -S shown
        read -r -t 300
        """

    /// The text of a pane that a file was written to, without the blanks at the ends of its rows.
    static func show(_ path: String, _ bytes: [UInt8], rows: Int, columns: Int) throws -> [String] {
        let query = Array("\u{1B}[5n".utf8)
        let asked = bytes.indices.count { bytes[$0...].starts(with: query) }
        var environment = ProcessInfo.processInfo.environment
        environment["TMUX"] = nil
        environment["LC_ALL"] = "C.UTF-8"
        environment["TERM"] = "xterm-256color"
        let process = try ChildProcess(
            ["bash", "-c", script, "bash", "\(columns)", "\(rows)", "\(asked + 1)", path, feeder],
            environment: environment, output: .pipe)
        // The server holds the pipe too, and is gone when it ends.
        let text = String(decoding: process.readToEnd(), as: UTF8.self)
        let status = try process.wait(seconds: 600).status
        guard status == 0 else {
            throw Failure(
                description: "cannot show a file in tmux: status \(status), \(text)"
                    + " (the tests need tmux, bash and timeout in PATH: make test installs them)")
        }
        // Line drawing comes between SO and SI, tabs as tabs, all of it with SGR.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows)
        return Probe("\u{1B})0" + lines.joined(separator: "\r\n"), rows: rows, columns: columns).rows
    }
}
