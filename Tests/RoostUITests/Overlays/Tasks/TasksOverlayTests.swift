import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct TasksOverlayTests {
    /// What was wanted since the last look, without what the list asks for by itself.
    private static func wanted(_ driver: inout OverlayDriver<TasksOverlay>) -> [String] {
        driver.take().filter {
            !$0.hasPrefix("request task(RoostWire.Request.Task.show") && !$0.contains("messages(")
        }
    }

    private static func request(_ request: Request) -> String { "request \(request)" }

    // MARK: The list

    @Test func `tasks are asked for once they are told of`() throws {
        var driver = OverlayDriver(TasksOverlay(), in: try UIContext.main())
        #expect(driver.takeRequests().isEmpty && driver.overlay.topics == .tasks)
        driver.subscribe()
        #expect(
            driver.takeRequests()
                == [.task(.list(TaskFilter(limit: 200))), .server(.providers)])
    }

    @Test func `a change of a task changes its line, and the choice stays`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("j", "j")
        #expect(driver.overlay.chosenID == TaskScene.id(5))
        let ended = TaskScene.task(5, "claude", .passed, since: 1) { $0.request.name = "review" }
        driver.hear(TasksEvent(changed: [TaskProgress(task: ended, messages: 10, position: TaskPosition())]))
        #expect(driver.overlay.chosenID == TaskScene.id(5) && driver.overlay.chosen?.state == .passed)
        let picture = driver.picture()
        #expect(!picture.contains("running") && picture.contains("✓ passed"))
    }

    @Test func `a new task comes in, a removed one goes`() throws {
        var driver = try TaskScene.some.opened()
        let new = TaskScene.task(7, "codex", .queued, prompt: "a new one", since: 0)
        driver.hear(
            TasksEvent(
                changed: [TaskProgress(task: new, messages: 0, position: TaskPosition())],
                removed: [TaskScene.id(4)]))
        let picture = driver.picture()
        #expect(picture.contains("a new one") && !picture.contains("deploy it"))
        #expect(driver.overlay.chosenID == TaskScene.id(3))
    }

    @Test func `after the server was away everything is asked for again`() throws {
        var driver = try TaskScene.some.opened()
        driver.subscribe()
        #expect(
            driver.takeRequests() == [
                .task(.list(TaskFilter(limit: 200))), .server(.providers), .task(.show(target: "4")),
            ])
    }

    @Test func `what a task waits for is said, and what held it is let go on at a key`() throws {
        var scene = TaskScene.some
        scene.tasks.append(
            TaskScene.task(7, "codex", .queued, asked: 20, since: 20) { task in
                task.wait = .providerBlocked(.authentication)
            })
        scene.tasks.append(
            TaskScene.task(8, "claude", .queued, asked: 10, since: 10) { $0.wait = .queuePaused })
        var driver = try scene.opened(rows: 24, columns: 120)
        driver.press("j", "j")
        driver.answer(scene.answer)
        #expect(driver.overlay.chosenID == TaskScene.id(7))
        let picture = driver.picture()
        #expect(picture.contains("⚿ login        7 codex"))
        #expect(picture.contains("its provider: not signed in (roost tasks resume --provider codex)"))
        #expect(picture.contains("P let provider go on"))
        _ = Self.wanted(&driver)
        driver.press("P")
        #expect(Self.wanted(&driver) == [Self.request(.task(.resume(.provider("codex"))))])
        driver.press("G")
        driver.press("k", "k")
        #expect(driver.overlay.chosenID == TaskScene.id(8))
        driver.answer(scene.answer)
        let held = driver.picture()
        #expect(held.contains("held") && held.contains("the queue is paused (roost tasks resume --queue)"))
        _ = Self.wanted(&driver)
        driver.press("Q")
        driver.answer { $0 == .task(.resume(.queue)) ? .done : nil }
        #expect(driver.take() == ["say the queue goes on"])
    }

    @Test func `filters are gone through`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("f")
        let needy = driver.picture()
        #expect(needy.contains("needs you 2 ┐") && !needy.contains("codex"))
        driver.press("f")
        let running = driver.picture()
        #expect(running.contains("running 1 ┐") && running.contains("claude"))
    }

    @Test func `a text narrows the list at once, and by what the server finds`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        driver.press("/")
        driver.type("deploy")
        #expect(driver.overlay.tasks.rows.map(\.task.id) == [TaskScene.id(4)])
        driver.answer(scene.answer)
        driver.press("C-u")
        driver.type("Overloaded")
        // No list has the messages of all tasks.
        #expect(driver.overlay.tasks.rows.isEmpty)
        driver.answer(scene.answer)
        #expect(driver.overlay.tasks.rows.map(\.task.id) == [TaskScene.id(5)])
        driver.press("Enter", "Escape")
        #expect(driver.overlay.tasks.rows.count == 6)
        driver.press("Escape")
        #expect(driver.take().last == "close")
    }

    @Test func `a server that refuses is asked no more`() throws {
        var scene = TaskScene.some
        scene.failure = Failure("list the tasks", cause: "the disk is gone")
        var driver = OverlayDriver(TasksOverlay(), in: try UIContext.main())
        driver.subscribe()
        driver.answer(scene.answer)
        #expect(driver.take() == ["error cannot list the tasks: the disk is gone"])
        let picture = driver.picture()
        #expect(picture.contains("the server cannot tell"))
        driver.tick()
        #expect(driver.takeRequests().isEmpty)
    }

    @Test func `a log that cannot be read is said once`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("j")
        driver.answer { request in
            guard case .task(.show) = request else { return nil }
            return .failed(Failure("read task 3", cause: "the disk is gone"))
        }
        #expect(driver.take() == ["error cannot read task 3: the disk is gone"])
        driver.tick()
        #expect(driver.takeRequests().isEmpty)
    }

    @Test func `whoever goes through the list fast asks for one task at a time`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        driver.press("j", "j", "j", "j")
        #expect(driver.takeRequests() == [.task(.show(target: "3"))])
        let context = driver.context
        let effects = driver.overlay.receive(
            scene.answer(.task(.show(target: "3"))) ?? .done, for: .task(.show(target: "3")), in: context)
        #expect(
            effects.compactMap(OverlayDriver<TasksOverlay>.words)
                == [Self.request(.task(.show(target: "2")))])
    }

    // MARK: Keys

    @Test(arguments: [
        (0, "a", Request.task(.approve(target: "4"))), (1, "r", .task(.retry(target: "3"))),
        (2, "p", .task(.pause(.task("5")))), (3, "p", .task(.pause(.task("6")))),
    ])
    func `a key asks the server for what it says`(line: Int, key: String, request: Request) throws {
        var driver = try TaskScene.some.opened()
        for _ in 0..<line { driver.press("j") }
        _ = driver.take()
        driver.press(key)
        #expect(Self.wanted(&driver) == [Self.request(request)])
    }

    @Test func `keys that do nothing for a task ask nothing`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("r", "p")
        #expect(Self.wanted(&driver).isEmpty)
        driver.press("j", "a", "x")
        #expect(Self.wanted(&driver).isEmpty)
    }

    @Test func `cancelling asks first`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("j", "j", "x")
        guard case .open(let overlay) = driver.effects.last, let question = overlay as? Confirm else {
            Issue.record("it asks")
            return
        }
        var confirm = OverlayDriver(question, in: driver.context)
        let picture = confirm.picture()
        #expect(picture.contains("cancel task 5 review?"))
        confirm.press("y")
        #expect(confirm.take() == [Self.request(.task(.cancel(target: "5"))), "close"])
    }

    @Test func `Enter opens the conversation in a window, C-v beside the pane`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("G")
        _ = driver.take()
        let context = driver.context
        let id = try #require(driver.overlay.chosen?.id)
        let session = SessionRequest(environment: context.environment, isDetached: true)
        let open = Request.task(.open(target: "\(id)", session))
        let opened = Response.session(Scene.session(9, "c", provider: "claude", state: .running))
        for (key, axis) in [("Enter", nil), ("C-v", Layout.Axis.horizontal)] {
            driver.press(key)
            #expect(Self.wanted(&driver) == [Self.request(open)])
            // One that knows whose the conversation is has started it; it is shown where the key says.
            let show = Request.layout(workspace: "work", .show(session: "c", axis: axis))
            let shown = driver.overlay.receive(opened, for: open, in: context)
            #expect(shown.compactMap(OverlayDriver<TasksOverlay>.words) == [Self.request(show)])
            let effects = driver.overlay.receive(.done, for: show, in: context)
            #expect(effects.compactMap(OverlayDriver<TasksOverlay>.words).first == "close")
        }
    }

    @Test func `a window that cannot be opened leaves the list open`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("G", "Enter")
        driver.answer { request in
            switch request {
            case .task(.open): .session(Scene.session(9, "c", provider: "claude", state: .running))
            case .layout: .failed(Failure("open a window", cause: "there is no room"))
            default: nil
            }
        }
        #expect(Self.wanted(&driver) == ["error cannot open a window: there is no room"])
    }

    @Test(arguments: [
        (0, "it can be opened when it has ended"), (1, "it told of no conversation that could be opened"),
    ])
    func `why a conversation cannot be opened is said`(line: Int, reason: String) throws {
        var driver = try TaskScene.some.opened()
        for _ in 0..<line { driver.press("j") }
        _ = driver.take()
        driver.press("Enter")
        #expect(Self.wanted(&driver) == ["say \(reason)"])
    }

    @Test func `a provider that cannot take up a conversation opens none`() throws {
        var scene = TaskScene.some
        scene.tasks[2].report.conversation = "g-3"
        var driver = try scene.opened()
        driver.press("j")
        _ = driver.take()
        driver.press("Enter")
        #expect(Self.wanted(&driver) == ["say gemini cannot take up a conversation by its identifier"])
    }

    @Test func `a prompt is edited in a line, its line ends included, and run as before`() throws {
        var scene = TaskScene.some
        scene.tasks[5].request.after = [TaskScene.id(1)]
        var driver = try scene.opened()
        driver.press("j", "j", "j", "e")
        guard case .open(let overlay) = driver.effects.last, let prompt = overlay as? LinePrompt else {
            Issue.record("the prompt is edited")
            return
        }
        var line = OverlayDriver(prompt, in: driver.context)
        let picture = line.picture()
        #expect(picture.contains("run with cursor-agent: write the⏎changelog"))
        line.type(" now")
        line.press("Enter")
        var request = scene.tasks[5].request
        request.prompt = "write the\nchangelog now"
        request.after = []
        #expect(line.takeRequests() == [.task(.run(request, environment: ["HOME": "/home/ann"]))])
    }

    @Test func `two results are compared: mark one, then the other`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("c")
        #expect(driver.overlay.marked == TaskScene.id(4))
        driver.press("c")
        #expect(driver.overlay.marked == nil)
        driver.press("c", "j")
        let picture = driver.picture()
        #expect(picture.contains("c compare with 4"))
        driver.press("c")
        #expect(driver.take().contains("open TaskComparison") && driver.overlay.marked == nil)
        driver.press("c", "Escape")
        #expect(driver.overlay.marked == nil && !driver.take().contains("close"))
    }

    @Test func `numbers and keys are one key away`() throws {
        var driver = try TaskScene.some.opened()
        driver.press("s", "?")
        #expect(Self.wanted(&driver) == ["open TaskStatisticsOverlay", "open TextOverlay"])
    }

    // MARK: What it says

    @Test func `a message is chosen, unfolded and copied`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        driver.press("j", "j")
        driver.answer(scene.answer)
        _ = driver.take()
        driver.press("y")
        #expect(driver.take().first?.hasPrefix("copy the message: ## Found") == true)
        driver.press("Tab", "g", "j", "j", "Space")
        let picture = driver.picture()
        #expect(picture.contains("Then at the rest."))
        driver.press("y")
        #expect(driver.take().last == "copy the message: First I look at the tests.\nThen at the rest.")
        driver.press("Escape")
        #expect(driver.overlay.part == .list && !driver.take().contains("close"))
    }

    @Test func `what comes while it runs is asked for from there`() throws {
        var scene = TaskScene.some
        var driver = try scene.opened()
        driver.press("j", "j")
        driver.answer(scene.answer)
        _ = driver.canvas()
        driver.answer(scene.answer)
        scene.logs[TaskScene.id(5)]?.append(
            TaskLogEntry(
                number: 11, attempt: 1, at: UIContext.noon, message: TaskMessage(.text("the newest word"))))
        let running = scene.tasks[4]
        driver.hear(
            TasksEvent(changed: [TaskProgress(task: running, messages: 11, position: TaskPosition())]))
        #expect(driver.takeRequests() == [.task(.messages(target: "5", from: 11, limit: 100))])
        driver.hear(
            TasksEvent(changed: [TaskProgress(task: running, messages: 11, position: TaskPosition())]))
        #expect(driver.takeRequests().isEmpty)
        let context = driver.context
        let request = Request.task(.messages(target: "5", from: 11, limit: 100))
        _ = driver.overlay.receive(scene.answer(request) ?? .done, for: request, in: context)
        let picture = driver.picture()
        #expect(picture.contains("the newest word"))
    }

    @Test func `the mouse chooses, opens, scrolls and unfolds`() throws {
        let scene = TaskScene.some
        var driver = try scene.opened()
        let rows = driver.picture().split(separator: "\n").map(String.init)
        let row = try #require(rows.firstIndex { $0.contains("✓ passed") })
        driver.click(row: row, column: 10)
        #expect(driver.overlay.chosenID == TaskScene.id(1))
        driver.answer(scene.answer)
        _ = driver.take()
        driver.click(row: row, column: 10)
        #expect(Self.wanted(&driver).first?.hasPrefix("request task(RoostWire.Request.Task.open") == true)
        driver.mouse(.press, .wheelUp, row: 20, column: 10)
        driver.click(row: 15, column: 10)
        #expect(driver.overlay.part == .transcript)
        driver.click(row: row, column: 10)
        #expect(driver.overlay.part == .list)
    }

    @Test func `nothing chosen, nothing to be read`() throws {
        var driver = try TaskScene(tasks: []).opened()
        driver.press("Tab", "Enter", "e", "c", "y", "x")
        #expect(driver.overlay.part == .list)
        #expect(Self.wanted(&driver) == ["say it has said nothing yet"])
    }
}

extension TaskScene {
    /// The overlay of these tasks, with everything answered.
    func opened(rows: Int = 24, columns: Int = 80) throws -> OverlayDriver<TasksOverlay> {
        var context = try UIContext.main(rows: rows, columns: columns)
        context.home = "/home/ann"
        context.environment = ["HOME": "/home/ann"]
        var driver = OverlayDriver(TasksOverlay(), in: context)
        driver.subscribe()
        driver.answer(answer)
        // How much can be seen is known when it is drawn.
        _ = driver.canvas()
        driver.tick()
        driver.answer(answer)
        _ = driver.take()
        return driver
    }
}
