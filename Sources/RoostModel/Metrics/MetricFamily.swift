/// One metric with all its samples, as it goes from the server to the gateway: it describes itself, so that a gateway
/// shows what a later server counts.
package struct MetricFamily: Codable, Hashable, Sendable {
    /// What kind of figure it is; the raw values are the words of the OpenMetrics specification.
    package enum Kind: String, Codable, Hashable, Sendable {
        /// Only grows, until its process ends.
        case counter
        case gauge
        case histogram
        /// Says something by its labels; the value is 1.
        case info
        /// Of a kind that this version does not know.
        case unknown

        /// Reads a kind of a later version as ``unknown``.
        package init(from decoder: any Decoder) throws {
            self = Kind(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .unknown
        }
    }

    /// One value, or one histogram, of one set of labels.
    package struct Sample: Codable, Hashable, Sendable {
        /// Values of the labels, in the order of their names.
        package var labels: [String]
        /// Nil where there is a histogram.
        package var value: Double?
        package var histogram: Histogram?

        package init(_ labels: [String] = [], _ value: Double) {
            self.labels = labels
            self.value = value
        }

        package init(_ labels: [String] = [], _ histogram: Histogram) {
            self.labels = labels
            self.histogram = histogram
        }
    }

    /// `roost_sessions`; that of a counter ends in `_total`.
    package var name: String
    package var kind: Kind
    package var help: String
    /// The names of the labels.
    package var labels: [String]
    package var samples: [Sample]

    package init(_ metric: Metric, samples: [Sample]) {
        name = metric.rawValue
        kind = metric.kind
        help = metric.help
        labels = metric.labels
        self.samples = samples
    }
}
