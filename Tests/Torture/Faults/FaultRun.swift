import Foundation
import RoostTestSupport

/// A case that runs, and the answers to its system calls.
final class FaultRun {
    let seed: UInt64
    private(set) var plan: FaultPlan
    private let process: ChildProcess
    private let listener: CallListener
    /// Of the calls that are handed over.
    private let names: [Int32: String]
    private var line: [UInt8] = []
    private let limit: Int64
    private(set) var isOver = false
    private var isLate = false
    private let keepsFiles: Bool
    /// How often each thread has looked where its program lies.
    private var ownLinks: [Int32: Int] = [:]

    private static let ownLink = "/proc/self/exe"
    /// So often the C library and Swift's runtime look before `main`; the latter aborts when it cannot, and nobody
    /// can keep it from that.
    private static let startLinks = 2

    /// How long a case may take, in nanoseconds.
    private static let longest: Int64 = 120_000_000_000

    init(_ options: Options, seed: UInt64) throws {
        self.seed = seed
        keepsFiles = options.keepsFiles
        var generator = SeededGenerator(seed: seed)
        plan = FaultPlan(steps: FaultCase.randomSteps + 1, lasts: options.lasts, &generator)
        let calls = Set(plan.faults.flatMap(\.kind.calls)).sorted()
        names = Dictionary(
            calls.compactMap { name in CallListener.number(name).map { ($0, name) } },
            uniquingKeysWith: { $1 })
        limit = SystemCall.now + Self.longest
        let arguments = [
            Load.program, "fault-case", "--bin", options.binaries, "--seed", "\(seed)", "--calls",
            calls.joined(separator: ","),
        ]
        process = try ChildProcess(arguments + (options.keepsFiles ? ["--keep"] : []), input: .pipe)
        listener = try CallListener(from: process.inputSocket)
    }

    /// What becomes readable when there is something to do.
    var descriptors: [Int32] { [listener.descriptor, process.inputSocket, process.watch] }

    /// Does what there is to do.
    func serve(_ ready: Set<Int32>) throws {
        if ready.contains(listener.descriptor), let call = listener.next() { answer(call) }
        if ready.contains(process.inputSocket) { hear() }
        if SystemCall.now > limit {
            isLate = true
            process.end()
        }
        isOver = !process.isRunning
    }

    private func answer(_ call: WaitingCall) {
        listener.answer(call, failure: failure(of: call))
    }

    private func failure(of call: WaitingCall) -> Int32? {
        guard let name = names[call.number], let path = call.program, !path.isEmpty,
            let program = FaultProgram(rawValue: URL(fileURLWithPath: path).lastPathComponent),
            plan.concerns(program, name)
        else { return nil }
        let observed = ObservedCall(call, program, name)
        if observed.object == Self.ownLink, ownLinks[call.thread, default: 0] < Self.startLinks {
            ownLinks[call.thread, default: 0] += 1
            return nil
        }
        return plan.failure(of: observed)
    }

    /// The case says where it is.
    private func hear() {
        for byte in SystemCall.read(process.inputSocket) ?? [] {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            line = []
            if words.first == "calm" { plan.calm() }
            if let step = words.last.flatMap({ Int($0) }) { plan.begin(step: step) }
            process.write("ok\n")
        }
    }

    /// What the case has found.
    func finish() -> [String] {
        guard let outcome = try? process.wait(seconds: 1e6) else { return [] }
        var found: [String] = []
        for line in Nest.lines(outcome.output) {
            if line.hasPrefix("FAIL: ") {
                found.append(String(line.dropFirst(6)))
            } else if let last = found.popLast() {
                found.append(last + "\n  " + line)
            }
        }
        if isLate {
            found.append("the case did not end")
        } else if outcome.status != 0 {
            found.append("the case ended with status \(outcome.status): \(outcome.errors.suffix(600))")
        }
        if isLate || outcome.status != 0 { Nest.clear(after: process.pid, keepingFiles: keepsFiles) }
        return found
    }

    func end() {
        process.end()
        Nest.clear(after: process.pid, keepingFiles: false)
    }
}
