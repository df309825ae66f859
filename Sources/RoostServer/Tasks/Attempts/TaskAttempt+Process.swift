import Glibc
import Logging
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostStore
import RoostTasks

// From the process's start to its end.
extension TaskAttempt {
    /// The process runs: reads both pipes from now on, and owns them.
    ///
    /// - Parameters:
    ///   - child: The process.
    ///   - keeper: Who holds it.
    ///   - left: How long it may still take; nil: as long as it likes.
    ///   - isHeld: It was stopped, and goes on when it is told to.
    func started(
        _ child: PipedChildParts, keeper: (any KeeperPort)?, timeLeft left: Duration?, isHeld: Bool = false
    ) {
        pid = child.pid
        self.keeper = keeper
        timeLeft = left.map { Countdown($0) }
        watchLimits(isHeld: isHeld)
        start(.output, child.part(child.output), keeper: keeper)
        start(.errors, child.part(child.errors), keeper: keeper)
        output.pump.handOver()
        errors.pump.handOver()
        if stop != nil { terminate() }
        settle()
    }

    private func start(_ stream: TaskStream, _ child: Child, keeper: (any KeeperPort)?) {
        let readable: @Sendable () -> Void = { [weak self] in self?.assumeIsolated { $0.readable(stream) } }
        do throws(IOError) {
            switch stream {
            case .output: try output.start(child, keeper: keeper, readable)
            case .errors: try errors.start(child, keeper: keeper, readable)
            }
        } catch {
            id.log.error("\(error)")
        }
    }

    /// The keeper died: another one holds the process from now on.
    func handOver(to keeper: any KeeperPort) {
        guard !isOver else { return }
        self.keeper = keeper
        output.pump.handOver(to: keeper)
        errors.pump.handOver(to: keeper)
    }

    /// The keeper says of one of the streams how the process ended.
    func exited(_ stream: TaskStream, _ status: ExitStatus) {
        switch stream {
        case .output: output.exited(status)
        case .errors: errors.exited(status)
        }
    }

    /// The process is gone since before this server: what the journals still have is read, and nobody is told.
    func readLast() {
        guard !isOver else { return }
        takeAll()
        isOver = true
        write([], reading.ended(.interrupted).messages)
    }

    // MARK: - The pipes

    private func readable(_ stream: TaskStream) {
        let isYielding = surroundings.lastKeystroke.isElsewhere(
            than: id.stream(stream), at: surroundings.clock.instant)
        let turn =
            switch stream {
            case .output: output.read(yielding: isYielding)
            case .errors: errors.read(yielding: isYielding)
            }
        if let errno = turn.failure {
            id.log.error("cannot read \(stream.rawValue)", metadata: ["errno": "\(errno)"])
        }
        if turn.byteCount > 0 { gather() }
        settle()
    }

    private func wake(_ stream: TaskStream) {
        let isReadable =
            switch stream {
            case .output: output.wake(at: surroundings.clock.instant)
            case .errors: errors.wake(at: surroundings.clock.instant)
            }
        if isReadable, !unstored.isFull { return readable(stream) }
        settle()
    }

    /// What comes in the next moment is stored with what came now.
    private func gather() {
        guard gathering == nil else { return }
        gathering = surroundings.clock.schedule(on: loop, after: Self.gatherTime) { [weak self] in
            self?.assumeIsolated { attempt in
                attempt.gathering = nil
                attempt.output.pump.handOver()
                attempt.errors.pump.handOver()
                attempt.settle()
            }
        }
    }

    /// A coalescing window: what is written within it makes one record.
    private static let gatherTime = Duration.milliseconds(20)

    /// Ends a turn.
    func settle() {
        guard !isOver else { return }
        takeHanded()
        let isHeld = unstored.isFull
        output.settle(holding: isHeld) { [weak self] in self?.assumeIsolated { $0.wake(.output) } }
        errors.settle(holding: isHeld) { [weak self] in self?.assumeIsolated { $0.wake(.errors) } }
        // Both tell the same end; a stream that something else holds open is given up after a while.
        guard let status = output.end, errors.end != nil else { return }
        finish(status.reason)
    }

    /// Makes messages of what the pumps have handed over, and stores both in one.
    private func takeHanded() {
        let outputs = handed.take()
        guard !outputs.isEmpty else { return }
        var messages: [TaskMessage] = []
        for output in outputs {
            switch output.stream {
            case .output: messages += reading.output(output.bytes)
            case .errors: messages += reading.diagnostics(output.bytes)
            }
        }
        write(outputs, messages)
        if reading.hasAnswered, !hasAnswered {
            hasAnswered = true
            surroundings.delegate.attemptAnswered(id)
        }
        surroundings.delegate.attemptProgressed(
            id, reading.report, messages: log.lastNumber, position: log.position)
    }

    private func write(_ outputs: [TaskOutput], _ messages: [TaskMessage]) {
        let record = log.record(outputs, messages, at: surroundings.clock.now)
        unstored.add(record.entries.count, before: record.position)
        surroundings.store.enqueue(.taskLog(record))
    }

    private func takeAll() {
        output.pump.handOver()
        errors.pump.handOver()
        takeHanded()
    }

    /// The process is gone and both streams are read.
    private func finish(_ end: EndReason) {
        takeAll()
        isOver = true
        for timer in [gathering, deadline, memoryLook] { timer?.cancel() }
        output.cancel()
        errors.cancel()
        pid = nil
        let (messages, verdict) = reading.ended(
            end, stop: stop ?? limitThatStruck(end), memoryLimit: isMemoryGrouped ? nil : limits.memory)
        // Also without a message: the store's answer to it is what lets the journals go.
        write([], messages + (heldBack.map { [$0] } ?? []))
        surroundings.delegate.attemptProgressed(
            id, verdict.report, messages: log.lastNumber, position: log.position)
        surroundings.delegate.attemptEnded(id, verdict)
    }

    // MARK: - The store

    /// The store has the output before a position, or has no place for it any more.
    func stored(_ position: TaskPosition) {
        unstored.stored(before: position)
        output.pump.stored(upTo: position.output)
        errors.pump.stored(upTo: position.errors)
    }

    /// The server ends: nothing is read from now on, and what comes meanwhile waits for the next one.
    func prepareStop() {
        takeHanded()
        for timer in [gathering, deadline, memoryLook] { timer?.cancel() }
        output.cancel()
        errors.cancel()
        isOver = true
    }

    /// All that there is of it is stored, its end as well: the keeper may forget the process.
    func release() {
        output.pump.discardJournal()
        errors.pump.discardJournal()
        for stream in TaskStream.allCases { keeper?.stored(id.stream(stream).rawValue) }
        keeper = nil
    }
}

/// A new process on two pipes, as values that can be copied; the receiver owns both pipes.
struct PipedChildParts: Sendable {
    let pid: Int32
    /// Clock ticks since the boot.
    let start: UInt64
    let output: Int32
    let errors: Int32

    /// One of the pipes, for its pump.
    func part(_ descriptor: Int32) -> Child { Child(pid: pid, start: start, descriptor: descriptor) }

    static func unpack(_ result: consuming Result<PipedChild, PTYError>) -> Result<PipedChildParts, PTYError>
    {
        switch consume result {
        case .success(let child):
            let (pid, start) = (child.pid, child.start)
            let pipes = child.takePipes()
            return .success(
                PipedChildParts(pid: pid, start: start, output: pipes.output, errors: pipes.errors))
        case .failure(let error):
            return .failure(error)
        }
    }
}
