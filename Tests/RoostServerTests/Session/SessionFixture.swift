import Glibc
import RoostConfig
import RoostIO
import RoostModel
import RoostPTY
import RoostStore
import RoostTerminal
import RoostTestSupport
import RoostWire
import Synchronization

@testable import RoostServer

/// A session in memory: the test is its program, at the other end of a socket pair, and keeps what it stores.
final class SessionFixture: Sendable {
    let session: Session
    let store = RecordedStore()
    let delegate = RecordedDelegate()
    let loop: EventLoop
    let clock: ManualClock
    private let folder: TemporaryFolder
    /// The program's end of what stands for its terminal.
    private let program: Mutex<Int32>

    /// - Parameters:
    ///   - provider: Whose screens the program shows.
    ///   - size: Of its terminal.
    ///   - configure: Changes what the configuration says.
    /// - Throws: What keeps a socket pair, a loop or a journal from being made.
    init(
        provider: String = "claude", size: TerminalSize = TerminalSize(rows: 24, columns: 80),
        configure: (inout SessionConfiguration) -> Void = { _ in }
    ) async throws {
        folder = try TemporaryFolder()
        clock = ManualClock()
        loop = try EventLoop(name: "session-test")
        try loop.start()
        let (one, other) = try UnixSocket.pair().take()
        program = Mutex(other)
        let id = SessionID(rawValue: 1)
        var configuration = SessionConfiguration(
            terminal: TerminalOptions(), output: PumpOptions(journalDirectory: folder.path),
            acceptsClipboard: true, providers: Provider.builtIn)
        configure(&configuration)
        let now = clock.now
        let info = SessionInfo(
            name: "test", number: id, state: .starting, provider: provider, command: [provider],
            cols: size.columns, rows: size.rows, cwd: "/", createdAt: now, lastActivity: now,
            stateSince: now)
        session = Session(
            info: info,
            restored: RestoredSession(
                terminal: Terminal(size: size, options: configuration.terminal),
                journal: try Journal(directory: folder.path, session: 1, offset: 0)),
            parts: SessionParts(
                loop: loop, clock: clock, store: store, lastKeystroke: LastKeystroke(), delegate: delegate),
            configuration: configuration)
        await session.started(KeeperChildParts(pid: getpid(), start: 0, master: one), keeper: nil)
    }

    deinit {
        _ = program.withLock { close($0) }
        loop.stop()
    }

    /// The program clears its screen and prints rows; the session has not read them when this returns.
    func shows(_ rows: String) {
        prints("\u{1B}[2J\u{1B}[H" + rows.replacing("\n", with: "\r\n"))
    }

    /// The program prints; the session has not read it when this returns.
    func prints(_ text: String) {
        let bytes = Array(text.utf8)
        let count = program.withLock { unsafe write($0, bytes, bytes.count) }
        precondition(count == bytes.count, "the socket took \(count) of \(bytes.count) bytes")
    }

    /// The session reads what there is, and looks at its screen.
    func look() async {
        await session.readable()
        await session.detect()
    }

    /// The session reads what there is, and no more.
    func reads() async {
        await session.readable()
        await session.settle()
    }

    /// Time passes, and what was due then is done.
    func passes(_ time: Duration) async {
        clock.advance(by: time)
        // What is due runs on the loop before this does.
        await session.settle()
    }

    /// Does what waits for time to pass, and lets time pass until it is done.
    func whileTimePasses<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let isDone = Mutex(false)
        let work = Task {
            defer { isDone.withLock { $0 = true } }
            return try await body()
        }
        while !isDone.withLock({ $0 }) {
            await passes(.milliseconds(10))
            await Task.yield()
        }
        return try await work.value
    }

    /// What the program was sent since the last time.
    var typed: String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = program.withLock { unsafe recv($0, &bytes, bytes.count, Int32(MSG_DONTWAIT)) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// The program reads so much of what it was sent, or more.
    func takes(_ byteCount: Int) {
        var count = 0
        while count < byteCount {
            DescriptorWait.untilReadable([program.withLock { $0 }], atMost: .seconds(20))
            count += typed.utf8.count
        }
    }

    /// The program closes its terminal.
    func ends() {
        _ = program.withLock { shutdown($0, Int32(SHUT_RDWR)) }
    }

    /// Another program takes the place of the one that ended.
    func restart() async throws {
        let (one, other) = try UnixSocket.pair().take()
        program.withLock {
            close($0)
            $0 = other
        }
        await session.started(KeeperChildParts(pid: getpid(), start: 0, master: one), keeper: nil)
    }
}

/// Testing has an `ExitStatus`, too.
typealias ChildExit = RoostServer.ExitStatus

/// A store that keeps what it is handed, in order.
final class RecordedStore: SessionStore {
    private let state = Mutex((records: [Store.Record](), isOpen: true))

    var records: [Store.Record] { state.withLock { $0.records } }

    var isOpen: Bool {
        get { state.withLock { $0.isOpen } }
        set { state.withLock { $0.isOpen = newValue } }
    }

    func enqueue(_ record: Store.Record) { state.withLock { $0.records.append(record) } }

    func enqueue(_ commands: [CommandRecord], after output: Store.Record?) {
        state.withLock { $0.records += (output.map { [$0] } ?? []) + commands.map { .command($0) } }
    }

    func flush() async throws(StoreError) {}

    /// All output that was handed over, put together by its offsets; a part that came twice stands twice.
    var output: [UInt8] {
        records.reduce(into: []) { if case .output(_, _, _, let bytes) = $1 { $0 += bytes } }
    }

    /// What happened, in order.
    var changes: [SessionTransition.Change] {
        records.compactMap { if case .event(let event) = $0 { event.transition.change } else { nil } }
    }
}

/// A server that only listens.
final class RecordedDelegate: SessionDelegate {
    private let state = Mutex((infos: [SessionInfo](), ended: [SessionInfo](), notices: [Notice]()))

    var infos: [SessionInfo] { state.withLock { $0.infos } }
    var ended: [SessionInfo] { state.withLock { $0.ended } }
    var notices: [Notice] { state.withLock { $0.notices } }

    func sessionChanged(_ info: SessionInfo) { state.withLock { $0.infos.append(info) } }
    func sessionEnded(_ info: SessionInfo) { state.withLock { $0.ended.append(info) } }
    func sessionNotice(_ notice: Notice, from session: SessionID) {
        state.withLock { $0.notices.append(notice) }
    }
}
