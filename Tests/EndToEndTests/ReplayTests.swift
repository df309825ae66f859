import Foundation
import RoostTerminal
import RoostTestSupport
import Testing

/// The past, with the real server: played on a terminal, and written down.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ReplayTests {
    /// An asciicast, read as a player reads it.
    private struct Cast {
        struct Event {
            let time: Double
            let code: String
            let data: String
        }

        let header: [String: Any]
        let events: [Event]

        init(_ text: String) throws {
            let lines = text.split(separator: "\n").map { Data($0.utf8) }
            let first = try #require(lines.first)
            header = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any])
            events = try lines.dropFirst().map { line in
                let array = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
                return Event(
                    time: try #require(array[0] as? Double), code: try #require(array[1] as? String),
                    data: try #require(array[2] as? String))
            }
        }

        /// The rows of the screen at the end.
        func screen() throws -> [String] {
            var terminal = Terminal(
                size: TerminalSize(
                    rows: try #require(header["height"] as? Int),
                    columns: try #require(header["width"] as? Int)),
                options: TerminalOptions())
            for event in events {
                if event.code == "r" {
                    let size = event.data.split(separator: "x").compactMap { Int($0) }
                    terminal.resize(to: TerminalSize(rows: size[1], columns: size[0]))
                } else {
                    terminal.feed(Array(event.data.utf8))
                }
            }
            return (0..<terminal.size.rows).map { terminal.line($0).text() }
        }
    }

    private static func rows(_ capture: String) -> [String] {
        capture.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// A shell that has done something, with a change of size in between.
    private static func prepare(_ home: Home) throws {
        _ = try home.output("new", "-d", "-n", "work", "--size", "70x20", "--", "bash")
        _ = try home.output(
            "send", "work", "--enter", #"printf '\033[31mone\033[0m \344\270\255 \360\237\230\200\n'"#)
        _ = try home.output("wait", "work", "--text", "^one 中 😀$", "--timeout", "60")
        _ = try home.output("resize", "work", "90x25")
        _ = try home.output("send", "work", "--enter", "stty size; seq 40; echo done")
        _ = try home.output("wait", "work", "--text", "^done$", "--timeout", "60")
    }

    @Test func `a cast leads to the screen that the session has, while it lives and after`() async throws {
        try await Home.with { home in
            try Self.prepare(home)
            _ = try home.output("send", "work", "--enter", "exit 3")
            _ = try home.output("wait", "work", "--exit", "--timeout", "60")
            let text = try home.output("replay", "work", "--export", "cast")
            let cast = try Cast(text)
            #expect(cast.header["version"] as? Int == 2)
            #expect(cast.header["width"] as? Int == 70)
            #expect(cast.header["height"] as? Int == 20)
            #expect(cast.header["title"] as? String == "work")
            #expect(cast.events.filter { $0.code == "r" }.map(\.data) == ["90x25"])
            #expect(cast.events.map(\.time) == cast.events.map(\.time).sorted())
            let capture = Self.rows(try home.output("capture", "work"))
            #expect(try cast.screen() == capture)
            #expect(text.contains("25 90"))

            // The same from a server that knows the session from its database alone.
            kill(try home.pids().server, SIGKILL)
            let again = try home.output("replay", "work", "--export", "cast")
            #expect(again == text)
            _ = try home.output("replay", "work", "--export", "cast", "-o", "work.cast")
            let file = home.path + "/work.cast"
            #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `a cast of a living session has what was printed a moment ago`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "c", "--", "cat")
            for number in 1...10 {
                _ = try home.output("send", "c", "--enter", "line \(number)")
                _ = try home.output("wait", "c", "--text", "^line \(number)$", "--timeout", "60")
                let cast = try Cast(try home.output("replay", "c", "--export", "cast"))
                #expect(try cast.screen().contains("line \(number)"))
            }
        }
    }

    @Test func `a person plays a session, goes to and fro, and gets the terminal back`() async throws {
        try await Home.with { home in
            try Self.prepare(home)
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "replay", "work", "--speed", "4"], environment: home.environment,
                directory: home.path, rows: 30, columns: 110)
            try outer.wait(for: "the end of the replay") { rows in
                rows.contains("done") && rows[29].contains(" end ")
            }
            let end = Array(outer.rows[0..<25])
            let capture = Self.rows(try home.output("capture", "work"))
            #expect(end == capture)
            outer.type(" ")
            outer.type(" ")
            try outer.wait(for: "a pause") { $0[29].contains("work paused  0:00") }
            outer.type("\u{1B}[F")
            try outer.wait(for: "the end") { $0[29].contains(" end ") && $0.contains("done") }
            #expect(Array(outer.rows[0..<25]) == end)
            // The second command's line stands there, and nothing of what it prints.
            outer.type("p")
            try outer.wait(for: "the last command") { rows in
                rows[29].contains("2/2 stty size") && rows.contains { $0.contains("one 中 😀") }
                    && !rows.contains("25 90")
            }
            outer.type("q")
            #expect(try outer.waitForExit() == 0)
            let isBlank = outer.rows.allSatisfy(\.isEmpty)
            #expect(isBlank, "the first screen is back")
        }
    }

    @Test func `a replay goes on over the end of its server`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "big", "--", "sh", "-c", "seq 150000; exec cat")
            _ = try home.output("wait", "big", "--text", "^150000$", "--timeout", "60")
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "replay", "big", "--command", "1"], environment: home.environment,
                directory: home.path)
            try outer.wait(forText: "roost: cannot replay big from command 1: it has 0")
            let second = try OuterTerminal(
                [Home.binaries + "/roost", "replay", "big", "--from", "0", "--speed", "0.01"],
                environment: home.environment, directory: home.path)
            try second.wait(forText: "big playing")
            kill(try home.pids().server, SIGKILL)
            second.type("\u{1B}[F")
            try second.wait(forText: "big end")
            try second.wait(forText: "150000")
            second.type("q")
            #expect(try second.waitForExit() == 0)
        }
    }

    @Test func `what cannot be replayed is said in one line`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "silent", "--", "cat")
            try "old".write(toFile: home.path + "/old", atomically: true, encoding: .utf8)
            let lines = [
                (["replay", "silent"], "cannot replay silent: this is not a terminal"),
                (["replay", "nobody", "--export", "cast"], "cannot replay nobody: no such session"),
                (["replay", "nobody", "--export", "cast", "-o", "old"], "no such session"),
                (["replay", "silent", "--export", "cast"], "cannot replay silent: it has printed nothing"),
                (["history", "nobody", "--export", "jsonl", "-o", "old"], "no such session"),
                (["history", "--export", "text", "-o", "/no/such/file"], "cannot write /no/such/file: "),
            ]
            for (arguments, words) in lines {
                let outcome = try home.run(arguments)
                #expect(outcome.status == 1)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
                #expect(outcome.errors.hasPrefix("roost: cannot "), "\(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
            #expect(try String(contentsOfFile: home.path + "/old", encoding: .utf8) == "old")
        }
    }

    @Test func `an exported history has every line and every command, in order`() async throws {
        try await Home.with { home in
            try Self.prepare(home)
            _ = try home.output(
                "new", "-d", "-n", "numbers", "--", "sh", "-c", "seq 30000; printf end; exec cat")
            _ = try home.output("wait", "numbers", "--text", "^end$", "--timeout", "60")

            let text = try home.output("history", "numbers", "--export", "text", "--type", "output")
            #expect(text.split(separator: "\n").elementsEqual((1...30_000).map { "\($0)" } + ["end"]))

            let decoded = try home.output("history", "--export", "jsonl").split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let commands = decoded.filter { $0["type"] as? String == "command" }
            #expect(commands.map { $0["name"] as? String } == ["work", "work"])
            #expect(commands.last?["text"] as? String == "stty size; seq 40; echo done")
            let numbers = decoded.filter {
                $0["name"] as? String == "numbers" && $0["type"] as? String == "output"
            }
            #expect(numbers.count == 30_001)
            #expect(decoded.contains { $0["type"] as? String == "status" })

            let known = try JSONSerialization.jsonObject(
                with: Data(try home.output("history", "work", "--type", "command", "--json").utf8))
            let entries = try #require(known as? [[String: Any]])
            #expect(NSArray(array: entries) == NSArray(array: commands))
        }
    }
}
