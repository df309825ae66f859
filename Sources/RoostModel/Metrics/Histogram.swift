/// Counts of values by size, and their sum: what a quantile can be estimated from without keeping the values.
///
/// Invariant: one count for each bound, and one more for what is above all of them.
package struct Histogram: Codable, Hashable, Sendable {
    /// Upper bounds of the buckets, ascending; each belongs to its bucket.
    package let bounds: [Double]
    /// How many values each bucket has, the last one those above every bound.
    package private(set) var counts: [UInt64]
    package private(set) var sum = 0.0

    /// One without values.
    package init(bounds: [Double]) {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bounds that do not ascend")
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many values there are.
    package var count: UInt64 { counts.reduce(0, &+) }

    /// Takes a value; what is below 0 counts as 0, and what is no number is left out.
    package mutating func observe(_ value: Double) {
        guard value.isFinite else { return }
        let value = max(0, value)
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] &+= 1
        sum += value
    }

    /// For each bound how many values are not above it, as Prometheus has them.
    package var cumulative: [(bound: Double, count: UInt64)] {
        var total: UInt64 = 0
        return zip(bounds, counts).map { bound, count in
            total &+= count
            return (bound, total)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case bounds, counts, sum
    }

    /// Refuses one that breaks the invariant.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        bounds = try container.decode([Double].self, forKey: .bounds)
        counts = try container.decode([UInt64].self, forKey: .counts)
        sum = try container.decode(Double.self, forKey: .sum)
        guard counts.count == bounds.count + 1, zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .counts, in: container, debugDescription: "counts and bounds do not fit")
        }
    }
}
