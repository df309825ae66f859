import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostServer

/// Two clients of different size on one workspace.
@Suite struct ViewsTests {
    private let small = ClientID(rawValue: 1)
    private let large = ClientID(rawValue: 2)
    private func id(_ number: UInt64) -> SessionID { SessionID(rawValue: number) }

    /// Window 1 with two panes that show sessions 1 and 2, window 2 with session 3; both clients look at window 2.
    private func workspaces() -> Workspaces {
        var workspaces = Workspaces()
        _ = workspaces.open("main", rows: 24, columns: 80)
        _ = workspaces.change("main") {
            let pane = $0.openWindow(showing: id(1))
            $0.split(pane, along: .horizontal, showing: id(2))
            $0.openWindow(showing: id(3))
        }
        _ = workspaces.attach(
            small, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "small")
        _ = workspaces.attach(
            large, to: "main", cells: .init(rows: 51, columns: 200), isReadOnly: false, terminal: "large")
        return workspaces
    }

    private func apply(
        _ command: LayoutCommand, as client: ClientID?, to workspaces: inout Workspaces
    ) throws -> [Workspaces.Effect] {
        guard
            case .done(let effects) = try workspaces.apply(
                command, in: "main", as: client, exists: { _ in true })
        else {
            Issue.record("a session is wanted")
            return []
        }
        return effects
    }

    private func visible(_ client: ClientID, in workspaces: Workspaces) -> Set<SessionID>? {
        workspaces[nil].flatMap { workspaces.onlookers[client]?.view.visibleSessions(in: $0) }
    }

    @Test func `one client goes to another window and the other stays where it is`() throws {
        var workspaces = workspaces()
        let effects = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        #expect(visible(small, in: workspaces) == [id(1), id(2)])
        #expect(visible(large, in: workspaces) == [id(3)])
        #expect(effects.contains(.show([id(1), id(2)], to: small)))
        #expect(!effects.contains { if case .show(_, large) = $0 { true } else { false } })
        #expect(workspaces.picture(for: small)?.activeWindow?.number == 1)
        #expect(workspaces.picture(for: large)?.activeWindow?.number == 2)
    }

    @Test func `a pane that is shown alone for want of room has all of it`() throws {
        var workspaces = workspaces()
        _ = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        let split = try #require(workspaces[nil]?.activeWindow?.panes)
        _ = try apply(.focus(pane: split[0].id), as: small, to: &workspaces)
        let effects = workspaces.resize(small, to: .init(rows: 15, columns: 30))
        #expect(effects.contains(.resize(id(1), TerminalSize(rows: 13, columns: 30))))
        #expect(effects.contains(.resize(id(2), TerminalSize(rows: 13, columns: 14))))
        let other = try apply(.focus(pane: split[1].id), as: small, to: &workspaces)
        #expect(other.contains(.resize(id(2), TerminalSize(rows: 13, columns: 30))))
        let back = workspaces.resize(small, to: .init(rows: 25, columns: 80))
        #expect(back.contains(.resize(id(2), TerminalSize(rows: 23, columns: 39))))
    }

    @Test func `each window has the size of who looks at it`() throws {
        var workspaces = workspaces()
        let effects = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        #expect(effects.contains(.resize(id(1), TerminalSize(rows: 23, columns: 40))))
        #expect(workspaces.picture(for: small)?.columns == 80)
        #expect(workspaces.picture(for: large)?.columns == 200)
        #expect(!effects.contains { if case .resize(id(3), _) = $0 { true } else { false } })
    }

    @Test func `of two clients at one window the one that was used last decides`() throws {
        var workspaces = workspaces()
        #expect(workspaces.picture(for: small)?.columns == 200)
        let effects = workspaces.use(small)
        #expect(effects.contains(.resize(id(3), TerminalSize(rows: 23, columns: 80))))
        #expect(workspaces.picture(for: large)?.columns == 80)
        #expect(workspaces.use(small).isEmpty)
    }

    @Test func `a zoom is for the client that asked for it`() throws {
        var workspaces = workspaces()
        for client in [small, large] { _ = try apply(.selectWindow(number: 1), as: client, to: &workspaces) }
        let effects = try apply(.zoom(pane: nil), as: large, to: &workspaces)
        #expect(visible(large, in: workspaces) == [id(2)])
        #expect(visible(small, in: workspaces) == [id(1), id(2)])
        #expect(effects.contains(.resize(id(2), TerminalSize(rows: 49, columns: 200))))
        #expect(workspaces.picture(for: small)?.activeWindow?.zoomed == nil)
    }

    @Test func `each client's focus is its own, and a program is told when the last one goes`() throws {
        var workspaces = workspaces()
        let first = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        #expect(first.contains(.focus(id(2), true)))
        #expect(!first.contains(.focus(id(3), false)))
        let second = try apply(.selectWindow(number: 1), as: large, to: &workspaces)
        #expect(second.contains(.focus(id(3), false)))
        #expect(workspaces.focus(small, false).isEmpty)
        #expect(workspaces.focus(large, false) == [.focus(id(2), false)])
    }

    @Test func `a pane that is closed by one goes from the view of the other`() throws {
        var workspaces = workspaces()
        for client in [small, large] { _ = try apply(.selectWindow(number: 1), as: client, to: &workspaces) }
        let pane = try #require(workspaces.onlookers[large]?.view.pane)
        _ = try apply(.closePane(pane: pane), as: small, to: &workspaces)
        #expect(visible(large, in: workspaces) == [id(1)])
        #expect(workspaces.onlookers[large]?.view.session(in: try #require(workspaces[nil])) == id(1))
    }

