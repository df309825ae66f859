import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// The client as it runs: what comes from the server and from the terminal, and what follows from it.
///
/// Lives on the event loop of the main thread, whose handlers enter without a hop. What to draw is decided by
/// ``Compositor``, what a key or the mouse means by ``KeyDispatcher`` and ``MouseRouter``, what lies above the
/// panes by ``OverlayStack``; terminal, server and clocks are given to it.
actor Interface {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let place: ClientPlace
    let outer: any OuterScreen
    let clock: ClientClock
    private let connect: Connect
    private let finish: @Sendable (Ending) -> Void
    private let tasks: LoopTasks

    private(set) var server: (any ServerPort)?
    var state: ViewState
    var picture: Picture
    var input = TerminalInput()
    var overlays = OverlayStack()
    /// What the server was asked to tell of, for the overlays that are open.
    var topics: Topics = []
    var timers = ClientTimers()
    /// What was entered at the command prompt, oldest first.
    var pastCommands = PastCommands()
    /// A task that needs somebody is looked for; nil: none is.
    var attentionSearch: AttentionSearch?
    private var isOver = false
    /// What gives the terminal back, while that waits for an answer of it.
    private var farewell: (@Sendable (isolated Interface) -> Void)?

    /// Makes the way to the server, whose news come to the handler on the loop.
    typealias Connect = @Sendable (@escaping @Sendable (ClientEvent) -> Void) -> any ServerPort

    /// Makes a client that does nothing before ``begin(target:)``.
    ///
    /// - Parameters:
    ///   - loop: Where it lives.
    ///   - place: Where it was started.
    ///   - settings: Keys and looks.
    ///   - outer: What it draws on.
    ///   - clock: What times are told by.
    ///   - isReadOnly: It only looks on.
    ///   - connect: Called once, by ``begin(target:)``.
    ///   - finish: Called once, when the terminal has been given back.
    init(
        loop: EventLoop, place: ClientPlace, settings: ClientSettings, outer: sending any OuterScreen,
        clock: ClientClock, isReadOnly: Bool, connect: @escaping Connect,
        finish: @escaping @Sendable (Ending) -> Void
    ) {
        self.loop = loop
        self.place = place
        self.clock = clock
        self.connect = connect
        self.finish = finish
        tasks = LoopTasks(loop: loop)
        let size = outer.size
        self.outer = outer
        state = ViewState(
            configuration: settings.configuration, look: settings.look(with: outer.depth), size: size)
        state.isReadOnly = isReadOnly
        state.isOnLight = ClientSettings.isLight(place.environment)
        state.home = place.environment["HOME"] ?? ""
        picture = Picture(canvas: Canvas(rows: size.rows, columns: size.columns))
    }

    // MARK: Life

    /// Attaches; on the loop.
    func begin(target: String?, problems: [String] = []) {
        let server = connect { [weak self] event in self?.assumeIsolated { $0.receive(event) } }
        self.server = server
        server.attach(
            AttachRequest(
                target: target, rows: state.size.rows, columns: state.size.columns,
                isReadOnly: state.isReadOnly, environment: place.environment, cwd: place.workingDirectory,
                terminal: place.terminal))
        tell(problems)
    }

    /// Gives the terminal back and ends the client.
    func end(_ reason: Ending) {
        guard !isOver else { return }
        isOver = true
        timers.cancel()
        server?.close()
        whenAnswered {
            $0.outer.end()
            $0.finish(reason)
        }
    }

    /// Gives the terminal back as soon as nothing is to come that would be typed into the shell: an answer that it
    /// owes, or the second `y` of a question that was answered with yes.
    private func whenAnswered(_ body: @escaping @Sendable (isolated Interface) -> Void) {
        farewell = body
        awaitFarewell()
    }

    private func awaitFarewell() {
        let stray = input.strayAnswer.remaining(at: clock.milliseconds())
        let time = max(stray, outer.isAnswering ? OpenQuestions.answerTime : 0)
        guard time > 0 else { return sayFarewell() }
        timers.farewell = loop.schedule(after: .milliseconds(time)) { [weak self] in
            self?.assumeIsolated { $0.sayFarewell() }
        }
    }

    private func sayFarewell() {
        timers.farewell = nil
        farewell.take()?(self)
    }

    /// Takes what comes from a terminal that is about to be given back: true when nothing else is made of it.
    func takesFarewell(_ bytes: [UInt8]) -> Bool {
        guard isOver || farewell != nil else { return false }
        for case .reply(let reply) in input.decoder.feed(bytes) { _ = outer.receive(reply) }
        if bytes.isEmpty { sayFarewell() } else { awaitFarewell() }
        return true
    }

    /// Leaves the workspace; its sessions go on.
    func detach() {
        end(.left("detached from \(state.workspaceName.isEmpty ? "roost" : state.workspaceName)", status: 0))
    }

    /// Takes over the outer terminal's size.
    func resize() {
        outer.resize()
        let size = outer.size
        state.size = size
        server?.setSize(rows: size.rows, columns: size.columns)
        redraw()
    }

    /// Stops like a program at ^Z, and comes back with everything drawn anew.
    func suspend() {
        guard !isOver, farewell == nil else { return }
        whenAnswered {
            $0.outer.suspend()
            $0.resize()
        }
    }

    // MARK: Server

    /// Sends a frame that has no answer.
    func send(_ kind: FrameKind, _ body: [UInt8]) {
        server?.send(Frame(kind: kind, body: body))
    }

    /// Asks the server; the answer goes to an overlay if it is still there, failures are told in any case.
    func ask(_ request: Request, for overlay: OverlayStack.ID? = nil) {
        if request.holdsInput { input.pendingChanges += 1 }
        if case .layout(_, .goTo(let session)) = request { showQuestion(of: session) }
        Task(executorPreference: tasks) { [weak self] in await self?.perform(request, for: overlay) }
    }

    private func perform(_ request: Request, for overlay: OverlayStack.ID?) async {
        guard let server else { return }
        do throws(ClientError) {
            answered(try await server.request(request), request, overlay)
        } catch {
            guard !isOver else { return }
            endChange(request)
            say("\(error)", isError: true)
        }
    }

    private func answered(_ response: Response, _ request: Request, _ overlay: OverlayStack.ID?) {
        guard !isOver else { return }
        endChange(request)
        if case .subscribed(let topics) = response { return subscribed(to: topics) }
        if overlay == nil, attentionSearchTook(response, for: request) { return }
        if let overlay, let wanted = overlays.receive(response, for: request, to: overlay, in: context) {
            apply(wanted)
            redraw()
        } else if case .failed(let failure) = response {
            say("\(failure)", isError: true)
        } else if case (.task(.takeOver), .task(let task)) = (request, response) {
            say("task \(task.id) goes on with the conversation", isError: false)
        } else if case .configuration(let report) = response {
            say(report.summary, isError: !report.problems.isEmpty)
        }
    }

    /// A layout command was answered, after the event that shows what it did: what was typed meanwhile goes on.
    private func endChange(_ request: Request) {
        guard request.holdsInput else { return }
        input.pendingChanges -= 1
        releaseHeldInput()
    }
}

extension Request {
    /// What is typed while it is done belongs behind it: in the pane that it leads to, or after what it pastes.
    fileprivate var holdsInput: Bool {
        switch self {
        case .layout, .buffer(.paste): true
        default: false
        }
    }
}
