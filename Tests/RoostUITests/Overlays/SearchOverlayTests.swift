import RoostClient
import RoostConfig
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
                offset: 77)
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

    /// Where the first hit is.
    private static let place = OutputPlace(
        session: SessionID(rawValue: 3), offset: 77, type: .output,
        text: "psql: error: connection to server on socket \"/run/x\" failed: connection refused")

    /// On the way to the first hit, with its session in front and its screen as new as it will get.
    private static func gone() throws -> OverlayDriver<SearchOverlay> {
        var search = try opened()
        search.press("Enter")
        #expect(search.takeRequests() == [.layout(workspace: "work", .goTo(SessionID(rawValue: 3)))])
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
        #expect(search.takeRequests() == [.history(.place(place))])
        return search
    }

    /// Answers the question for the place.
    private static func answer(_ response: Response, to search: inout OverlayDriver<SearchOverlay>)
        -> [OverlayEffect]
    {
        let context = search.context
        return search.overlay.receive(response, for: .history(.place(place)), in: context)
    }

    @Test func `Enter goes to the session, and then to the line that the server names`() throws {
        var search = try Self.gone()
        let columns = try #require(search.context.mirrors[SessionID(rawValue: 3)]?.size.columns)
        // The server knew another width: the number is of no use.
        let early = Self.answer(.place(LinePlace(line: 9, columns: columns + 1)), to: &search)
        #expect(
            early.compactMap(OverlayDriver<SearchOverlay>.words)
                == ["request \(Request.history(.place(Self.place)))"])
        let effects = Self.answer(.place(LinePlace(line: 1, columns: columns)), to: &search)
        #expect(effects.compactMap(OverlayDriver<SearchOverlay>.words) == ["open CopyMode", "close"])
        guard case .open(let overlay) = effects.first, let copyMode = overlay as? CopyMode else { return }
        var opened = OverlayDriver(copyMode, in: search.context)
        opened.tick()
        #expect(opened.overlay.cursor.line == 1)
        #expect(opened.overlay.search.text?.text == "connection")
    }

    @Test func `what is there no more is shown as it was`() throws {
        var search = try Self.gone()
        let lines = (0..<40).map { index in
            HistoryEntry(
                session: SessionID(rawValue: 3), name: "logs", at: UIContext.noon, type: .output,
                text: "line \(index)", offset: UInt64(index * 7))
        }
        let effects = Self.answer(.history(lines), to: &search)
        guard case .open(let overlay) = effects.first, let text = overlay as? TextOverlay else {
            Issue.record("the lines are shown")
            return
        }
        var shown = OverlayDriver(text, in: search.context)
        let picture = shown.picture().split(separator: "\n").map(String.init)
        #expect(picture.first?.contains(" logs  11:11 ") == true)
        // The line of the offset is in the middle, and looks like what is chosen.
        let row = try #require(picture.firstIndex { $0.contains("│ line 11 ") })
        #expect(abs(row - picture.count / 2) <= 1)
        let canvas = shown.canvas()
        let top = try #require((0..<canvas.rows).first { canvas[$0, 0].text == "┌" })
        let look = Look(theme: shown.context.theme, isASCII: false)
        let chosen = look[.overlaySelection].background
        #expect(canvas[top + row, 2].style.background == chosen)
        #expect(canvas[top + row + 1, 2].style.background != chosen)
    }

    @Test func `a place that cannot be found is told, and the search is over`() throws {
        var search = try Self.gone()
        let effects = Self.answer(.failed(Failure("find a place", cause: "the disk is gone")), to: &search)
        #expect(
            effects.compactMap(OverlayDriver<SearchOverlay>.words)
                == ["error cannot find a place: the disk is gone", "close"])
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
