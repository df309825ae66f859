import RoostTestSupport

/// Some calls in a row of one kind in one program, which fail.
struct Fault {
    let program: FaultProgram
    let kind: FaultKind
    /// An errno.
    let failure: Int32
    /// The step of a case that begins the count.
    let step: Int
    /// Which call from then on is the first to fail, from 1.
    let occurrence: Int
    /// How many fail in a row.
    let length: Int

    init(
        program: FaultProgram, kind: FaultKind, failure: Int32, step: Int, occurrence: Int, length: Int
    ) {
        self.program = program
        self.kind = kind
        self.failure = failure
        self.step = step
        self.occurrence = occurrence
        self.length = length
    }

    /// One at random.
    ///
    /// - Parameters:
    ///   - steps: How many steps a case has.
    ///   - most: How many calls fail at most.
    ///   - generator: Chooses.
    init(steps: Int, atMost most: Int, _ generator: inout SeededGenerator) {
        let programs: [FaultProgram] = [.client, .client, .server, .server, .server, .keeper, .keeper]
        let program = programs[Int.random(in: 0..<programs.count, using: &generator)]
        let kinds = FaultKind.all.filter { $0.programs.contains(program) }
        let kind = kinds[Int.random(in: 0..<kinds.count, using: &generator)]
        self.program = program
        self.kind = kind
        failure = kind.failures[Int.random(in: 0..<kind.failures.count, using: &generator)]
        // The first step starts everything, and makes a third of all calls.
        step = max(0, Int.random(in: -2..<steps, using: &generator))
        let magnitude = Int.random(in: 0..<(step == 0 ? 8 : 5), using: &generator)
        occurrence = Int.random(in: 1...(1 << magnitude), using: &generator)
        length = min(most, [1, 1, 1, 1, 2, 3, 5, 40][Int.random(in: 0..<8, using: &generator)])
    }
}

extension Fault: CustomStringConvertible {
    var description: String {
        "\(program.rawValue): \(kind.name): \(SystemCall.name(of: failure)) from call \(occurrence) of step \(step), "
            + "\(length) in a row"
    }
}

/// The faults of one case, and how far each has come; touches no process.
struct FaultPlan {
    let faults: [Fault]
    /// The calls of its kind since each was armed.
    private var counts: [Int]
    private var step = -1
    private var isCalm = false
    /// What failed, in order.
    private(set) var failed: [(kind: String, call: String)] = []

    /// One at random.
    ///
    /// - Parameters:
    ///   - steps: How many steps a case has.
    ///   - lasts: Up to five faults, each of up to 40 calls in a row: what is short stays short for a while. Otherwise one
    ///     to five calls fail in all.
    ///   - generator: Chooses.
    init(steps: Int, lasts: Bool, _ generator: inout SeededGenerator) {
        var budget = Int.random(in: 1...5, using: &generator)
        var faults: [Fault] = []
        while budget > 0 {
            let fault = Fault(steps: steps, atMost: lasts ? .max : budget, &generator)
            faults.append(fault)
            budget -= lasts ? 1 : fault.length
        }
        self.init(faults)
    }

    init(_ faults: [Fault]) {
        self.faults = faults
        counts = Array(repeating: 0, count: faults.count)
    }

    /// The case comes to a step: the faults of that one begin to count.
    mutating func begin(step: Int) {
        self.step = step
    }

    /// Nothing fails any more.
    mutating func calm() {
        isCalm = true
    }

    /// Whether some calls of a program may yet fail.
    func concerns(_ program: FaultProgram, _ call: String) -> Bool {
        !isCalm
            && faults.indices.contains { index in
                let fault = faults[index]
                return fault.program == program && fault.step <= step
                    && counts[index] < fault.occurrence - 1 + fault.length && fault.kind.calls.contains(call)
            }
    }

    /// How a call fails; nil when it happens.
    mutating func failure(of call: ObservedCall) -> Int32? {
        guard !isCalm else { return nil }
        var failure: Int32?
        for (index, fault) in faults.enumerated() where fault.step <= step && call.isOf(fault) {
            counts[index] += 1
            let place = counts[index] - fault.occurrence
            guard failure == nil, place >= 0, place < fault.length else { continue }
            failure = fault.failure
            failed.append((fault.kind.name, "\(SystemCall.name(of: fault.failure)): \(call)"))
        }
        return failure
    }
}
