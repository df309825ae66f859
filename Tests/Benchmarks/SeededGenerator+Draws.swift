import RoostTestSupport

// The draws that payloads are made of.
extension SeededGenerator {
    /// One of `range`.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of `choices`, which must not be empty.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(0...choices.count - 1)] }

    /// True with a probability of so many percent.
    mutating func percent(_ chance: Int) -> Bool { number(0...99) < chance }
}
