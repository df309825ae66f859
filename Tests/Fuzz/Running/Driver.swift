import Foundation
import RoostTestSupport

/// Starts workers, waits for them, and makes what they found small.
struct Driver {
    /// A worker's part: a target, a seed, an amount.
    private struct Part {
        let target: FuzzTarget
        let seed: UInt64
        let amount: Options.Amount
    }

    private let options: Options
    private let folder: String

    init(_ options: Options) {
        self.options = options
        folder = "\(NSTemporaryDirectory())/roost-fuzz-driver-\(getpid())"
    }

    /// True if nothing was found.
    func run() -> Bool {
        Report.line("seed \(options.seed)")
        let start = ContinuousClock.now
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var waiting = parts()[...]
        var running: [Child] = []
        var total = Outcome()
        var isGood = true
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < options.jobs, let part = waiting.popFirst() {
                guard let child = begin(part) else { return false }
                running.append(child)
            }
            ChildProcess.waitForOne(of: running.map(\.process))
            let ended = running.filter { !$0.process.isRunning }
            running.removeAll { !$0.process.isRunning }
            for child in ended where !finish(child, &total) { isGood = false }
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        Report.line(
            "all: \(total.byteCount) bytes, \(total.stepCount) steps in \(seconds) s: "
                + (isGood ? "nothing found" : "FAILED")
        )
        return isGood
    }

    /// Each target's share, the largest in as many parts as there are jobs.
    private func parts() -> [Part] {
        let whole = options.targets.reduce(0) { $0 + $1.share }
        var parts: [Part] = []
        for target in options.targets {
            let count = target.share * 2 > whole ? options.jobs : 1
            for index in 0..<count {
                // Time passes for all jobs at once, bytes do not.
                let amount =
                    switch options.amount {
                    case .bytes: options.amount.share(target.share, of: whole * count)
                    case .seconds: options.amount.share(target.share * options.jobs, of: whole * count)
                    }
                parts.append(Part(target: target, seed: options.seed &+ UInt64(index), amount: amount))
            }
        }
        return parts
    }

    private func begin(_ part: Part) -> Child? {
        let caseFile = "\(folder)/\(part.target.rawValue)-\(part.seed).case"
        let (flag, value) =
            switch part.amount {
            case .bytes(let count): ("--bytes", "\(count)")
            case .seconds(let seconds): ("--seconds", "\(seconds)")
            }
        let arguments = [
            "--work", caseFile, "--target", part.target.rawValue, "--seed", "\(part.seed)", flag, value,
            "--corpus", options.corpus,
        ]
        return try? Child(arguments, caseFile: caseFile, name: part.target.rawValue)
    }

    private func finish(_ child: Child, _ total: inout Outcome) -> Bool {
        guard let (status, output) = try? child.finish() else { return false }
        if status == "exit 0", let outcome = Outcome(output: output) {
            Report.line("\(child.name): \(outcome.report)")
            total.byteCount += outcome.byteCount
            total.stepCount += outcome.stepCount
            return true
        }
        Report.line("\(child.name): FOUND (\(status)) \(output)")
        guard let bytes = Corpus.bytes(of: child.caseFile), let input = FuzzCase(file: bytes) else {
            Report.line("and no case was left behind")
            return false
        }
        var reduction = Reduction(input, file: child.caseFile)
        let small = reduction.run()
        let reason = small.isReproduced ? small.reason : "did not happen again: \(status)"
        let path =
            "\(options.corpus)/\(child.name)-\(String(WireTarget.hash(reason) & 0xFFFF_FFFF, radix: 16)).case"
        try? FileManager.default.createDirectory(atPath: options.corpus, withIntermediateDirectories: true)
        let file = small.input.encoded(reason: reason)
        _ = FileManager.default.createFile(atPath: path, contents: Data(file))
        Report.line("\(reason)\n\(small.input.byteCount) bytes in \(small.input.steps.count) steps: \(path)")
        Report.line(small.input.description)
        return false
    }
}
