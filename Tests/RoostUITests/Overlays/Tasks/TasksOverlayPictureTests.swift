import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

/// What the list of tasks looks like in terminals of several sizes.
@Suite struct TasksOverlayPictureTests {
    @Test func `tasks, and what the chosen one says`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        driver.press("j", "j")
        driver.answer(scene.answer)
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Tasks ──────────────────────────────────────────────────────────────── all 6 ┐
                │   state       id provider        age turns tokens     cost last              │
                │ ! approval     4 claude        10:00     -      -        - deploy it         │
                │ ⚿ login        3 gemini        10:00     -      -        - Please set an Au… │
                │ ◐ running      5 claude         2:14     2    980        - Bash swift test   │
                │ · queued       6 cursor-agent   0:30     -      -        - write the change… │
                │ ✗ failed       2 codex         15:00    12   120k        - as many turns as… │
                │ ✓ passed       1 claude        2:00h     3   3.1k  $0.0456 Renamed the flag… │
                ├ 5 review, ~/src/api, sonnet, 2 turns, 980 tokens, 2:14 ──────────────────────┤
                │                                                                              │
                │ ▸ Bash  swift test                                                           │
                │ ✓ 2 lines  Build complete!                                                   │
                │ ▸ Edit  a.swift                                                              │
                │ ! refused: Edit a.swift                                                      │
                │ ↻ 529 Overloaded                                                             │
                │                                                                              │
                │   Found                                                                      │
                │   │ swift                                                                    │
                │   │ let a = 1                                                                │
                │   │ diff                                                                     │
                │   │ -let a = 1                                                               │
                │   │ +let a = 2                                                               │
                └ Tab read · x cancel · p pause · e edit and run again · ? keys · Esc ─────────┘
                """)
    }

    @Test func `a small terminal has less of both`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened(rows: 15, columns: 50)
        driver.press("j", "j")
        driver.answer(scene.answer)
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Tasks ────────────────────────────────── all 6 ┐
                │   state       id provider    age last          │
                │ ! approval     4 claude    10:00 deploy it     │
                │ ⚿ login        3 gemini    10:00 Please set a… │
                │ ◐ running      5 claude     2:14 Bash swift t… │
                ├ 5 review, ~/src/api, sonnet, 2 turns, 980 t… ──┤
                │                                                │
                │   Found                                        │
                │   │ swift                                      │
                │   │ let a = 1                                  │
                │   │ diff                                       │
                │   │ -let a = 1                                 │
                │   │ +let a = 2                                 │
                └ Tab read · x cancel · p pause · ? keys · Esc ──┘
                """)
    }

    @Test func `a large terminal has all of both`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened(rows: 40, columns: 120)
        driver.press("j", "j")
        driver.answer(scene.answer)
        driver.press("Tab", "g", "j", "j", "Space", "j", "j", "Space", "j", "j", "Space")
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Tasks ──────────────────────────────────────────────────────────────────────────────────────────────────────── all 6 ┐
                │   state       id provider        age turns tokens     cost last                                                      │
                │ ! approval     4 claude        10:00     -      -        - deploy it                                                 │
                │ ⚿ login        3 gemini        10:00     -      -        - Please set an Auth method                                 │
                │ ◐ running      5 claude         2:14     2    980        - Bash swift test                                           │
                │ · queued       6 cursor-agent   0:30     -      -        - write the changelog                                       │
                │ ✗ failed       2 codex         15:00    12   120k        - as many turns as were allowed                             │
                │ ✓ passed       1 claude        2:00h     3   3.1k  $0.0456 Renamed the flags.                                        │
                ├ 5 review, ~/src/api, sonnet, 2 turns, 980 tokens, 2:14 ──────────────────────────────────────────────────────────────┤
                │   sonnet, c-5                                                                                                        │
                │                                                                                                                      │
                │ › review the change                                                                                                  │
                │                                                                                                                      │
                │ · thinking                                                                                                           │
                │   First I look at the tests.                                                                                         │
                │   Then at the rest.                                                                                                  │
                │                                                                                                                      │
                │   I run the tests of api first:                                                                                      │
                │                                                                                                                      │
                │   - unit tests                                                                                                       │
                │   - the others                                                                                                       │
                │                                                                                                                      │
                │ · Bash                                                                                                               │
                │   command swift test                                                                                                 │
                │   timeout 60                                                                                                         │
                │ ✓ 2 lines  Build complete!                                                                                           │
                │ · Edit                                                                                                               │
                │   file_path a.swift                                                                                                  │
                │   │ -let a = 1                                                                                                       │
                │   │ +let a = 2                                                                                                       │
                │ ! refused: Edit a.swift                                                                                              │
                │ ↻ 529 Overloaded                                                                                                     │
                │                                                                                                                      │
                │   Found                                                                                                              │
                │   │ swift                                                                                                            │
                │   │ let a = 1                                                                                                        │
                │   │ diff                                                                                                             │
                │   │ -let a = 1                                                                                                       │
                └ Space fold · y copy · Up Down choose · End follow · Tab list · Esc ──────────────────────────────────────────────────┘
                """)
    }

    @Test func `in a wide terminal they stand side by side`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened(rows: 20, columns: 160)
        driver.press("G")
        driver.answer(scene.answer)
        let picture = driver.picture()
        #expect(
            picture == """
                ┌ Tasks ─────────────────────────────────────────────────────────────────────────┬────────────────────────────────────────────────────────────────────── all 6 ┐
                │   state       id provider        age turns tokens     cost last                │ 1, ~/src/api, sonnet, 3 turns, 3.1k tokens, $0.0456, 0:14                   │
                │ ! approval     4 claude        10:00     -      -        - deploy it           │   Renamed the flags.                                                        │
                │ ⚿ login        3 gemini        10:00     -      -        - Please set an Auth… │                                                                             │
                │ ◐ running      5 claude         2:14     2    980        - Bash swift test     │                                                                             │
                │ · queued       6 cursor-agent   0:30     -      -        - write the changelog │                                                                             │
                │ ✗ failed       2 codex         15:00    12   120k        - as many turns as w… │                                                                             │
                │ ✓ passed       1 claude        2:00h     3   3.1k  $0.0456 Renamed the flags.  │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                │                                                                                │                                                                             │
                └ Tab read · Enter open · r retry · e edit and run again · c compare · y copy · f filter · / search · s numbers · ? keys · Esc ────────────────────────────────┘
                """)
    }

    @Test func `every sign has a form in ASCII`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        driver.context.configuration.asciiGlyphs = true
        driver.press("j", "j")
        driver.answer(scene.answer)
        var canvas = Canvas(rows: 24, columns: 80)
        canvas.spelling = Look(theme: driver.context.theme, isASCII: true).spelling
        let context = driver.context
        driver.overlay.draw(on: &canvas, in: context)
        let text = canvas.text()
        #expect(text.allSatisfy { $0.isASCII })
    }
}
