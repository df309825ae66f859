/// Counters, gauges and histograms by metric and labels: a value that its owner changes where the facts arise.
///
/// Invariant: a metric has at most ``seriesLimit`` sets of labels, and one besides that stands for all that have no
/// room (``Metric/otherValue``): no input makes it grow.
package struct MetricTally: Hashable, Sendable {
    /// Sets of labels that one metric may have; the calls of the gateway by status have most of them.
    package static let seriesLimit = 400

    private var values: [Metric: [[String]: Double]] = [:]
    private var histograms: [Metric: [[String]: Histogram]] = [:]

    /// Begins with these metrics, and those of them without labels at 0: a rate can only be told from where it began.
    package init(_ metrics: some Sequence<Metric> = []) {
        for metric in metrics {
            if metric.kind == .histogram { histograms[metric] = [:] } else { values[metric] = [:] }
            if metric.labels.isEmpty { begin(metric) }
        }
    }

    /// Has a set of labels begin at 0, unless it is there.
    package mutating func begin(_ metric: Metric, _ labels: [String] = []) {
        guard metric.kind == .histogram else { return add(metric, labels, 0) }
        let key = key(labels, of: metric, among: histograms[metric])
        if histograms[metric]?[key] == nil {
            histograms[metric, default: [:]][key] = Histogram(bounds: metric.bounds)
        }
    }

    /// Counts; what is no amount, or less than nothing, counts nothing.
    package mutating func add(_ metric: Metric, _ labels: [String] = [], _ amount: Double = 1) {
        guard amount.isFinite, amount >= 0 else { return }
        let key = key(labels, of: metric, among: values[metric])
        values[metric, default: [:]][key, default: 0] += amount
    }

    /// Says how much there is now, in place of what was said before.
    package mutating func set(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
        let key = key(labels, of: metric, among: values[metric])
        values[metric, default: [:]][key] = value
    }

    /// Takes a value into a histogram.
    package mutating func observe(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
        let key = key(labels, of: metric, among: histograms[metric])
        histograms[metric, default: [:]][key, default: Histogram(bounds: metric.bounds)].observe(value)
    }

    /// The set of labels that stands for one: itself, as long as there is room for it.
    private func key<Value>(
        _ labels: [String], of metric: Metric, among known: [[String]: Value]?
    ) -> [String] {
        precondition(labels.count == metric.labels.count, "\(metric.rawValue) has other labels")
        guard let known, known.count >= Self.seriesLimit, known[labels] == nil else { return labels }
        return labels.map { _ in Metric.otherValue }
    }

    /// All of it, in the order of the table and of the labels.
    package var families: [MetricFamily] {
        Metric.allCases.compactMap { metric in
            if let known = histograms[metric] {
                let order = known.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                return MetricFamily(metric, samples: order.map { .init($0.key, $0.value) })
            }
            guard let known = values[metric] else { return nil }
            let order = known.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return MetricFamily(metric, samples: order.map { .init($0.key, $0.value) })
        }
    }
}
