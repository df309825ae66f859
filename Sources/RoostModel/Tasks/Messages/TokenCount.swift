/// A number of tokens as a person reads it: `980`, `3.1k`, `120k`, `1.2M`.
package struct TokenCount: Hashable, Sendable, CustomStringConvertible {
    private let tokens: Int

    /// Counts what is 0 or more.
    package init(_ tokens: Int) {
        self.tokens = max(0, tokens)
    }

    /// The number, rounded down, in the largest unit that leaves at least one digit before the point.
    package var description: String {
        switch tokens {
        case ..<1000: "\(tokens)"
        case ..<10_000: "\(tokens / 1000).\(tokens / 100 % 10)k"
        case ..<1_000_000: "\(tokens / 1000)k"
        case ..<10_000_000: "\(tokens / 1_000_000).\(tokens / 100_000 % 10)M"
        default: "\(tokens / 1_000_000)M"
        }
    }
}

extension TaskUsage {
    /// Tokens of every kind together, those of reasoning once; nil: unknown.
    package var total: Int? {
        [input, cacheRead, cacheWrite, output].compactMap(\.self).reduce(nil) { sum, part in
            let (value, overflow) = (sum ?? 0).addingReportingOverflow(part)
            return overflow ? Int.max : value
        }
    }
}

extension TaskInfo {
    /// Tokens of all attempts, the one that runs included; nil: unknown.
    package var tokensSoFar: Int? { (hasProcess ? usage + report.usage : usage).total }

    /// Dollars of all attempts, the one that runs included; nil: unknown.
    package var costSoFar: Double? {
        guard hasProcess, let own = report.cost else { return cost }
        return (cost ?? 0) + own
    }
}