    @Test func `who comes back to a terminal finds the view that was left there`() throws {
        var workspaces = workspaces()
        _ = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        _ = try apply(.zoom(pane: nil), as: small, to: &workspaces)
        _ = try apply(.selectWindow(number: 2), as: large, to: &workspaces)
        for client in [small, large] { _ = workspaces.detach(client) }
        #expect(workspaces.onlookers.isEmpty)
        for (number, terminal): (UInt64, String) in [(7, "large"), (8, "small"), (9, "new")] {
            _ = workspaces.attach(
                ClientID(rawValue: number), to: "main", cells: .init(rows: 25, columns: 80),
                isReadOnly: false,
                terminal: terminal)
        }
        #expect(visible(ClientID(rawValue: 7), in: workspaces) == [id(3)])
        #expect(visible(ClientID(rawValue: 8), in: workspaces) == [id(2)])
        // A terminal of its own begins as the client that was used last.
        #expect(visible(ClientID(rawValue: 9), in: workspaces) == [id(2)])
    }

    @Test func `a command from outside acts as the client that was used last`() throws {
        var workspaces = workspaces()
        _ = workspaces.use(small)
        _ = try apply(.selectWindow(number: 1), as: nil, to: &workspaces)
        #expect(visible(small, in: workspaces) == [id(1), id(2)])
        #expect(visible(large, in: workspaces) == [id(3)])
    }

    @Test func `a client that only looks on decides no size and no view`() throws {
        var workspaces = Workspaces()
        _ = workspaces.open("main", rows: 24, columns: 80)
        _ = workspaces.change("main") { $0.openWindow(showing: id(1)) }
        let effects = workspaces.attach(
            small, to: "main", cells: .init(rows: 11, columns: 30), isReadOnly: true, terminal: "x")
        #expect(!effects.contains { if case .resize = $0 { true } else { false } })
        #expect(!effects.contains(.focus(id(1), true)))
        #expect(workspaces[nil]?.columns == 80)
        #expect(effects.contains(.show([id(1)], to: small)))
    }

    @Test func `a client is sent its workspace when it comes, and again only when it looks different`() throws
    {
        var workspaces = Workspaces()
        _ = workspaces.open("main", rows: 24, columns: 80)
        let attach = workspaces.attach(
            small, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "x")
        #expect(attach.contains { $0 == .send(to: small) })
        #expect(workspaces.focus(small, true).isEmpty)
        #expect(workspaces.resize(small, to: .init(rows: 25, columns: 80)).isEmpty)
        let change = workspaces.change("main") { $0.openWindow(showing: id(1)) }
        #expect(change.contains { $0 == .send(to: small) })
    }

    @Test func `views follow a renamed workspace`() throws {
        var workspaces = workspaces()
        _ = workspaces.detach(small)
        _ = try workspaces.rename("main", to: "home")
        #expect(workspaces.onlookers[large]?.workspace == "home")
        _ = workspaces.attach(
            small, to: "home", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "small")
        #expect(workspaces.clients(of: "home") == [large, small])
    }

    @Test func `views of terminals that never come back are forgotten, the oldest first`() throws {
        var workspaces = workspaces()
        _ = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        _ = workspaces.detach(small)
        _ = workspaces.use(large)
        for number in 0..<UInt64(LeftViews.most) {
            let client = ClientID(rawValue: 100 + number)
            _ = workspaces.attach(
                client, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false,
                terminal: "t\(number)")
            _ = workspaces.detach(client)
        }
        _ = workspaces.attach(
            small, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "small")
        #expect(visible(small, in: workspaces) == [id(3)])
    }

    @Test func `a client that only looks on goes where it likes, and takes nobody along`() throws {
        var workspaces = workspaces()
        let guest = ClientID(rawValue: 3)
        _ = workspaces.attach(
            guest, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: true, terminal: "guest")
        let before = workspaces["main"]
        let effects = try apply(.selectWindow(number: 1), as: guest, to: &workspaces)
        #expect(effects == [.show([id(1), id(2)], to: guest), .send(to: guest)])
        #expect(visible(large, in: workspaces) == [id(3)])
        #expect(workspaces["main"] == before)
    }

    @Test func `who scrolled a pane finds it so on coming back, and others do not`() throws {
        var workspaces = workspaces()
        let pane = try #require(workspaces.onlookers[small]?.view.pane)
        workspaces.scroll(small, pane, to: 120)
        _ = workspaces.detach(small)
        _ = workspaces.attach(
            small, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "small")
        #expect(workspaces.onlookers[small]?.view.place?.scroll == [pane: 120])
        #expect(workspaces.onlookers[large]?.view.place?.scroll == [:])
    }

    @Test func `a client that was cut off brings its own view along`() throws {
        var workspaces = workspaces()
        _ = try apply(.selectWindow(number: 1), as: small, to: &workspaces)
        let (one, two) = (workspaces.onlookers[small]?.view, workspaces.onlookers[large]?.view)
        var again = Workspaces(workspaces.all)
        _ = again.attach(
            small, to: "main", cells: .init(rows: 25, columns: 80), isReadOnly: false, terminal: "small",
            view: one)
        _ = again.attach(
            large, to: "main", cells: .init(rows: 51, columns: 200), isReadOnly: false, terminal: "large",
            view: two)
        #expect(visible(small, in: again) == [id(1), id(2)])
        #expect(visible(large, in: again) == [id(3)])
    }
}
