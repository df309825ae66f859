import RoostModel

/// Writes metrics as text; what both forms share, and where they differ.
struct Exposition: Sendable {
    let format: MetricsFormat

    /// All families, each once, in the order in which they come; the samples of two with one name are told together.
    func text(_ families: [MetricFamily]) -> String {
        var merged: [MetricFamily] = []
        for family in families {
            if let index = merged.firstIndex(where: { $0.name == family.name }) {
                guard merged[index].kind == family.kind, merged[index].labels == family.labels else {
                    continue
                }
                merged[index].samples += family.samples
            } else {
                merged.append(family)
            }
        }
        var text = merged.map(self.text).joined()
        if format == .openMetrics { text += "# EOF\n" }
        return text
    }

    private func text(_ family: MetricFamily) -> String {
        let name = familyName(family)
        var lines = ["# HELP \(name) \(escapedHelp(family.help))", "# TYPE \(name) \(word(family.kind))"]
        if format == .openMetrics, let unit = Self.unit(name) { lines.append("# UNIT \(name) \(unit)") }
        for sample in family.samples {
            let labels = Array(zip(family.labels, sample.labels))
            if let histogram = sample.histogram {
                lines += Self.lines(histogram, family.name, labels)
            } else if let value = sample.value {
                lines.append("\(family.name)\(Self.braces(labels)) \(Self.number(value))")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// In OpenMetrics the suffix of a counter, or of an info, belongs to the sample and not to the family.
    private func familyName(_ family: MetricFamily) -> String {
        guard format == .openMetrics else { return family.name }
        let suffix = family.kind == .counter ? "_total" : family.kind == .info ? "_info" : ""
        return family.name.hasSuffix(suffix) ? String(family.name.dropLast(suffix.count)) : family.name
    }

    private func word(_ kind: MetricFamily.Kind) -> String {
        switch (kind, format) {
        case (.info, .prometheus): "gauge"
        case (.unknown, .prometheus): "untyped"
        default: kind.rawValue
        }
    }

    /// The last word of a family's name, where that is a unit.
    private static func unit(_ name: String) -> String? {
        ["seconds", "bytes", "usd"].first { name.hasSuffix("_\($0)") }
    }

    private static func lines(
        _ histogram: Histogram, _ name: String, _ labels: [(String, String)]
    ) -> [String] {
        let buckets = histogram.cumulative.map { bound, count in
            "\(name)_bucket\(braces(labels + [("le", "\(bound)")])) \(count)"
        }
        return buckets + [
            "\(name)_bucket\(braces(labels + [("le", "+Inf")])) \(histogram.count)",
            "\(name)_sum\(braces(labels)) \(number(histogram.sum))",
            "\(name)_count\(braces(labels)) \(histogram.count)",
        ]
    }

    private static func braces(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: ",") + "}"
    }

    /// The value of a label.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private func escapedHelp(_ text: String) -> String {
        guard format == .prometheus else { return Self.escaped(text) }
        return text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    /// A whole number without a fraction, anything else as short as it reads back.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        // Beyond 2^53 not every whole number is a double.
        if value.magnitude < 9_007_199_254_740_992, let whole = Int64(exactly: value) { return "\(whole)" }
        return "\(value)"
    }
}
