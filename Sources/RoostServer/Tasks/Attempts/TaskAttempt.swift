import Glibc
import Logging
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks

/// What an attempt tells the server; called on the attempt's loop.
protocol TaskDelegate: Sendable {
    /// It said something, or more of its output was read.
    func attemptProgressed(_ id: AttemptID, _ report: TaskReport, messages: Int, position: TaskPosition)
    /// Its result is here; its process has not ended yet.
    func attemptAnswered(_ id: AttemptID)
    /// Its process is gone, and all that it wrote is read and handed to the store.
    func attemptEnded(_ id: AttemptID, _ verdict: TaskVerdict)
}

/// Which attempt of which task.
struct AttemptID: Hashable, Sendable, CustomStringConvertible {
    let task: TaskID
    let attempt: Int

    var description: String { "task \(task), attempt \(attempt)" }

    /// Says which attempt a message is about.
    var log: Logger { Log.task(task, attempt: attempt) }

    /// Under which number one of its streams is known.
    func stream(_ stream: TaskStream) -> SessionID {
        TaskStreamID(task: task, attempt: attempt, stream: stream).id
    }
}

/// What the attempts of a server share.
struct AttemptSurroundings: Sendable {
    let loop: EventLoop
    /// Where what takes long is done: to look through all processes.
    let background: EventLoop
    let store: any SessionStore
    let clock: any ServerClock
    let lastKeystroke: LastKeystroke
    /// The server's, which tells its tasks from those of another.
    let socket: String
    let delegate: any TaskDelegate
}

/// One attempt of a print-mode task: a process on two pipes, and the messages that come out of them.
///
/// Lives on an event loop, like a session, and is as thin: ``OutputPump`` moves the bytes of each pipe into a journal,
/// `TaskRun` makes messages and the verdict of them, ``TaskLog`` numbers them, and the store gets all of a turn in one
/// record. When that is committed the journals are trimmed, so a server that is killed finds in store and journals
/// together every byte once.
actor TaskAttempt {
    nonisolated let loop: EventLoop
    nonisolated let id: AttemptID
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let surroundings: AttemptSurroundings
    let handed: HandedOutput
    var output: TaskStreamReader
    var errors: TaskStreamReader
    var reading: TaskRun
    var log: TaskLog
    var hasAnswered: Bool
    var unstored = UnstoredMessages()
    /// Runs while output gathers.
    var gathering: (any ScheduledWork)?
    let limits: TaskLimits
    /// How long it may still take; nil: as long as it likes.
    var timeLeft: Countdown?
    /// Goes off when it has taken as long as it may.
    var deadline: (any ScheduledWork)?
    /// Goes off when its memory is looked at next.
    var memoryLook: (any ScheduledWork)?
    var isOver = false
    /// Where the kernel keeps its limits; nil: process by process, and by looks at its memory.
    var group: ControlGroup?
    /// Why it is being ended, if it is.
    var stop: RunStop?
    var pid: Int32?
    var keeper: (any KeeperPort)?

    /// - Parameters:
    ///   - id: Which attempt.
    ///   - surroundings: What it shares with others.
    ///   - limits: What it may use.
    ///   - reading: At the place in the output that `log` is at.
    ///   - log: Goes on behind what is stored.
    ///   - handed: What both pumps hand their bytes to.
    ///   - output: Of standard output.
    ///   - errors: Of standard error.
    init(
        _ id: AttemptID, in surroundings: AttemptSurroundings, limits: TaskLimits, reading: TaskRun,
        log: TaskLog, handed: HandedOutput, output: consuming OutputPump, errors: consuming OutputPump
    ) {
        self.id = id
        self.surroundings = surroundings
        self.limits = limits
        self.reading = reading
        self.log = log
        self.handed = handed
        loop = surroundings.loop
        hasAnswered = reading.hasAnswered
        self.output = TaskStreamReader(.output, pump: output, loop: loop, clock: surroundings.clock)
        self.errors = TaskStreamReader(.errors, pump: errors, loop: loop, clock: surroundings.clock)
    }

    /// Runs `body` on the attempt: at once when the caller is on its loop, in order otherwise.
    nonisolated func run(_ body: @escaping @Sendable (isolated TaskAttempt) -> Void) {
        if loop.isCurrent {
            assumeIsolated {
                body($0)
                $0.settle()
            }
        } else {
            loop.execute {
                self.assumeIsolated {
                    body($0)
                    $0.settle()
                }
            }
        }
    }
}
