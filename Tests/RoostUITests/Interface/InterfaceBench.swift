import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostTerminal
import RoostWire
import Synchronization

@testable import RoostUI

/// A terminal in memory: the last picture, and what was written beside it.
final class MemoryTerminal: OuterScreen {
    /// What a test may look at from anywhere.
    final class Record: Sendable {
        struct State {
            var size: (rows: Int, columns: Int)
            var picture = ""
            var written: [String] = []
            var hasEnded = false
            /// It was asked something.
            var isAnswering = false
        }

        private let state: Mutex<State>
        /// Every picture that is shown, as it comes.
        let pictures: AsyncStream<String>
        private let shown: AsyncStream<String>.Continuation

        init(rows: Int, columns: Int) {
            state = Mutex(State(size: (rows, columns)))
            (pictures, shown) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(100))
        }

        func show(_ picture: String) {
            change { $0.picture = picture }
            shown.yield(picture)
        }

        var value: State { state.withLock { $0 } }

        func change(_ body: (inout sending State) -> Void) { state.withLock { body(&$0) } }
    }

    private let record: Record

    init(_ record: Record) {
        self.record = record
    }

    var size: (rows: Int, columns: Int) { record.value.size }

    var depth: ColorDepth { .direct }
    var takesClipboard: Bool { true }
    var isAnswering: Bool { record.value.isAnswering }

    func show(_ canvas: inout Canvas) {
        let text = String(canvas.text().dropLast())
        canvas.paintedAll()
        record.show(text)
    }

    func want(kittyFlags: UInt8, mouse: MouseMode, title: String, progress: Int?, cursorColor: Color) {}
    func write(_ bytes: String) { record.change { $0.written.append(bytes) } }
    func notify(title: String, body: String) { write("\(title): \(body)") }
    func receive(_ reply: TerminalReply) -> Bool {
        if case .primaryAttributes = reply { record.change { $0.isAnswering = false } }
        return false
    }
    func takeAppearance() -> Appearance? { nil }
    func resize() {}
    func invalidate() {}
    func suspend() {}
    func end() { record.change { $0.hasEnded = true } }
}

/// A server that answers by a script, and keeps what it was asked.
final class ServerScript: ServerPort {
    private struct State {
        var attached: [AttachRequest] = []
        var frames: [Frame] = []
        var isClosed = false
        var isHolding = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let answer: @Sendable (Request) -> Response
    private let asked: AsyncStream<Request>.Continuation
    /// Every request, in order.
    let requests: AsyncStream<Request>
    private let sent: AsyncStream<Frame>.Continuation
    /// Every frame, in order.
    let stream: AsyncStream<Frame>

    init(answer: @escaping @Sendable (Request) -> Response) {
        self.answer = answer
        (requests, asked) = AsyncStream.makeStream()
        (stream, sent) = AsyncStream.makeStream()
    }

    var attached: [AttachRequest] { state.withLock { $0.attached } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// The frames of a kind that have come so far.
    func frames(_ kind: FrameKind) -> [Frame] {
        state.withLock { $0.frames.filter { $0.kind == kind.rawValue } }
    }

    /// Answers nothing until ``release()``.
    func hold() { state.withLock { $0.isHolding = true } }

    func release() {
        let held = state.withLock { state in
            state.isHolding = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    func attach(_ request: AttachRequest) { state.withLock { $0.attached.append(request) } }
    func setSize(rows: Int, columns: Int) {}
    func send(_ frame: Frame) {
        state.withLock { $0.frames.append(frame) }
        sent.yield(frame)
    }
    func close() { state.withLock { $0.isClosed = true } }

    func request(_ request: Request) async throws(ClientError) -> Response {
        asked.yield(request)
        await withCheckedContinuation { continuation in
            let waits = state.withLock { state in
                if state.isHolding { state.held.append(continuation) }
                return state.isHolding
            }
            if !waits { continuation.resume() }
        }
        return answer(request)
    }
}

/// A whole client on a loop of its own, between a terminal in memory and a scripted server.
final class InterfaceBench: Sendable {
    let loop: EventLoop
    let interface: Interface
    let server: ServerScript
    let terminal: MemoryTerminal.Record
    /// Where the server's news go.
    private let handler = Box<@Sendable (ClientEvent) -> Void>()
    private let ended = Box<Ending>()
    private let scene: Scene

    init(
        isReadOnly: Bool = false, scene: Scene? = nil,
        answer: @escaping @Sendable (Request) -> Response = { _ in .done }
    ) throws {
        let scene = try scene ?? Scene.main(rows: 24, columns: 96)
        self.scene = scene
        let loop = try EventLoop(name: "client")
        self.loop = loop
        let server = ServerScript(answer: answer)
        self.server = server
        terminal = MemoryTerminal.Record(rows: scene.state.size.rows, columns: scene.state.size.columns)
        let (handler, ended) = (handler, ended)
        interface = Interface(
            loop: loop,
            place: ClientPlace(
                paths: Paths(environment: ["ROOST_HOME": "/nowhere"]), environment: ["HOME": "/home/ann"],
                workingDirectory: "/src", terminal: "/dev/pts/9"),
            settings: ClientSettings(
                configuration: .standard, theme: scene.state.look.theme, problems: []),
            outer: MemoryTerminal(terminal),
            clock: ClientClock(now: { Scene.start }, milliseconds: { 0 }, secondsFromGMT: { _ in 0 }),
            isReadOnly: isReadOnly,
            connect: { receive in
                handler.value.withLock { $0 = receive }
                return server
            },
            finish: { reason in ended.value.withLock { $0 = reason } })
        try loop.start()
    }

    deinit {
        loop.stop()
    }

    var picture: String { terminal.value.picture }

    /// The last row that is shown.
    var status: String {
        picture.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    }

    /// The line that the client ended with; nil while it runs.
    var ending: String? {
        ended.value.withLock {
            switch $0 {
            case .left(let line, _): line
            case .failed(let error): "\(error)"
            case nil: nil
            }
        }
    }

    /// Does something in the client, and waits until what follows from it is shown.
    func with(_ body: @escaping @Sendable (isolated Interface) -> Void) async {
        for step in 0..<3 {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                loop.execute {
                    if step == 0 { self.interface.assumeIsolated { body($0) } }
                    continuation.resume()
                }
            }
        }
    }

    /// Types bytes as a terminal sends them.
    func type(_ text: String) async {
        await with { $0.take(Array(text.utf8)) }
    }

    /// News of the server.
    func hear(_ event: ClientEvent) async {
        let handler = handler.value.withLock { $0 }
        await with { _ in handler?(event) }
    }

    /// The first picture, of those that come, that shows a text: for what another process leads to.
    func picture(with text: String) async -> String? {
        for await picture in terminal.pictures where picture.contains(text) { return picture }
        return nil
    }

    /// Attaches, and shows the scene.
    func attach() async {
        await with { $0.begin(target: nil) }
        await hear(.attached(Attached(client: "c1", workspace: "work", showsHint: false)))
        await show(scene)
    }

    /// Shows another layout.
    func show(_ scene: Scene) async {
        guard let event = scene.state.workspace else { return }
        await hear(.workspace(event))
        let mirrors = scene.state.mirrors
        await with { interface in
            interface.state.mirrors = mirrors
            interface.redraw()
        }
    }
}

/// A value that is set later, from any thread.
private final class Box<Value>: Sendable {
    let value = Mutex<Value?>(nil)
}
