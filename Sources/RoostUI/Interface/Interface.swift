import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire

/// The client as it runs: what comes from the server and from the terminal, and what follows from it.
///
/// Lives on the event loop of the main thread, whose handlers enter without a hop. What to draw is decided by
/// ``Compositor``, what a key or the mouse means by ``KeyDispatcher`` and ``MouseRouter``.
actor Interface {
    /// How much of the canvas has to be drawn before it is shown.
    enum Damage: Hashable {
        case nothing
        /// Only rows of sessions, as their mirrors say.
        case contents
        case everything
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let paths: Paths
    let environment: [String: String]
    let outer: OuterTerminal
    private let finish: @Sendable (Ending) -> Void
    private let tasks: LoopTasks

    var connection: AttachedConnection?
    var state: ViewState
    var theme: Theme
    var canvas: Canvas
    var plan = PanePlan()
    var damage = Damage.everything
    var isShowScheduled = false
    /// Updates that were applied and are acknowledged once they are shown.
    var shown: [ScreenAcknowledgement] = []

    var decoder = InputDecoder()
    var keys = KeyDispatcher()
    var mouse = MouseRouter()
    /// The topmost last.
    var overlays: [(id: Int, overlay: any Overlay)] = []
    var nextOverlay = 0
    var messages: [(at: Timestamp, text: String, isError: Bool)] = []
    /// What copy mode copied last.
    var pasteBuffer = ""
    /// Layout commands that the server has not answered.
    var pendingChanges = 0
    /// Whether it is known which pane has the focus: not before the first layout, nor while it changes.
    var isFocusKnown: Bool { state.workspace != nil && pendingChanges == 0 }
    /// Keys, pastes and layout commands that wait until ``isFocusKnown``.
    var heldInput: [(isolated Interface) -> Void] = []
    /// What was entered at the command prompt, oldest first.
    var pastCommands: [String] = []
    var workspaceName = ""
    /// The pane whose program gets the keys, as the server was told last.
    var isOuterFocused = true

    var inputWatch: Watch?
    var signals: SignalWatch?
    var escapeTimer: Timer?
    var prefixTimer: Timer?
    var messageTimer: Timer?
    var tick: (timer: Timer, at: Int64)?
    private var isOver = false

    /// Makes a client that does nothing before ``begin(target:)``.
    ///
    /// `finish` is called once, when the terminal has been given back.
    init(
        loop: EventLoop, paths: Paths, environment: [String: String], configuration: Configuration,
        theme: Theme,
        outer: sending OuterTerminal, isReadOnly: Bool, finish: @escaping @Sendable (Ending) -> Void
    ) {
        self.loop = loop
        self.paths = paths
        self.environment = environment
        self.outer = outer
        self.theme = theme
        self.finish = finish
        tasks = LoopTasks(loop: loop)
        let size = Curses.size
        state = ViewState(
            configuration: configuration, look: Look(theme: theme, isASCII: configuration.asciiGlyphs),
            size: size)
        state.isReadOnly = isReadOnly
        state.home = environment["HOME"] ?? ""
        canvas = Canvas(rows: size.rows, columns: size.columns)
    }

    // MARK: Life

    /// Listens to the terminal and attaches; on the loop.
    func begin(target: String?) {
        do throws(IOError) {
            inputWatch = try loop.watch(0, for: .readable) { [weak self] readiness in
                self?.assumeIsolated { $0.readInput(readiness) }
            }
            signals = try Signals.watch(System.Signal.all, on: loop) { [weak self] number in
                self?.assumeIsolated { $0.receive(signal: number) }
            }
        } catch {
            return end(.failed(error))
        }
        let connection = AttachedConnection(paths: paths, loop: loop) { [weak self] event in
            self?.assumeIsolated { $0.receive(event) }
        }
        self.connection = connection
        let request = AttachRequest(
            target: target, rows: state.size.rows, columns: state.size.columns, isReadOnly: state.isReadOnly,
            environment: environment, cwd: System.workingDirectory, terminal: System.terminalName)
        connection.assumeIsolated { $0.attach(request) }
    }

    /// Gives the terminal back and ends the client.
    func end(_ reason: Ending) {
        guard !isOver else { return }
        isOver = true
        inputWatch?.cancel()
        signals?.cancel()
        for timer in [escapeTimer, prefixTimer, messageTimer, tick?.timer] { timer?.cancel() }
        connection?.assumeIsolated { $0.close() }
        outer.end()
        finish(reason)
    }

    /// Leaves the workspace; its sessions go on.
    func detach() {
        end(.left("detached from \(workspaceName.isEmpty ? "roost" : workspaceName)", status: 0))
    }

    private func receive(signal: Int32) {
        switch signal {
        case System.Signal.windowChanged: resize()
        case System.Signal.stop: suspend()
        default: detach()
        }
    }

    /// Takes over the outer terminal's size.
    func resize() {
        outer.resize()
        let size = Curses.size
        state.size = size
        connection?.assumeIsolated { $0.setSize(rows: size.rows, columns: size.columns) }
        redraw()
    }

    /// Stops like a program at ^Z, and comes back with everything drawn anew.
    func suspend() {
        outer.suspend()
        resize()
    }

    // MARK: Server

    /// Sends a frame that has no answer.
    func send(_ kind: FrameKind, _ body: [UInt8]) {
        connection?.assumeIsolated { $0.send(Frame(kind: kind, body: body)) }
    }

    /// Asks the server; the answer goes to an overlay if it is still there, failures are told in any case.
    func ask(_ request: Request, for overlay: Int? = nil) {
        if case .layout = request { pendingChanges += 1 }
        Task(executorPreference: tasks) { [weak self] in await self?.perform(request, for: overlay) }
    }

    private func perform(_ request: Request, for overlay: Int?) async {
        guard let connection else { return }
        do throws(ClientError) {
            answered(try await connection.request(request), request, overlay)
        } catch {
            endChange(request)
            say("\(error)", isError: true)
        }
    }

    /// A layout command was answered, after the event that shows what it did: what was typed meanwhile goes on.
    private func endChange(_ request: Request) {
        guard case .layout = request else { return }
        pendingChanges -= 1
        releaseHeldInput()
    }

    /// Gives on what was held, if the pane that it goes to is known now.
    func releaseHeldInput() {
        guard isFocusKnown else { return }
        let held = heldInput
        heldInput = []
        for input in held { input(self) }
    }

    private func answered(_ response: Response, _ request: Request, _ overlay: Int?) {
        guard !isOver else { return }
        endChange(request)
        if let overlay, let index = overlays.firstIndex(where: { $0.id == overlay }) {
            let context = context
            let effects = overlays[index].overlay.receive(response, for: request, in: context)
            apply(effects, of: overlay)
            redraw()
        } else if case .failed(let failure) = response {
            say("\(failure)", isError: true)
        }
    }

    /// Asks for a change of windows or panes.
    func change(_ command: LayoutCommand) {
        guard !state.isReadOnly else { return say("this client only looks on", isError: true) }
        guard state.workspace != nil else { return heldInput.append { $0.change(command) } }
        ask(.layout(workspace: workspaceName, command))
    }
}
