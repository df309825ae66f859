/// The two forms in which metrics are told.
enum MetricsFormat: Hashable, Sendable {
    /// https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4.
    case prometheus
    /// https://prometheus.io/docs/specs/om/open_metrics_spec/, version 1.0.
    case openMetrics

    /// The value of `Content-Type`.
    var type: String {
        switch self {
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// Chooses by `Accept` (RFC 9110 section 12.5.1): OpenMetrics only where it is named and not less wanted than text.
    ///
    /// Who names neither gets text, as Prometheus wants it: an answer in it is of more use than a 406.
    init(accept: String?) {
        var (open, text, rest): (Double?, Double?, Double?)
        for range in (accept ?? "").split(separator: ",").prefix(64) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            let version = parts.dropFirst().first { $0.hasPrefix("version=") }?.dropFirst("version=".count)
            let weight =
                parts.dropFirst().last { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            switch parts.first {
            case "application/openmetrics-text":
                // Another version is another form, which this is not.
                guard version == nil || version == "1.0.0" || version == "0.0.1" else { continue }
                open = max(weight, open ?? 0)
            case "text/plain": text = max(weight, text ?? 0)
            case "*/*", "text/*": rest = max(weight, rest ?? 0)
            default: continue
            }
        }
        guard let open, open > 0 else {
            self = .prometheus
            return
        }
        self = open >= text ?? rest ?? 0 ? .openMetrics : .prometheus
    }
}
