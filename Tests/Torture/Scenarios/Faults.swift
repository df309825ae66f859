import Foundation
import RoostTestSupport

/// One to five system calls of client, server and keeper fail in each of many short lives of roost: nothing traps or
/// spins, no session is lost, what failed says so, and all is well afterwards.
///
/// Several lives run side by side, each in a process of its own whose calls, and those of all that it starts, are
/// answered here. Nothing of it is in roost: libraries, the loader and static programs are reached alike.
enum Faults {
    static func run(_ options: Options, _ report: inout Report) throws {
        let most = max(2, ProcessInfo.processInfo.activeProcessorCount + 1)
        var waiting = Array(0..<options.count)[...]
        var running: [FaultRun] = []
        var totals = Totals()
        defer { for run in running { run.end() } }
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < most, let number = waiting.popFirst() {
                running.append(try FaultRun(options, seed: options.seed &+ UInt64(number)))
            }
            try Pause.checkInterrupted()
            let ready = SystemCall.waitReadable(any: running.flatMap(\.descriptors), milliseconds: 1000)
            for run in running { try run.serve(ready) }
            for run in running where run.isOver {
                finish(run, &totals, &report)
                report.progress(totals.runs, of: options.count, totals.description)
            }
            running.removeAll(where: \.isOver)
        }
        report.figure("calls that failed", "\(totals.calls), in \(totals.hit) of \(totals.runs) runs")
        report.figure("runs with a failure for each kind", totals.kindsText)
    }

    private struct Totals: CustomStringConvertible {
        var runs = 0
        var hit = 0
        var calls = 0
        var kinds: [String: Int] = [:]

        var description: String { "\(calls) calls failed in \(hit) of \(runs) runs" }
        var kindsText: String {
            kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
    }

    private static func finish(_ run: FaultRun, _ totals: inout Totals, _ report: inout Report) {
        let failures = run.finish()
        totals.runs += 1
        totals.calls += run.plan.failed.count
        if !run.plan.failed.isEmpty { totals.hit += 1 }
        for kind in Set(run.plan.failed.map(\.kind)) { totals.kinds[kind, default: 0] += 1 }
        for failure in failures {
            let plan = run.plan.faults.map { "\n  \($0)" }.joined()
            var failed = run.plan.failed.prefix(20).map { "\n  \($0.call)" }.joined()
            if run.plan.failed.count > 20 { failed += "\n  and \(run.plan.failed.count - 20) more" }
            report.fail("--count 1 --seed \(run.seed): \(failure)\n planned:\(plan)\n failed:\(failed)")
        }
    }
}
