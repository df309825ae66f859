import Foundation
import RoostTestSupport
import Testing

@testable import roost_torture

@Suite struct FaultPlanTests {
    private let opens = FaultKind(name: "open", calls: ["openat"], subjects: [.path], failures: [EMFILE])
    private let reads = FaultKind(name: "read", calls: ["read"], subjects: [.socket], failures: [EAGAIN])

    private func fault(
        _ kind: FaultKind, step: Int = 0, occurrence: Int = 1, length: Int = 1
    ) -> Fault {
        Fault(
            program: .server, kind: kind, failure: kind.failures[0], step: step, occurrence: occurrence,
            length: length)
    }

    private func open(_ program: FaultProgram = .server, _ path: String = "/proc/1/stat") -> ObservedCall {
        ObservedCall(
            program: program, name: "openat", arguments: [0, 0, 0, 0, 0, 0], subject: .path, object: path,
            isNonBlocking: false)
    }

    private func read(isNonBlocking: Bool) -> ObservedCall {
        ObservedCall(
            program: .server, name: "read", arguments: [5, 0, 0, 0, 0, 0], subject: .socket,
            object: "socket:[1]", isNonBlocking: isNonBlocking)
    }

    @Test func `so many calls in a row fail, from the one that was chosen`() {
        var plan = FaultPlan([fault(opens, occurrence: 2, length: 2)])
        plan.begin(step: 0)
        #expect((1...5).map { _ in plan.failure(of: open()) } == [nil, EMFILE, EMFILE, nil, nil])
        #expect(plan.failed.count == 2)
        #expect(!plan.concerns(.server, "openat"))
    }

    @Test func `calls before the step are not counted`() {
        var plan = FaultPlan([fault(opens, step: 2)])
        plan.begin(step: 1)
        #expect(!plan.concerns(.server, "openat"))
        #expect(plan.failure(of: open()) == nil)
        plan.begin(step: 2)
        #expect(plan.concerns(.server, "openat"))
        #expect(plan.failure(of: open()) == EMFILE)
    }

    @Test func `nothing fails in another program, in a library, or when all is to be calm`() {
        var plan = FaultPlan([fault(opens, length: 9)])
        plan.begin(step: 0)
        #expect(!plan.concerns(.client, "openat"))
        #expect(plan.failure(of: open(.client)) == nil)
        #expect(plan.failure(of: open(.server, "/lib/x86_64-linux-gnu/libc.so.6")) == nil)
        plan.calm()
        #expect(!plan.concerns(.server, "openat"))
        #expect(plan.failure(of: open()) == nil)
    }

    @Test func `a descriptor that waits never says that nothing is there`() {
        var plan = FaultPlan([fault(reads, length: 9)])
        plan.begin(step: 0)
        #expect(plan.failure(of: read(isNonBlocking: false)) == nil)
        #expect(plan.failure(of: read(isNonBlocking: true)) == EAGAIN)
    }

    @Test func `a seed always makes the same plan`() {
        func plan(_ seed: UInt64) -> [String] {
            var generator = SeededGenerator(seed: seed)
            return FaultPlan(steps: 6, lasts: true, &generator).faults.map(\.description)
        }
        #expect((0..<200).allSatisfy { plan($0) == plan($0) })
        #expect((0..<200).allSatisfy { (1...5).contains(plan($0).count) })
        #expect(Set((0..<200).map(plan)).count > 190)
    }

    @Test func `one to five calls fail in all, unless the shortage lasts`() {
        func calls(_ seed: UInt64, lasts: Bool) -> Int {
            var generator = SeededGenerator(seed: seed)
            return FaultPlan(steps: 6, lasts: lasts, &generator).faults.map(\.length).reduce(0, +)
        }
        #expect(Set((0..<500).map { calls($0, lasts: false) }) == [1, 2, 3, 4, 5])
        #expect((0..<500).contains { calls($0, lasts: true) > 40 })
    }

    @Test func `every kind names calls that this machine has, and fails in some way`() {
        for kind in FaultKind.all {
            #expect(kind.calls.contains { CallListener.number($0) != nil }, "\(kind.name)")
            #expect(!kind.failures.isEmpty && !kind.programs.isEmpty, "\(kind.name)")
        }
    }
}
