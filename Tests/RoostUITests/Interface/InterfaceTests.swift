import Foundation
import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite(.timeLimit(.minutes(1))) struct InterfaceTests {
    private static func layout(_ command: LayoutCommand) -> Request {
        .layout(workspace: "work", command)
    }

    private static let split = LayoutCommand.split(
        pane: nil, axis: .horizontal, before: false, size: nil, focus: true,
        session: SessionRequest(environment: [:]))

    /// The next request that is not the hint's.
    private func next(_ bench: InterfaceBench) async -> Request? {
        for await request in bench.server.requests { return request }
        return nil
    }

    @Test func `a client attaches in its size and shows the workspace`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        let request = try #require(bench.server.attached.first)
        #expect(request.rows == 24 && request.columns == 96)
        #expect(request.cwd == "/src" && request.terminal == "/dev/pts/9")
        #expect(bench.picture.contains("claude  api"))
        #expect(bench.status.hasPrefix(" work  1 code"))
        #expect(bench.server.attached.count == 1 && bench.ending == nil)
    }

    @Test func `a key belongs to the program`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("ls\r")
        #expect(bench.server.frames(.key).count == 3)
    }

    @Test func `a binding asks the server, and its keys do not reach the program`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}%")
        #expect(await next(bench) == Self.layout(Self.split))
        #expect(bench.server.frames(.key).isEmpty)
    }

    @Test func `whoever goes to a question sees it, and not the lines above`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        var scene = try Scene.main(rows: 24, columns: 96)
        let panes = (1...2).map { scene.workspace.pane(showing: SessionID(rawValue: $0)) }
        let (quiet, asking) = (try #require(panes[0]), try #require(panes[1]))
        for pane in [asking, quiet] {
            scene.workspace.focus(pane)
            scene.update()
            await bench.show(scene)
            await bench.type("\u{2}[")
        }
        await bench.with { #expect($0.overlays.isFollowing(asking) && $0.overlays.isFollowing(quiet)) }
        await bench.type("\u{2}a")
        #expect(await next(bench) == Self.layout(.goTo(SessionID(rawValue: 2))))
        await bench.with { #expect(!$0.overlays.isFollowing(asking) && $0.overlays.isFollowing(quiet)) }
    }

    @Test func `what is typed behind a split goes to the new pane`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        bench.server.hold()
        await bench.type("\u{2}%")
        #expect(await next(bench) == Self.layout(Self.split))
        await bench.type("x")
        #expect(bench.server.frames(.key).isEmpty)
        var scene = try Scene.main(rows: 24, columns: 96)
        let pane = try #require(scene.workspace.view.pane)
        scene.workspace.split(pane, along: .horizontal, showing: SessionID(rawValue: 4))
        scene.update()
        await bench.show(scene)
        #expect(bench.server.frames(.key).isEmpty)
        bench.server.release()
        var keys = bench.server.stream.filter { $0.kind == FrameKind.key.rawValue }.makeAsyncIterator()
        let first = await keys.next()
        #expect(first?.body == KeyInput(session: 4, key: Key(code: .character("x"))).encoded)
    }

    @Test func `input that nobody takes is bounded, and said`() async throws {
        let bench = try InterfaceBench()
        await bench.with { $0.begin(target: nil) }
        let paste = "\u{1B}[200~" + String(repeating: "x", count: 1 << 20) + "\u{1B}[201~"
        for _ in 0..<6 { await bench.type(paste) }
        await bench.with { interface in
            #expect(interface.input.held.byteCount <= HeldInput.limit)
            #expect(interface.state.message?.text == "the server does not answer: input is not taken")
        }
    }

    @Test func `an overlay takes the keys until it closes`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}?")
        #expect(bench.picture.contains("┌ Keys ─"))
        await bench.type("zoom")
        #expect(bench.server.frames(.key).isEmpty)
        await bench.type("\u{1B}[27u")
        await bench.type("\u{1B}[27u")
        #expect(!bench.picture.contains("┌ Keys ─"))
        await bench.type("x")
        #expect(bench.server.frames(.key).count == 1)
    }

    @Test func `the prompt does what a key does, and remembers its lines`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}:resize-pane -R 7\r")
        #expect(await next(bench) == Self.layout(.resize(pane: nil, .right, cells: 7)))
        await bench.type("\u{2}:\u{1B}[A")
        #expect(bench.status.hasPrefix(" :resize-pane -R 7"))
    }

    @Test(arguments: [
        ("rename-window logs", layout(.renameWindow(window: nil, name: "logs"))),
        ("rename-session api2", Request.session(.rename(target: "1", name: "api2"))),
        ("rename-workspace play", .workspace(.rename(name: "work", to: "play"))),
        ("new-workspace play", .workspace(.create(name: "play"))),
        ("switch-workspace play", .workspace(.switch(name: "play"))),
        ("go-to web", layout(.show(session: "web", axis: nil))),
        ("send-keys C-c", .session(.sendKeys(target: "1", keys: ["C-c"]))),
        ("send-keys -l a b", .session(.send(target: "1", text: "a b", enter: false))),
        (
            "new-window -n logs -c /etc tail -f x",
            layout(
                .openWindow(
                    session: SessionRequest(arguments: ["tail", "-f", "x"], cwd: "/etc", environment: [:]),
                    name: "logs", focus: true))
        ),
    ])
    func `a line of the prompt asks the server`(line: String, request: Request) async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}:\(line)\r")
        #expect(await next(bench) == request)
    }

    @Test func `a refusal is said`() async throws {
        let bench = try InterfaceBench { _ in
            .failed(Failure("go to window 7", cause: "there is none", advice: "look"))
        }
        await bench.attach()
        await bench.type("\u{2}7")
        #expect(await next(bench) == Self.layout(.selectWindow(number: 7)))
        await bench.with { _ in }
        await bench.with { _ in }
        #expect(bench.status.contains("cannot go to window 7: there is none"))
    }

    @Test func `closing asks first, and only y closes`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}x")
        #expect(bench.status.contains("close pane and end claude api?"))
        await bench.type("n")
        #expect(!bench.status.contains("close pane"))
        await bench.type("\u{2}xy")
        #expect(await next(bench) == Self.layout(.closePane(pane: nil)))
        #expect(bench.server.frames(.key).isEmpty)
    }

    @Test func `the y behind an unasked close reaches no other pane`() async throws {
        var scene = try Scene.main(rows: 24, columns: 96)
        scene.state.sessions[SessionID(rawValue: 1)]?.state = .completed
        scene.update()
        let bench = try InterfaceBench(scene: scene)
        await bench.attach()
        await bench.type("\u{2}x")
        #expect(await next(bench) == Self.layout(.closePane(pane: nil)))
        var after = scene
        after.workspace.closePane(try #require(scene.workspace.view.pane))
        after.update()
        await bench.show(after)
        await bench.type("yy")
        #expect(bench.server.frames(.key).isEmpty)
        await bench.type("ny")
        #expect(bench.server.frames(.key).count == 2)
    }

    @Test(arguments: ["\u{2}x", "\u{2}&", "\u{2}:kill-session 2\r"])
    func `a second y behind an answer reaches no other pane`(question: String) async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type(question)
        #expect(bench.status.contains("y yes"))
        await bench.type("y")
        #expect(!bench.status.contains("y yes"))
        await bench.type("yY")
        #expect(bench.server.frames(.key).isEmpty)
        await bench.type("\u{2}?y")
        #expect(bench.picture.contains("│ > y "))
    }

    @Test func `the y behind the x of an ended pane reaches no other one`() async throws {
        var scene = try Scene.main(rows: 24, columns: 96)
        scene.state.sessions[SessionID(rawValue: 1)]?.state = .error
        scene.state.sessions[SessionID(rawValue: 1)]?.end = .exited(2)
        scene.update()
        let bench = try InterfaceBench(scene: scene)
        await bench.attach()
        await bench.type("x")
        #expect(await next(bench) == Self.layout(.closePane(pane: nil)))
        var after = scene
        after.workspace.closePane(try #require(scene.workspace.view.pane))
        after.update()
        await bench.show(after)
        await bench.type("y")
        #expect(bench.server.frames(.key).isEmpty)
    }

    @Test func `page up scrolls back, page down comes back to the program`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}\u{1B}[6~")
        #expect(bench.status.contains("these are the newest lines"))
        await bench.type("\u{2}\u{1B}[5~")
        await bench.with { #expect(!$0.overlays.isEmpty) }
        await bench.type("\u{2}\u{1B}[5~")
        await bench.type("\u{2}\u{1B}[6~")
        await bench.with { #expect($0.overlays.isEmpty) }
        await bench.type("x")
        #expect(bench.server.frames(.key).count == 1)
    }

    @Test func `copy mode stays in its pane when that moves, and has the keys while the pane has them`()
        async throws
    {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}[")
        var scene = try Scene.main(rows: 24, columns: 96)
        scene.workspace.perform(.nextPreset)
        scene.update()
        await bench.show(scene)
        await bench.type("x")
        #expect(bench.server.frames(.key).isEmpty)
        let first = try #require(scene.workspace.view.pane)
        let other = try #require(scene.workspace.activeWindow?.layout.panes.first { $0 != first })
        scene.workspace.focus(other)
        scene.update()
        await bench.show(scene)
        await bench.type("x")
        #expect(bench.server.frames(.key).count == 1)
        scene.workspace.focus(first)
        scene.update()
        await bench.show(scene)
        await bench.type("x")
        #expect(bench.server.frames(.key).count == 1)
        await bench.type("q")
        await bench.with { #expect($0.overlays.isEmpty) }
    }

    @Test func `copy mode ends with its pane`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}[")
        var scene = try Scene.main(rows: 24, columns: 96)
        scene.workspace.closePane(try #require(scene.workspace.view.pane))
        scene.update()
        await bench.show(scene)
        await bench.with { #expect($0.overlays.isEmpty) }
    }

    @Test func `a lost server is said until it is back`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.hear(.disconnected("gone"))
        #expect(bench.status.contains("server gone, reconnecting"))
        #expect(bench.picture.contains("claude  api"))
        await bench.hear(.attached(Attached(client: "c1", workspace: "work", showsHint: false)))
        #expect(!bench.status.contains("server gone"))
    }

    @Test func `a notice is shown and stays among the messages`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.hear(.notice(.message("disk full", isError: true)))
        #expect(bench.status.contains("disk full"))
        await bench.type("\u{2}~")
        #expect(bench.picture.contains("Messages") && bench.picture.contains("disk full"))
    }

    @Test func `what is copied goes to the server and out of the terminal, and both are said`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.with { $0.copy("one\ntwo", what: "2 lines") }
        #expect(await next(bench) == .buffer(.set(name: nil, bytes: Array("one\ntwo".utf8))))
        #expect(
            bench.terminal.value.written == [
                TerminalSequences.clipboard(Array("one\ntwo".utf8), selection: "c")
            ])
        #expect(bench.status.contains("copied 2 lines (OSC 52)"))
    }

    @Test func `a copy that nobody outside gets says how it is pasted`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.with {
            $0.state.configuration.osc52 = false
            $0.copy("x", what: "1 character")
        }
        #expect(bench.terminal.value.written.isEmpty)
        #expect(bench.status.contains("copied 1 character (C-b ] pastes)"))
    }

    @Test func `the copy command gets what is copied, and its failure is said`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("copy-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: file) }
        await bench.with {
            $0.state.configuration.osc52 = false
            $0.state.configuration.copyCommand = "cat >'\(file)'; exit 3"
            $0.copy("one\ntwo", what: "2 lines")
        }
        #expect(await bench.picture(with: "cannot copy with cat") != nil)
        await bench.with {
            #expect(
                $0.state.messages.messages.map(\.text) == [
                    "copied 2 lines (cat)",
                    "cannot copy with cat >'\(file)'; exit 3: it ended with status 3",
                ])
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "one\ntwo")
    }

    @Test func `what is typed behind a paste comes behind it`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        bench.server.hold()
        await bench.type("\u{2}]")
        #expect(await next(bench) == .buffer(.paste(name: nil, target: "1")))
        await bench.type("\r")
        #expect(bench.server.frames(.key).isEmpty)
        bench.server.release()
        await bench.type("\u{2}o")
        #expect(await next(bench) == Self.layout(.focusOffset(1)))
        #expect(bench.server.frames(.key).count == 1)
    }

    @Test func `a client that only looks on changes nothing`() async throws {
        let bench = try InterfaceBench(isReadOnly: true)
        await bench.attach()
        await bench.type("x\u{2}%\u{2}z")
        #expect(bench.status.contains("this client only looks on"))
        #expect(bench.server.frames(.key).isEmpty)
        await bench.type("\u{2}d")
        #expect(bench.ending == "detached from work")
    }

    @Test func `detaching gives the terminal back`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}d")
        #expect(bench.ending == "detached from work")
        #expect(bench.terminal.value.hasEnded && bench.server.isClosed)
    }

    @Test func `the end of input is a detach, the end of the workspace an end`() async throws {
        let first = try InterfaceBench()
        await first.attach()
        await first.type("")
        #expect(first.ending == "detached from work")
        let second = try InterfaceBench()
        await second.attach()
        await second.hear(.goodbye(.workspaceEmpty))
        #expect(second.ending == "work has no windows any more")
        #expect(second.terminal.value.hasEnded)
    }

    @Test func `what can follow the prefix is no obstacle to it`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.type("\u{2}")
        await bench.with { interface in
            interface.state.showsPrefixBar = true
            interface.redraw()
        }
        #expect(bench.status.contains("% right"))
        await bench.type("z")
        #expect(!bench.status.contains("% right"))
        #expect(await next(bench) == Self.layout(.zoom(pane: nil)))
    }
}
