import RoostTestSupport
import Foundation

/// One target's cases, one after the other, until the bytes or the time are used up.
///
/// Each is in a file before it runs. A case that uses more than ``secondsPerCase`` of CPU time ends the
/// process.
struct Worker {
    static let secondsPerCase = 60
    /// What all cases together may take; what a case took is free again behind it.
    private static let residentLimit = 128 << 20

    private let target: FuzzTarget
    private let seed: UInt64
    private let amount: Options.Amount
    private let caseFile: String
    private let corpus: String

    init(_ options: Options, caseFile: String) {
        target = options.targets[0]
        seed = options.seed
        amount = options.amount
        corpus = options.corpus
        self.caseFile = caseFile
    }

    /// True if nothing was found; the last line of the output is for the parent: see ``Outcome``.
    func run() -> Bool {
        var random = SeededGenerator(seed: seed)
        var material = Material(recordings: Corpus.recordings(corpus))
        var features = FeatureSet()
        var outcome = Outcome()
        let start = Self.cpuSeconds
        while !isDone(outcome.byteCount, Self.cpuSeconds - start) {
            let input = target.makeCase(&random, material)
            write(input.encoded(reason: "seed \(seed), case \(outcome.caseCount)"))
            Self.limitTime()
            do throws(Violation) {
                try target.run(input, &features)
                if outcome.caseCount % 256 == 0 { try checkMemory(&outcome) }
            } catch {
                write(input.encoded(reason: "\(error)"))
                Report.line("\(target.rawValue): \(error) (seed \(seed), case \(outcome.caseCount))")
                return false
            }
            if features.takeNews() > 0 { material.keep(input, &random) }
            outcome.caseCount += 1
            outcome.byteCount += input.byteCount
            outcome.stepCount += input.steps.count
        }
        outcome.featureCount = features.count
        outcome.milliseconds = Int((Self.cpuSeconds - start) * 1000)
        Report.line(outcome.line)
        return true
    }

    /// Runs one file; true if nothing is wrong with it.
    static func replay(_ path: String) -> Bool {
        guard let bytes = Corpus.bytes(of: path), let input = FuzzCase(file: bytes) else {
            Report.line("\(path): cannot be read")
            return false
        }
        limitTime()
        var features = FeatureSet()
        do throws(Violation) {
            try input.target.run(input, &features)
            return true
        } catch {
            Report.line("\(path): \(error)")
            return false
        }
    }

    private func isDone(_ byteCount: Int, _ seconds: Double) -> Bool {
        switch amount {
        case .bytes(let count): byteCount >= count
        case .seconds(let limit): seconds >= limit
        }
    }

    private func checkMemory(_ outcome: inout Outcome) throws(Violation) {
        let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let byteCount = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
        outcome.residentMegabytes = max(outcome.residentMegabytes, byteCount >> 20)
        try require(byteCount < Self.residentLimit, "\(byteCount) bytes are resident between two cases")
    }

    private func write(_ bytes: [UInt8]) {
        guard let file = unsafe fopen(caseFile, "wb") else { return }
        unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
    }

    /// Seconds of CPU time, of this process.
    static var cpuSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    /// SIGPROF ends the process when a case takes too long. setitimer(2)
    private static func limitTime() {
        var timer = itimerval()
        timer.it_value.tv_sec = secondsPerCase
        unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }
}

/// What a worker did, as a line for its parent.
struct Outcome {
    var caseCount = 0
    var stepCount = 0
    var byteCount = 0
    var featureCount = 0
    var milliseconds = 0
    /// Between two cases, at most.
    var residentMegabytes = 0

    private static let mark = "done"

    init() {}

    var line: String {
        "\(Self.mark) \(caseCount) \(stepCount) \(byteCount) \(featureCount) \(milliseconds)"
            + " \(residentMegabytes)"
    }

    /// Nil if the worker did not come so far.
    init?(output: String) {
        guard let last = output.split(separator: "\n").last else { return nil }
        let numbers = last.split(separator: " ").compactMap { Int($0) }
        guard last.hasPrefix(Self.mark), numbers.count == 6 else { return nil }
        (caseCount, stepCount, byteCount) = (numbers[0], numbers[1], numbers[2])
        (featureCount, milliseconds, residentMegabytes) = (numbers[3], numbers[4], numbers[5])
    }

    /// For people.
    var report: String {
        let speed = Double(byteCount) / Double(max(milliseconds, 1)) / 1000
        return "\(byteCount) bytes, \((speed * 10).rounded() / 10) MB/s, \(featureCount) features, "
            + "\(caseCount) cases, \(stepCount) steps, \(residentMegabytes) MB resident"
    }
}
