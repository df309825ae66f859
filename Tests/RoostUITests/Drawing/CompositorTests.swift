import RoostClient
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct CompositorTests {
    @Test func `the main screen at 96 columns`() throws {
        let picture = try Scene.main().picture
        #expect(
            picture == """
                ─ ◐ claude  api  busy 2:14 · ~/src/api (main*) ──────────┬─ ! codex  web  approval 0:09 ────────
                ● I'll add the endpoint and a test for it.               │ Would you like to run the following
                                                                         │ command?
                ● Update(Sources/Routes.swift)                           │
                  ⎿  Added 14 lines, removed 2                           │   $ npm test -- --watch=false
                                                                         │
                ✶ Wiring the route… (2m 14s · ↓ 3.1k tokens)             │ › 1. Yes, proceed (y)
                                                                         ├─ ▸ bash  logs ───────────────────────
                ──────────────────────────────────────────────           │ $ tail -f log/dev.log
                ❯                                                        │ 12:40:58 GET /health 200 1ms
                  esc to interrupt                                       │ 12:41:02 POST /orders 201 14ms
                 work  1 code▪ 2 tests 3 notes                       ! 1 needs you: codex web  C-b a │ box 12:41

                """)
    }

    @Test func `what a session is at stands behind its state, and goes before that does`() throws {
        func title(_ columns: Int) throws -> String {
            var scene = try Scene(rows: 6, columns: columns)
            var session = Scene.session(
                1, "api", provider: "claude", state: .processing, for: 134_000, cwd: "/home/ann/src/api",
                branch: "main*")
            session.customState = CustomState(name: "reviewing", since: Scene.start)
            scene.add(session)
            return String(try #require(scene.picture.split(separator: "\n").first))
        }
        #expect(try title(70).hasPrefix("─ ◐ claude  api  busy 2:14  reviewing · ~/src/api (main*) ─"))
        #expect(try title(50).hasPrefix("─ ◐ claude  api  busy 2:14  reviewing ─") == false)
        #expect(try title(60).hasPrefix("─ ◐ claude  api  busy 2:14  reviewing · ~/src/api"))
    }

    @Test func `the main screen at 80 columns`() throws {
        let picture = try Scene.main(columns: 80).picture
        #expect(
            picture == """
                ─ ◐ claude  api  busy 2:14 · ~/src/api ────────┬─ ! codex  web  approval 0:09 ──
                ● I'll add the endpoint and a test for it.     │ Would you like to run the follo
                                                               │ command?
                ● Update(Sources/Routes.swift)                 │
                  ⎿  Added 14 lines, removed 2                 │   $ npm test -- --watch=false
                                                               │
                ✶ Wiring the route… (2m 14s · ↓ 3.1k tokens)   │ › 1. Yes, proceed (y)
                                                               ├─ ▸ bash  logs ─────────────────
                ────────────────────────────────────────────── │ $ tail -f log/dev.log
                ❯                                              │ 12:40:58 GET /health 200 1ms
                  esc to interrupt                             │ 12:41:02 POST /orders 201 14ms
                 work  1 code▪ 2 tests 3 notes       ! 1 needs you: codex web  C-b a │ box 12:41

                """)
    }

    @Test func `titles are glyph and name below 60 columns`() throws {
        let picture = try Scene.main(columns: 50).picture
        #expect(
            picture == """
                ─ ◐ api ─────────────────────┬─ ! web ────────────
                ● I'll add the endpoint and a│ Would you like to r
                                             │ command?
                ● Update(Sources/Routes.swift│
                  ⎿  Added 14 lines, removed │   $ npm test -- --w
                                             │
                ✶ Wiring the route… (2m 14s ·│ › 1. Yes, proceed (
                                             ├─ ▸ logs ───────────
                ─────────────────────────────│ $ tail -f log/dev.l
                ❯                            │ 12:40:58 GET /healt
                  esc to interrupt           │ 12:41:02 POST /orde
                 work  1 code▪ 2 tests 3 notes       ! web │ 12:41

                """)
    }

    @Test func `below 40 columns only the focused pane is left`() throws {
        let picture = try Scene.main(columns: 39).picture
        #expect(
            picture == """
                ─ ◐ api ───────────────────────── 1/3 ─
                ● I'll add the endpoint and a test for

                ● Update(Sources/Routes.swift)
                  ⎿  Added 14 lines, removed 2

                ✶ Wiring the route… (2m 14s · ↓ 3.1k to

                ───────────────────────────────────────
                ❯
                  esc to interrupt
                 work  1 code▪ 2 tests >  ! web │ 12:41

                """)
    }

    @Test func `below ten rows only the focused pane is left`() throws {
        let picture = try Scene.main(rows: 9).picture
        #expect(
            picture == """
                ─ ◐ claude  api  busy 2:14 · ~/src/api (main*) ─────────────────────────────────────────── 1/3 ─
                ● I'll add the endpoint and a test for it.

                ● Update(Sources/Routes.swift)
                  ⎿  Added 14 lines, removed 2

                ✶ Wiring the route… (2m 14s · ↓ 3.1k tokens)

                 work  1 code▪ 2 tests 3 notes                       ! 1 needs you: codex web  C-b a │ box 12:41

                """)
    }

    @Test func `a zoomed pane fills the window and says so`() throws {
        var scene = try Scene.main()
        scene.workspace.changeActiveWindow { $0.zoomed = $0.active }
        scene.update()
        #expect(
            scene.picture == """
                ─ ◐ claude  api  busy 2:14 · ~/src/api (main*) ────────────────────────────────────── ▣ zoomed ─
                ● I'll add the endpoint and a test for it.

                ● Update(Sources/Routes.swift)
                  ⎿  Added 14 lines, removed 2

                ✶ Wiring the route… (2m 14s · ↓ 3.1k tokens)

                ──────────────────────────────────────────────
                ❯
                  esc to interrupt
                 work  1 code▪Z 2 tests 3 notes                      ! 1 needs you: codex web  C-b a │ box 12:41

                """)
    }

    @Test func `a status line stands behind the title, as far as there is room`() throws {
        var scene = try Scene.main()
        scene.state.sessions[SessionID(rawValue: 1)]?.statusLine = "Insert  Ln 12  Col 80"
        #expect(
            scene.picture.hasPrefix(
                "─ ◐ claude  api  busy 2:14 · ~/src/api (main*) ─ Insert… ┬"), "\(scene.picture)")
    }

    @Test func `with ASCII signs nothing of roost needs a special font`() throws {
        var scene = try Scene.main()
        scene.state.look = Look(theme: scene.state.look.theme, isASCII: true)
        scene.show(1, "")
        scene.show(2, "")
        for session in [1, 2, 3].map({ SessionID(rawValue: $0) }) { scene.state.mirrors[session] = nil }
        scene.state.sessions[SessionID(rawValue: 1)]?.progress = 50
        let picture = scene.picture
        let isASCII = picture.utf8.count == picture.count
        #expect(isASCII)
        #expect(
            picture == """
                - > claude  api  busy 2:14 - ~/src/api (main*) =====-----+- ! codex  web  approval 0:09 --------
                                                                         |
                                                                         |
                                                                         |
                                                                         |
                                                                         |
                                                                         |
                                                                         +- > bash  logs -----------------------
                                                                         |
                                                                         |
                                                                         |
                 work  1 code+ 2 tests 3 notes                       ! 1 needs you: codex web  C-b a | box 12:41

                """)
    }

    @Test func `four panes meet in a cross`() throws {
        var scene = try Scene(rows: 12, columns: 60)
        let first = scene.workspace.windows[0].active
        var panes = [first]
        for number in 2...4 {
            if let pane = scene.workspace.split(
                panes[panes.count - 1], along: .horizontal, showing: SessionID(rawValue: UInt64(number)))
            {
                panes.append(pane)
            }
        }
        scene.workspace.changeActiveWindow { $0.layout = Layout(.tiled, panes: panes) ?? $0.layout }
        for number in 1...4 {
            scene.add(Scene.session(UInt64(number), "s\(number)", provider: "shell", state: .running))
        }
        #expect(
            scene.picture == """
                ─ ▸ bash  s1 ─────────────────┬─ ▸ bash  s2 ────────────────
                                              │
                                              │
                                              │
                                              │
                                              │
                ─ ▸ bash  s3 ─────────────────┼─ ▸ bash  s4 ────────────────
                                              │
                                              │
                                              │
                                              │
                 work  1 code▪                                     box 12:41

                """)
    }

    @Test func `a restored pane is dimmed and says how to go on`() throws {
        var scene = try Scene(rows: 7, columns: 96)
        scene.add(
            Scene.session(
                1, "api", provider: "claude", state: .error, for: 60_000, end: .machineRestarted))
        scene.show(1, "● Update(Sources/Routes.swift)\n  ⎿  Added 14 lines, removed 2")
        let (canvas, _) = scene.draw()
        #expect(
            canvas.text() == """
                ─ ‖ claude  api  interrupted 12:40 ─────────────────────────────────────────────────────────────
                ● Update(Sources/Routes.swift)
                  ⎿  Added 14 lines, removed 2
                 This session ended when the machine restarted.   Enter again · r resume · s shell · x close


                 work  1 code▪                                                                         box 12:41

                """)
        #expect(canvas[1, 0].style.attributes.contains(.dim))
        #expect(canvas.cursor == nil)
    }

    @Test func `the bar of an ended pane covers the last row when the screen is full`() throws {
        var scene = try Scene(rows: 5, columns: 40)
        scene.add(Scene.session(1, "make", provider: "program", state: .error, exitCode: 2, end: .exited(2)))
        scene.show(1, "one\ntwo\nthree")
        #expect(
            scene.picture == """
                ─ ✗ make ───────────────────────────────
                one
                two
                 exited 2  Enter restart · x close
                 work  1 code▪                 box 12:41

                """)
    }

    @Test func `what a smaller client leaves free is marked`() throws {
        var scene = try Scene(rows: 8, columns: 50)
        scene.workspace.rows = 4
        scene.workspace.columns = 40
        scene.update()
        scene.add(Scene.session(1, "sh", provider: "shell", state: .running))
        scene.show(1, "hello")
        #expect(
            scene.picture == """
                ─ ▸ sh ───────────────────────────────────────────
                hello





                 work  1 code▪                           box 12:41

                """)
    }

    @Test func `a workspace larger than the terminal shows the part with the cursor`() throws {
        var scene = try Scene(rows: 11, columns: 44)
        scene.workspace.rows = 20
        scene.workspace.columns = 60
        scene.update()
        scene.add(Scene.session(1, "sh", provider: "shell", state: .running))
        let text = (1...19).map { "line \($0) " + String(repeating: "x", count: 50) }.joined(separator: "\n")
        scene.show(1, text, cursor: Cursor(row: 17, column: 3))
        let (canvas, plan) = scene.draw()
        #expect(plan.origin.row == 9 && plan.origin.column == 0)
        #expect(canvas.cursor?.row == 9)
        #expect(canvas.text().hasPrefix("line 9 x"))
    }

    @Test func `a session larger than its pane shows the rows around its cursor`() throws {
        var scene = try Scene(rows: 6, columns: 40)
        scene.add(Scene.session(1, "sh", provider: "shell", state: .running))
        let text = (1...10).map { "line \($0)" }.joined(separator: "\n")
        scene.show(1, text, size: TerminalSize(rows: 10, columns: 80), cursor: Cursor(row: 8, column: 2))
        #expect(scene.picture.contains("line 6\nline 7\nline 8\nline 9\n"))
        #expect(scene.draw().canvas.cursor?.row == 4)
    }

    @Test func `a session wider than its pane shows the columns around its cursor`() throws {
        var scene = try Scene(rows: 6, columns: 40)
        scene.add(Scene.session(1, "sh", provider: "shell", state: .running))
        let text = String(repeating: "0123456789", count: 13)
        let size = TerminalSize(rows: 4, columns: 132)
        scene.show(1, text, size: size, cursor: Cursor(row: 0, column: 39))
        #expect(scene.picture.contains("\n" + text.prefix(40) + "\n"))
        scene.show(1, text, size: size, cursor: Cursor(row: 0, column: 72))
        #expect(scene.picture.contains("\n" + text.dropFirst(33).prefix(40) + "\n"))
        #expect(scene.draw().canvas.cursor?.column == 39)
        // The wide character whose left half is out of sight leaves a blank.
        scene.show(1, "\u{4e2d}" + text, size: size, cursor: Cursor(row: 0, column: 40))
        #expect(scene.picture.contains("\n " + text.prefix(39) + "\n"))
    }

    @Test func `reverse video turns every cell of the pane round`() throws {
        var scene = try Scene(rows: 4, columns: 40)
        scene.add(Scene.session(1, "sh", provider: "shell", state: .running))
        scene.show(1, "hello", isReverseVideo: true)
        let (canvas, _) = scene.draw()
        #expect(canvas[1, 0].style.attributes.contains(.inverse))
        #expect(canvas[2, 39].style.attributes.contains(.inverse))
        #expect(!canvas[0, 0].style.attributes.contains(.inverse))
    }

    @Test func `drawing only some rows gives the same picture as drawing all`() throws {
        var scene = try Scene.main()
        var (canvas, plan) = scene.draw()
        scene.show(3, " $ tail -f log/dev.log\n 12:42:00 GET / 200\n\u{4e2d}\u{6587} wide")
        let whole = scene.draw().canvas
        for placed in plan.panes {
            guard let mirror = scene.state.mirrors[placed.session] else { continue }
            Compositor.drawContent(placed, rows: mirror.changedRows, state: scene.state, on: &canvas)
        }
        #expect(canvas.text() == whole.text())
        for row in 0..<canvas.rows {
            for column in 0..<canvas.columns { #expect(canvas[row, column] == whole[row, column]) }
        }
    }

    @Test func `a small pane shows the cells that it has, and the cursor`() throws {
        var scene = try Scene(rows: 10, columns: 40)
        let left = scene.workspace.windows[0].active
        let right = scene.workspace.split(left, along: .horizontal, showing: SessionID(rawValue: 2))
        scene.workspace.split(try #require(right), along: .vertical, showing: SessionID(rawValue: 3))
        for number in 1...3 {
            scene.add(Scene.session(UInt64(number), "s\(number)", provider: "shell", state: .running))
        }
        scene.show(3, "$ echo seen\nseen\n$", cursor: Cursor(row: 2, column: 2))
        let (canvas, plan) = scene.draw()
        let placed = try #require(plan.panes.first { $0.isFocused })
        #expect(placed.frame.rows == 4 && placed.frame.columns == 19)
        #expect(canvas.text().contains("│$ echo seen\n") && canvas.text().contains("│seen\n"))
        #expect(canvas.cursor?.row == 8 && canvas.cursor?.column == placed.content.column + 2)
    }

    @Test(arguments: [(15, 50, 9), (24, 80, 20), (24, 80, 60)])
    func `every pane of many that has a cell shows it`(rows: Int, columns: Int, count: Int) throws {
        var scene = try Scene(rows: rows, columns: columns)
        var panes = [scene.workspace.windows[0].active]
        for number in 2...count {
            if let pane = scene.workspace.split(
                panes[0], along: .horizontal, showing: SessionID(rawValue: UInt64(number)))
            {
                panes.append(pane)
            }
        }
        scene.workspace.changeActiveWindow { $0.layout = Layout(.tiled, panes: panes) ?? $0.layout }
        for number in 1...count {
            scene.add(Scene.session(UInt64(number), "s\(number)", provider: "shell", state: .running))
            scene.show(UInt64(number), "####\n####")
        }
        let (canvas, plan) = scene.draw()
        #expect(plan.panes.count == count)
        for placed in plan.panes where placed.content.isVisible {
            #expect(canvas[placed.content.row, placed.content.column].text == "#", "\(placed.pane)")
        }
    }

    @Test(arguments: 1...12, 1...24)
    func `no size is too small to draw`(rows: Int, columns: Int) throws {
        var scene = try Scene.main(rows: rows, columns: columns * 4 - 3)
        scene.state.size = (rows, columns)
        scene.state.messages.say("a message", isError: false, at: Scene.start)
        let (canvas, _) = scene.draw()
        #expect(canvas.rows == rows && canvas.columns == columns)
    }
}
