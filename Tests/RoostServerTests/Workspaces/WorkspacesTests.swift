import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

@Suite struct WorkspacesTests {
    private let one = SessionID(rawValue: 1)
    private let two = SessionID(rawValue: 2)
    private let three = SessionID(rawValue: 3)

    /// `main` with a window that shows the first session.
    private func workspaces() -> Workspaces {
        var workspaces = Workspaces()
        _ = workspaces.open("main", rows: 24, columns: 80)
        _ = workspaces.change("main") { $0.openWindow(showing: one) }
        return workspaces
    }

    private func apply(_ command: LayoutCommand, to workspaces: inout Workspaces) throws -> [Workspaces
        .Effect]
    {
        guard case .done(let effects) = try workspaces.apply(command, in: "main", exists: { $0 != three })
        else {
            Issue.record("a session is wanted")
            return []
        }
        return effects
    }

    @Test func `a new window resizes its program, shows it, gives it the focus and is stored`() throws {
        var workspaces = workspaces()
        let client = ClientID(rawValue: 1)
        _ = workspaces.attach(
            client, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "")
        let effects = workspaces.change("main") { $0.openWindow(showing: two) }
        let workspace = try #require(workspaces["main"])
        #expect(
            effects == [
                .resize(two, TerminalSize(rows: 23, columns: 80)), .place(two, in: "main"),
                .show([two], to: client), .focus(one, false), .focus(two, true), .send(to: client),
                .announce("main"), .store(workspace, position: 0, isLast: true),
            ])
    }

    @Test func `a focus that stays is not moved`() throws {
        var workspaces = workspaces()
        _ = workspaces.attach(
            ClientID(rawValue: 1), to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false,
            terminal: "")
        let effects = try apply(.renameWindow(window: nil, name: " logs "), to: &workspaces)
        #expect(workspaces["main"]?.activeWindow?.name == "logs")
        #expect(!effects.contains { if case .focus = $0 { true } else { false } })
    }

    @Test func `the last window takes the clients with it`() throws {
        var workspaces = workspaces()
        let effects = try apply(.closeWindow(window: nil), to: &workspaces)
        #expect(effects.first == .dismissClients(of: "main"))
        #expect(effects.contains(.place(one, in: nil)))
        #expect(effects.last == .end(one))
    }

    @Test func `a session that another pane shows is not ended with one pane`() throws {
        var workspaces = workspaces()
        _ = try apply(.splitShowing(one, axis: .vertical), to: &workspaces)
        let effects = try apply(.closePane(pane: nil), to: &workspaces)
        #expect(!effects.contains(.end(one)))
        #expect(try apply(.closePane(pane: nil), to: &workspaces).last == .end(one))
    }

    @Test func `a session that another workspace shows is placed there`() throws {
        var workspaces = workspaces()
        _ = workspaces.open("other", rows: 24, columns: 80)
        _ = workspaces.change("other") { $0.openWindow(showing: one) }
        let effects = try apply(.hidePane(pane: nil), to: &workspaces)
        #expect(effects.contains(.place(one, in: "other")))
    }

    @Test func `a split wants a session first, then gives it its pane`() throws {
        var workspaces = workspaces()
        let pane = try #require(workspaces["main"]?.activeWindow?.active)
        let request = SessionRequest(environment: [:])
        let step = try workspaces.apply(
            .split(pane: nil, axis: .horizontal, before: true, size: nil, focus: true, session: request),
            in: "main",
            exists: { _ in true })
        #expect(
            step
                == .create(
                    request, beside: one,
                    .split(pane, along: .horizontal, before: true, size: nil, focus: true)))
        guard case .create(_, _, let placement) = step else { return }
        let before = try #require(workspaces["main"])
        let steps = workspaces.begin(two, at: Opening.Place(placement, in: "main"))
        let begun = try #require(steps)
        // Stored with its pane, and shown without it.
        guard case .store(let stored, _, _) = begun.first, begun.count == 1 else {
            Issue.record("\(begun)")
            return
        }
        #expect(stored.sessions == [two, one])
        #expect(workspaces["main"] == before)
        let finished = workspaces.finish(two)
        let effects = try #require(finished)
        #expect(effects.contains(.resize(two, TerminalSize(rows: 23, columns: 40))))
        #expect(workspaces["main"]?.sessions == [two, one])
    }

    @Test func `a session whose pane to split went away meanwhile gets a window`() throws {
        var workspaces = workspaces()
        let pane = try #require(workspaces["main"]?.activeWindow?.active)
        _ = workspaces.change("main") {
            $0.openWindow(showing: three)
            $0.closePane(pane)
        }
        _ = workspaces.begin(
            two,
            at: Opening.Place(
                .split(pane, along: .vertical, before: false, size: nil, focus: true), in: "main"))
        let effects = workspaces.finish(two)
        #expect(effects?.contains(.place(two, in: "main")) == true)
        #expect(workspaces["main"]?.windows.count == 2)
        let gone = workspaces.begin(two, at: Opening.Place(.window(name: nil, focus: true), in: "gone"))
        let again = workspaces.finish(two)
        #expect(gone == nil && again == nil)
    }

    @Test func `what changes while a session starts is stored with its pane, until it could not be started`()
        throws
    {
        var workspaces = workspaces()
        _ = workspaces.begin(two, at: Opening.Place(.window(name: nil, focus: true), in: "main"))
        func stored(_ effects: [Workspaces.Effect]) -> [SessionID]? {
            for case .store(let workspace, _, _) in effects { return workspace.sessions }
            return nil
        }
        let renamed = try apply(.renameWindow(window: nil, name: "logs"), to: &workspaces)
        #expect(stored(renamed) == [one, two])
        #expect(workspaces["main"]?.sessions == [one])
        let moved = try workspaces.rename("main", to: "home")
        #expect(stored(moved) == [one, two])
        let cancelled = workspaces.cancel(two)
        #expect(stored(cancelled) == [one])
        let again = workspaces.cancel(two)
        #expect(again == [])
    }

    @Test func `a session that starts gets its pane in a workspace that was renamed meanwhile`() throws {
        var workspaces = workspaces()
        _ = workspaces.begin(two, at: Opening.Place(.window(name: nil, focus: true), in: "main"))
        _ = try workspaces.rename("main", to: "home")
        let effects = workspaces.finish(two)
        #expect(effects?.contains(.place(two, in: "home")) == true)
    }

    @Test func `what is not there is refused and nothing changes`() throws {
        for command: LayoutCommand in [
            .goTo(three), .splitShowing(three, axis: .vertical), .selectWindow(number: 7),
            .closePane(pane: 99),
            .closeWindow(window: 99),
        ] {
            var workspaces = workspaces()
            let before = workspaces.all
            #expect(throws: Failure.self) {
                try workspaces.apply(command, in: "main", exists: { $0 != three })
            }
            #expect(workspaces.all == before)
        }
        var workspaces = workspaces()
        #expect(throws: Failure.self) { try workspaces.apply(.focusLast, in: "other", exists: { _ in true }) }
    }

    @Test func `names are unique, and the last one follows a rename`() throws {
        var workspaces = workspaces()
        #expect(workspaces.open("main", rows: 1, columns: 1).isEmpty)
        _ = workspaces.open("other", rows: 24, columns: 80)
        #expect(throws: Failure.self) { try workspaces.rename("main", to: "other") }
        #expect(throws: Failure.self) { try workspaces.rename("gone", to: "x") }
        let effects = try workspaces.rename("main", to: "home")
        #expect(effects.first == .forget("main"))
        #expect(effects.contains(.place(one, in: "home")))
        #expect(workspaces.last == "home")
        #expect(workspaces[nil]?.name == "home")
    }

    @Test func `a session of a removed workspace is placed where it is shown too`() throws {
        var workspaces = workspaces()
        _ = workspaces.open("other", rows: 24, columns: 80)
        _ = workspaces.change("other") { $0.openWindow(showing: one) }
        #expect(try workspaces.remove("main").contains(.place(one, in: "other")))
    }

    @Test func `a removed workspace leaves its sessions without a pane`() throws {
        var workspaces = workspaces()
        let effects = try workspaces.remove("main")
        #expect(effects == [.dismissClients(of: "main"), .place(one, in: nil), .forget("main")])
        #expect(workspaces.all.isEmpty)
    }

    @Test func `a client without a wish gets a workspace that shows something`() throws {
        var workspaces = workspaces()
        _ = workspaces.open("empty", rows: 24, columns: 80)
        _ = workspaces.attach(
            ClientID(rawValue: 1), to: "empty", cells: .init(rows: 25, columns: 80), isReadOnly: true,
            terminal: "")
        #expect(workspaces.preferred == "main")
        _ = try apply(.closeWindow(window: nil), to: &workspaces)
        #expect(workspaces.preferred == "empty")
    }

    @Test func `panes of sessions that do not exist are dropped`() {
        var workspaces = workspaces()
        _ = workspaces.change("main") { $0.openWindow(showing: two) }
        workspaces.dropPanes { $0 == two }
        #expect(workspaces["main"]?.sessions == [two])
    }

    @Test(arguments: [
        (Configuration.SizePolicy.latest, 29, 100), (.smallest, 19, 90), (.largest, 39, 120),
    ])
    func `the policy says whose size counts`(policy: Configuration.SizePolicy, rows: Int, columns: Int) {
        let latest = WindowSize.Cells(rows: 30, columns: 100)
        let all = [latest, .init(rows: 20, columns: 120), .init(rows: 40, columns: 90)]
        #expect(WindowSize.area(policy, of: latest, among: all) == .init(rows: rows, columns: columns))
    }
}
