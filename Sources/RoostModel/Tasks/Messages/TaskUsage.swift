/// How many tokens were used; nil is unknown, never zero.
package struct TaskUsage: Codable, Hashable, Sendable {
    /// Tokens read at the full price.
    package var input: Int?
    /// Tokens read from the provider's cache.
    package var cacheRead: Int?
    /// Tokens written into the provider's cache.
    package var cacheWrite: Int?
    /// Tokens written, with those of reasoning.
    package var output: Int?
    /// Tokens of reasoning, a part of ``output``.
    package var reasoning: Int?

    package init(
        input: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil, output: Int? = nil,
        reasoning: Int? = nil
    ) {
        self.input = input
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.output = output
        self.reasoning = reasoning
    }

    /// Nothing is known at all.
    package var isUnknown: Bool { self == TaskUsage() }

    /// The sum, where unknown and a number make that number.
    package static func + (one: TaskUsage, other: TaskUsage) -> TaskUsage {
        one.combined(with: other) { $0.addingReportingOverflow($1) }
    }

    /// What came on top of an earlier total; a total that shrank began anew and counts whole.
    package func since(_ earlier: TaskUsage) -> TaskUsage {
        let parts: [KeyPath<TaskUsage, Int?>] = [\.input, \.cacheRead, \.cacheWrite, \.output, \.reasoning]
        let shrank = parts.contains { (self[keyPath: $0] ?? 0) < (earlier[keyPath: $0] ?? 0) }
        return shrank ? self : combined(with: earlier) { $0.subtractingReportingOverflow($1) }
    }

    private func combined(
        with other: TaskUsage, _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> TaskUsage {
        func both(_ one: Int?, _ other: Int?) -> Int? {
            if one == nil, other == nil { return nil }
            let (value, overflow) = operation(one ?? 0, other ?? 0)
            return overflow ? Int.max : value
        }
        return TaskUsage(
            input: both(input, other.input), cacheRead: both(cacheRead, other.cacheRead),
            cacheWrite: both(cacheWrite, other.cacheWrite), output: both(output, other.output),
            reasoning: both(reasoning, other.reasoning))
    }

    private enum CodingKeys: String, CodingKey {
        case input = "input_tokens"
        case cacheRead = "cache_read_tokens"
        case cacheWrite = "cache_write_tokens"
        case output = "output_tokens"
        case reasoning = "reasoning_tokens"
    }
}
