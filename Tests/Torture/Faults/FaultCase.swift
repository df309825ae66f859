import ArgumentParser
import Foundation
import RoostTestSupport

/// One case of `faults`: a roost of its own, some work in which calls fail, and a look at what is left.
///
/// Its standard input is a socket to whoever answers its system calls. It says there where it is, line by line, and
/// goes on when the line is answered. What it finds goes to standard output: lines that start with FAIL, and others.
struct FaultCase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault-case", abstract: "Work while system calls fail; faults starts this.",
        shouldDisplay: false)

    @Option var bin: String
    @Option var seed: UInt64
    /// The names of the calls to hand over.
    @Option var calls: String
    @Flag var keep = false

    /// Random steps after the first, which starts everything.
    static let randomSteps = 5

    func run() throws {
        let numbers = calls.split(separator: ",").compactMap { CallListener.number(String($0)) }
        try CallListener.adoptOrphans()
        try CallListener.handOver(numbers, to: 0)
        let options = Options(
            count: 1, seed: seed, binaries: bin, otherBinaries: nil, seconds: 0, lasts: false,
            keepsFiles: keep)
        var generator = SeededGenerator(seed: seed ^ 0x5DEE_CE66)
        do {
            try Nest.with(options) { nest in
                var work = FaultWork(nest)
                try Self.tell("begin 0")
                try work.do(.new, &generator)
                for step in 1...Self.randomSteps {
                    try Self.tell("begin \(step)")
                    let choice = Int.random(in: 0..<FaultWork.Step.allCases.count, using: &generator)
                    try work.do(FaultWork.Step.allCases[choice], &generator)
                }
                try Self.tell("calm")
                var checks = FaultChecks(nest, work)
                try checks.run()
                guard checks.failures.isEmpty else {
                    throw Trouble(checks.failures.joined(separator: "\nFAIL: "))
                }
            }
        } catch {
            Report.say("FAIL: \(error)")
        }
    }

    /// Says where the case is, and waits until that is known.
    private static func tell(_ line: String) throws {
        guard SystemCall.writeAll(Array((line + "\n").utf8), to: 0), SystemCall.read(0) != nil else {
            throw Trouble("nobody answers the system calls any more")
        }
    }
}
