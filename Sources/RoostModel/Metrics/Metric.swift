/// A figure that roost tells of itself: the table of all of them, which server, gateway and dashboard read.
///
/// Names and units follow Prometheus (https://prometheus.io/docs/practices/naming/). No label has a free text for a
/// value: a provider is one of those that the server knows, or ``otherValue``; the rest are words of closed lists.
package enum Metric: String, CaseIterable, Hashable, Sendable {
    case buildInfo = "roost_build_info"
    case serverUp = "roost_server_up"
    case sessions = "roost_sessions"
    case sessionsCreated = "roost_session_created_total"
    case sessionsEnded = "roost_session_ended_total"
    case attention = "roost_attention"
    case attentionWait = "roost_attention_wait_seconds"
    case outputBytes = "roost_output_bytes_total"
    case inputBytes = "roost_input_bytes_total"
    case tasks = "roost_tasks"
    case taskDuration = "roost_task_duration_seconds"
    case taskQueue = "roost_task_queue_seconds"
    case taskCost = "roost_task_cost_usd_total"
    case tokens = "roost_tokens_total"
    case breakerState = "roost_breaker_state"
    case rateLimiterRemaining = "roost_rate_limiter_remaining"
    case clients = "roost_clients"
    case socketConnections = "roost_ws_connections"
    case socketMessages = "roost_ws_messages_total"
    case httpRequests = "roost_http_requests_total"
    case httpRequestTime = "roost_http_request_seconds"
    case commitTime = "roost_store_commit_seconds"
    case storeLag = "roost_store_lag_bytes"
    case storeSize = "roost_store_size_bytes"
    case processMemory = "roost_process_memory_bytes"

    /// Stands for every value of a label that is not in its list.
    package static let otherValue = "other"

    /// What the name alone does not say.
    private struct Description {
        let kind: MetricFamily.Kind
        let labels: [String]
        let help: String
        let bounds: [Double]

        init(
            _ kind: MetricFamily.Kind, _ labels: [String], _ help: String, bounds: [Double] = []
        ) {
            self.kind = kind
            self.labels = labels
            self.help = help
            self.bounds = bounds
        }

        init(_ kind: MetricFamily.Kind, _ help: String, bounds: [Double] = []) {
            self.init(kind, [], help, bounds: bounds)
        }
    }

    package var kind: MetricFamily.Kind { description.kind }
    /// The names of its labels, in their order.
    package var labels: [String] { description.labels }
    /// What it counts, in a line.
    package var help: String { description.help }
    /// Upper bounds of a histogram's buckets, ascending; empty for other kinds.
    package var bounds: [Double] { description.bounds }

    private var description: Description {
        switch self {
        case .buildInfo: Description(.info, ["process", "version"], "The versions that run.")
        case .serverUp: Description(.gauge, "Whether the gateway reaches the server: 1, or 0.")
        case .sessions:
            Description(
                .gauge, ["state", "provider"], "Sessions that were not removed, ended ones included.")
        case .sessionsCreated: Description(.counter, "Sessions that were started.")
        case .sessionsEnded: Description(.counter, ["reason"], "Programs of sessions that ended, by how.")
        case .attention: Description(.gauge, ["kind"], "Sessions that need a person now, by what for.")
        case .attentionWait:
            Description(
                .histogram, ["kind"], "How long a session needed a person, told when it no longer does.",
                bounds: [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 14_400, 86_400])
        case .outputBytes: Description(.counter, "Bytes that programs of sessions printed.")
        case .inputBytes:
            Description(
                .counter, "Bytes that were typed into sessions; the terminal's own answers are left out.")
        case .tasks: Description(.gauge, ["state", "provider"], "Print-mode tasks, ended ones included.")
        case .taskDuration:
            Description(
                .histogram, "How long the last attempt of a task took, told at the task's end.",
                bounds: [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14_400])
        case .taskQueue:
            Description(
                .histogram, "How long a task waited for its first attempt.",
                bounds: [0.01, 0.1, 1, 5, 30, 60, 300, 1800, 3600, 14_400])
        case .taskCost: Description(.counter, "Dollars that attempts of tasks told they cost.")
        case .tokens: Description(.counter, ["direction"], "Tokens that attempts of tasks told they used.")
        case .breakerState:
            Description(
                .gauge, ["provider"],
                "Whether a provider's circuit breaker lets tasks through: 0 closed, 1 half-open, 2 open, 3 until a person has done something."
            )
        case .rateLimiterRemaining:
            Description(.gauge, "Tasks that may start now within the limit of all together.")
        case .clients: Description(.gauge, "Clients that show a workspace.")
        case .socketConnections: Description(.gauge, "WebSockets that are open.")
        case .socketMessages: Description(.counter, ["type", "direction"], "Messages over WebSockets.")
        case .httpRequests:
            Description(.counter, ["route", "method", "status"], "Calls that were answered.")
        case .httpRequestTime:
            Description(
                .histogram, "From a call's header to its answer; for a stream, to the beginning of it.",
                bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
        case .commitTime:
            Description(
                .histogram, "How long a transaction of the database took.",
                bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5])
        case .storeLag: Description(.gauge, "Bytes that wait to be committed.")
        case .storeSize: Description(.gauge, "Bytes of the database and its log.")
        case .processMemory:
            Description(
                .gauge, ["process"],
                "Resident bytes that a process shares with no other; sessions: of all that runs in them.")
        }
    }
}
