internal import RoostModel

/// The refused tools that a stream has told of, so that its result adds only those that nobody has seen.
///
/// A program names a refusal when it happens, in its result, or in both; some are in the result alone.
struct ShownDenials: Sendable {
    /// More than a person reads; beyond it one that the result repeats is told twice.
    private static let limit = 1000
    private var calls: Set<String> = []
    /// How many of each tool were told without their call.
    private var nameless: [String: Int] = [:]

    /// Takes one that is told of.
    mutating func note(_ denial: TaskDenial) {
        guard calls.count + nameless.count < Self.limit else { return }
        if let call = denial.call {
            calls.insert(call)
        } else {
            nameless[denial.tool, default: 0] += 1
        }
    }

    /// Those of a result that were not told of; they count as told from now on.
    mutating func missing(from denials: [TaskDenial]) -> [TaskDenial] {
        var unmatched = nameless
        return denials.filter { denial in
            if let call = denial.call, calls.contains(call) { return false }
            if let count = unmatched[denial.tool], count > 0 {
                unmatched[denial.tool] = count - 1
                return false
            }
            note(denial)
            return true
        }
    }
}
