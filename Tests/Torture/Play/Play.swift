import ArgumentParser
import Foundation

/// The child of a session: prints a ``Program`` on the terminal that it finds.
///
/// SIGUSR1 makes it close its stream; then it writes `CONTROL.done` and waits to be ended.
struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a deterministic stream; the scenarios start this in their sessions.",
        shouldDisplay: false)

    @Option var kind: String
    @Option var seed: UInt64
    /// Lines before the first pause.
    @Option var prelude = 0
    /// The beginning of the names of its files.
    @Option var control: String
    /// Ends by itself after so many blocks.
    @Option var blocks: Int?
    /// Without pauses and questions.
    @Flag var unpaced = false
    /// Prints nothing before this file is there.
    @Option var go: String?

    func run() throws {
        guard let kind = Program.Kind(rawValue: kind) else { throw ValidationError("no such kind") }
        SystemCall.block([SIGUSR1])
        SystemCall.makeRaw(0)
        if let go { try SystemCall.waitForFile(go) }
        var player = Player(
            program: Program(kind: kind, seed: seed), progress: SystemCall.openLog(control + ".progress"),
            isPaced: !unpaced)
        player.play(prelude: prelude, blocks: blocks)
        let done = "\(player.blocks) \(player.unanswered)\n"
        try done.write(toFile: control + ".done", atomically: true, encoding: .utf8)
        while true { pause() }
    }
}

/// Prints blocks until it is told to close.
private struct Player {
    var program: Program
    /// Gets `MILLISECONDS BLOCKS BYTES` now and then.
    let progress: Int32
    let isPaced: Bool
    var blocks = 0
    var bytes = 0
    /// Questions whose answer did not come.
    var unanswered = 0
    private var lastProgress: Int64 = 0

    init(program: Program, progress: Int32, isPaced: Bool) {
        self.program = program
        self.progress = progress
        self.isPaced = isPaced
    }

    mutating func play(prelude: Int, blocks most: Int?) {
        put(program.prelude(lines: prelude))
        var isToldToClose = false
        while !isToldToClose, most.map({ blocks < $0 }) ?? true {
            let block = program.block()
            put(block.bytes)
            blocks += 1
            note()
            if isPaced, block.asks, !hasAnswer() { unanswered += 1 }
            let pause = isPaced ? block.pauseMilliseconds : 0
            isToldToClose = SystemCall.sleep(nanoseconds: Int64(pause * 1e6), unless: [SIGUSR1])
        }
        put(program.closing())
    }

    private mutating func put(_ block: [UInt8]) {
        // The terminal is gone, and so is the session.
        guard SystemCall.writeAll(block, to: 1) else { exit(1) }
        bytes += block.count
    }

    private mutating func note() {
        let now = SystemCall.now
        guard now - lastProgress > 50_000_000 else { return }
        lastProgress = now
        _ = SystemCall.writeAll(Array("\(now / 1_000_000) \(blocks) \(bytes)\n".utf8), to: progress)
    }

    private func hasAnswer() -> Bool {
        let limit = SystemCall.now + 5_000_000_000
        while SystemCall.now < limit {
            guard SystemCall.waitReadable(0, milliseconds: 200) else { continue }
            guard let answer = SystemCall.read(0) else { return false }
            // CPR ends with R (ECMA-48 8.3.14).
            if answer.contains(UInt8(ascii: "R")) { return true }
        }
        return false
    }
}
