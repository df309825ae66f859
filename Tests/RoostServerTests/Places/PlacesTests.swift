import RoostClient
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

/// Where what was printed stands now, asked of a whole server whose program the test plays.
@Suite struct PlacesTests {
    private struct Unexpected: Error {}

    /// A server with one session of 24 by 80, `api`.
    private struct Printing {
        let server: InMemoryServer
        let session: SessionID

        init() async throws {
            server = try await InMemoryServer()
            let request = SessionRequest(
                name: "api", arguments: ["sh"], cwd: "/", environment: [:], rows: 24, columns: 80,
                isDetached: true)
            guard case .session(let info) = try server.ask(.session(.create(request))) else {
                throw Unexpected()
            }
            session = info.number
        }

        /// Prints, and waits until the session has read all of it, which a line of its own at the end shows.
        func print(_ text: String, until mark: String) throws {
            server.keeper.print("\(text)\(mark)\r\n", in: session.rawValue)
            let answer = try server.ask(
                .session(.wait(target: "api", condition: .text("^\(mark)$"), timeoutMilliseconds: 15_000)))
            guard case .waited = answer else { throw Unexpected() }
        }

        /// What search finds, oldest first.
        func hits(_ query: String) throws -> [SearchHit] {
            guard
                case .hits(let hits) = try server.ask(
                    .history(.search(query: query, target: "api", limit: 1000)))
            else { throw Unexpected() }
            return hits.sorted { $0.offset < $1.offset }
        }

        /// The line of a place; nil when it is shown as it was.
        func line(_ offset: UInt64, _ text: String, as type: HistoryEntry.Kind = .output) throws -> LinePlace?
        {
            let place = OutputPlace(session: session, offset: offset, type: type, text: text)
            switch try server.ask(.history(.place(place))) {
            case .place(let line): return line
            case .history: return nil
            default: throw Unexpected()
            }
        }

        /// What a line says now.
        func text(of line: Int) async throws -> String? {
            let found = await server.inside { [session] server in server.sessions[session] }
            return await found?.text(ofLine: line)
        }

        func resize(columns: Int) throws {
            _ = try server.ask(.session(.resize(target: "api", rows: 24, columns: columns)))
        }
    }

    @Test func `of many equal lines each hit is its own`() async throws {
        let api = try await Printing()
        let text = (0..<200).map { "before \($0)\r\nsame text\r\n" }.joined()
        try api.print(text, until: "done")
        let hits = try api.hits("same")
        try #require(hits.count == 200)
        for index in [0, 1, 99, 198, 199] {
            let found = try #require(try api.line(hits[index].offset, hits[index].text))
            #expect(found.columns == 80)
            #expect(try await api.text(of: found.line) == "same text")
            #expect(try await api.text(of: found.line - 1) == "before \(index)")
        }
        try await api.server.stop()
    }

    @Test func `another width moves the lines, and each is found where it is`() async throws {
        let api = try await Printing()
        let long = String(repeating: "x", count: 100)
        let text = (0..<60).map { "before \($0) \(long)\r\nsame text\r\n" }.joined()
        try api.print(text, until: "done")
        try api.resize(columns: 33)
        try api.print("", until: "narrow")
        try api.resize(columns: 120)
        let hits = try api.hits("same")
        for index in [0, 30, 59] {
            let found = try #require(try api.line(hits[index].offset, hits[index].text))
            #expect(found.columns == 120)
            #expect(try await api.text(of: found.line) == "same text")
            #expect(try await api.text(of: found.line - 1)?.hasPrefix("before \(index) ") == true)
        }
        try await api.server.stop()
    }

    @Test func `what was cleared is shown as it was`() async throws {
        let api = try await Printing()
        try api.print("one\r\nneedle\r\ntwo\r\n", until: "first")
        let hit = try #require(try api.hits("needle").first)
        try api.print("\u{1B}[H\u{1B}[2J\u{1B}[3J", until: "second")
        #expect(try api.line(hit.offset, hit.text) == nil)
        let place = OutputPlace(session: api.session, offset: hit.offset, type: .output, text: hit.text)
        guard case .history(let lines) = try api.server.ask(.history(.place(place))) else {
            Issue.record("the lines around it are shown")
            return
        }
        // What was printed later may stand there, too.
        #expect(lines.prefix(4).map(\.text) == ["one", "needle", "two", "first"])
        #expect(lines.first { $0.offset == hit.offset }?.text == "needle")
        try await api.server.stop()
    }

    @Test func `a command is where it was typed, not where it says the same`() async throws {
        let api = try await Printing()
        var text = ""
        for round in 0..<3 {
            text += "\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}echo ls\r\n\u{1B}]133;C\u{7}echo ls \(round)\r\n"
            text += "\u{1B}]133;D;0\u{7}"
        }
        try api.print(text, until: "done")
        guard
            case .history(let entries) = try api.server.ask(
                .history(.entries(target: "api", type: .command, limit: 10)))
        else { throw Unexpected() }
        #expect(entries.map(\.text) == ["echo ls", "echo ls", "echo ls"])
        for (round, entry) in entries.sorted(by: { $0.offset < $1.offset }).enumerated() {
            let found = try #require(try api.line(entry.offset, entry.text, as: .command))
            #expect(try await api.text(of: found.line) == "$ echo ls")
            #expect(try await api.text(of: found.line + 1) == "echo ls \(round)")
        }
        try await api.server.stop()
    }

    @Test func `a line that was drawn anew further down is found there`() async throws {
        let api = try await Printing()
        try api.print("status: busy\r\n", until: "first")
        let hit = try #require(try api.hits("busy").first)
        try api.print("\u{1B}[2A\u{1B}[2Klog line\r\nstatus: busy\r\n", until: "second")
        let found = try #require(try api.line(hit.offset, hit.text))
        #expect(try await api.text(of: found.line) == "status: busy")
        #expect(try await api.text(of: found.line - 1) == "log line")
        try await api.server.stop()
    }

    @Test func `an ended session that left memory has its places, too`() async throws {
        let api = try await Printing()
        try api.print((0..<50).map { "same\r\nline \($0)\r\n" }.joined(), until: "done")
        let hits = try api.hits("same")
        try #require(hits.count == 50)
        api.server.keeper.end(api.session.rawValue)
        _ = try api.server.ask(
            .session(.wait(target: "api", condition: .exit, timeoutMilliseconds: 15_000)))
        let found = try #require(try api.line(hits[7].offset, hits[7].text))
        #expect(try await api.text(of: found.line + 1) == "line 7")
        try await api.server.stop()
    }
}

extension Session {
    fileprivate func text(ofLine number: Int) -> String? {
        screen.terminal.wholeLine(around: number)?.text
    }
}
