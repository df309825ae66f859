import RoostConfig
import RoostModel

/// How lists write sessions, times and places.
enum SessionNames {
    /// `api`, or the provider when that says the same.
    static func name(_ session: SessionInfo) -> String {
        SessionLabel(session).name ?? session.name
    }

    /// `claude api`.
    static func full(_ session: SessionInfo) -> String {
        let label = SessionLabel(session)
        return label.name.map { "\(label.provider) \($0)" } ?? label.provider
    }

    /// `busy`, `approval`; a shell that just runs is `running`.
    static func state(_ session: SessionInfo) -> String {
        let label = SessionLabel(session)
        return label.state ?? (session.state.isEnded ? "ended" : "running")
    }

    /// The state, and what the session is at in words of its own: `busy, deploying`.
    static func states(_ session: SessionInfo) -> String {
        ([state(session)] + [session.customState?.name].compactMap(\.self)).joined(separator: ", ")
    }

    /// How long the state has lasted, or when it ended.
    static func time(_ session: SessionInfo, in context: UIContext) -> String {
        let label = SessionLabel(session)
        let elapsed = context.now.milliseconds(since: label.since)
        if session.state.isEnded { return context.moment(label.since) }
        return label.countsSeconds ? Elapsed.exact(elapsed) : Elapsed.coarse(elapsed) ?? "now"
    }

    /// What a person is needed for, in a line.
    static func need(_ session: SessionInfo) -> String {
        guard let attention = session.attention else { return "" }
        let line = attention.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.isEmpty ? session.title : line
    }
}
