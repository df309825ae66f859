import RoostConfig
import RoostModel
import RoostWire

/// Times as people of this place write them, and the order of lists.
extension UIContext {
    private var secondsFromGMT: Int { Curses.secondsFromGMT(at: now) }

    /// `12:41` in local time.
    func timeOfDay(_ moment: Timestamp) -> String {
        let (hours, minutes, _) = clock(moment)
        return "\(Self.two(hours)):\(Self.two(minutes))"
    }

    /// `12:40:58` in local time.
    func timeWithSeconds(_ moment: Timestamp) -> String {
        let (hours, minutes, seconds) = clock(moment)
        return "\(Self.two(hours)):\(Self.two(minutes)):\(Self.two(seconds))"
    }

    /// `12:41` for today, `yesterday`, `Tue 16:40` within a week, otherwise `2026-11-03`.
    func moment(_ moment: Timestamp) -> String {
        let today = day(now)
        let then = day(moment)
        if then == today { return timeOfDay(moment) }
        if then == today - 1 { return "yesterday" }
        if then < today, then > today - 7 {
            // Day 0 was a Thursday.
            let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
            return "\(names[((then % 7) + 7) % 7]) \(timeOfDay(moment))"
        }
        let local = Timestamp(milliseconds: moment.milliseconds &+ Int64(secondsFromGMT) * 1000)
        return String(local.description.prefix(10))
    }

    private func day(_ moment: Timestamp) -> Int {
        let seconds = moment.milliseconds / 1000 &+ Int64(secondsFromGMT)
        return Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    private func clock(_ moment: Timestamp) -> (hours: Int, minutes: Int, seconds: Int) {
        let seconds = Int(((moment.milliseconds / 1000 &+ Int64(secondsFromGMT)) % 86_400 + 86_400) % 86_400)
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Sessions by urgency, then by name; those that have ended last.
    func ordered(_ sessions: some Sequence<SessionInfo>) -> [SessionInfo] {
        func place(_ session: SessionInfo) -> Int {
            session.state.isEnded ? 100 - SessionLabel(session).urgency : -SessionLabel(session).urgency
        }
        return sessions.sorted { one, other in
            place(one) == place(other)
                ? one.name.precedesNaturally(other.name) : place(one) < place(other)
        }
    }

    /// A session by name or number; the one with the keys with nil.
    func session(called name: String?) -> SessionInfo? {
        guard let name else { return focused.flatMap { sessions[$0] } }
        return sessions.values.first { $0.name == name || "\($0.number)" == name }
    }

    var workspaceName: String? { workspace?.workspace.name }
}
