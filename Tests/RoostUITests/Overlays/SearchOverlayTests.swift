import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct SearchOverlayTests {
    static func answer(_ request: Request) -> Response? {
        guard case .history(.search(let query, _, _)) = request else { return nil }
        let lines: [(UInt64, String, Int64, String)] = [
            (
                3, "logs", 90,
                "psql: error: connection to server on socket \"/run/x\" failed: connection refused"
            ),
            (
                9, "gone", 3000,
                "  ⎿ curl: (7) Failed to connect to localhost port 8080: Connection refused by peer"
            ),
        ]
        let hits = lines.filter { $0.3.lowercased().contains(query.lowercased()) }.map {
            SearchHit(
                session: SessionID(rawValue: $0.0), name: $0.1,
                at: Timestamp(milliseconds: UIContext.noon.milliseconds - $0.2 * 60_000), text: $0.3,
                offset: 0)
        }
        return .hits(hits)
    }
}

extension SearchOverlayTests {
    private static func opened(typing text: String = "connection") throws -> OverlayDriver<SearchOverlay> {
        var driver = OverlayDriver(SearchOverlay(), in: try UIContext.main())
        driver.type(text)
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `hits with their session and time`() throws {
        var search = try Self.opened()
        let picture = search.picture()
        #expect(
            picture == """
                ┌ Search  > connection ─────────────────────────────────────────── 2 lines in 2 sessions, 0 ms ┐
                │ bash logs        11:11      psql: error: connection to server on socket "/run/x" failed: co… │
                │ gone             Wed 10:41  …localhost port 8080: Connection refused by peer                 │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                │                                                                                              │
                └ Enter jump there · C-s this session only · C-y copy · Esc ───────────────────────────────────┘
                """)
    }

    @Test func `the server is asked for one text at a time`() throws {
        var search = OverlayDriver(SearchOverlay(), in: try UIContext.main())
        search.type("psql")
        #expect(search.takeRequests() == [.history(.search(query: "p", target: nil, limit: 500))])
        let context = search.context
        let effects = search.overlay.receive(
            .hits([]), for: .history(.search(query: "p", target: nil, limit: 500)), in: context)
        #expect(
            effects.compactMap(OverlayDriver<SearchOverlay>.words)
                == ["request \(Request.history(.search(query: "psql", target: nil, limit: 500)))"])
    }

    @Test func `an answer to an older text is not taken`() throws {
        var search = OverlayDriver(SearchOverlay(), in: try UIContext.main())
        search.type("a")
        search.press("BSpace")
        let context = search.context
        _ = search.overlay.receive(
            Self.answer(.history(.search(query: "connection", target: nil, limit: 500))) ?? .done,
            for: .history(.search(query: "connection", target: nil, limit: 500)), in: context)
        let picture = search.picture()
        #expect(picture.contains("type what you look for"))
    }

    @Test func `only this session can be searched`() throws {
        var search = try Self.opened()
        search.press("C-s")
        #expect(search.takeRequests() == [.history(.search(query: "connection", target: "1", limit: 500))])
    }

    @Test func `Enter goes to the session, and then to the place`() throws {
        var search = try Self.opened()
        search.press("Enter")
        #expect(
            search.takeRequests() == [.layout(workspace: "work", .goTo(SessionID(rawValue: 3)))])
        let blank = search.picture()
        #expect(blank.isEmpty)
        // The session is in front, but its screen is as old as the last look at it.
        let pane = try #require(search.context.workspace?.workspace.pane(showing: SessionID(rawValue: 3)))
        search.context.workspace?.workspace.focus(pane)
        search.context.focused = SessionID(rawValue: 3)
        search.tick()
        #expect(search.take().isEmpty)
        search.context.now.milliseconds += 2000
        search.tick()
        #expect(search.take() == ["open CopyMode", "close"])
    }

    @Test func `a failure is told`() throws {
        var search = OverlayDriver(SearchOverlay(), in: try UIContext.main())
        search.type("x")
        search.answer { _ in .failed(Failure("search", cause: "the database is locked")) }
        #expect(search.take() == ["error cannot search: the database is locked"])
        search.type("y")
        #expect(search.takeRequests() == [.history(.search(query: "xy", target: nil, limit: 500))])
    }
}
