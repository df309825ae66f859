import RoostModel
import RoostWire

/// The sessions of the server, as it told last.
struct SessionMirror: Sendable {
    private(set) var infos: [SessionID: SessionInfo] = [:]

    /// Finds a session by its UUID, its number or its name.
    subscript(text: String) -> SessionInfo? {
        if let number = UInt64(text), let info = infos[SessionID(rawValue: number)] { return info }
        return infos.values.first { $0.uuid == text } ?? infos.values.first { $0.name == text }
    }

    subscript(id: SessionID) -> SessionInfo? { infos[id] }

    /// In order of their numbers.
    var all: [SessionInfo] { infos.values.sorted { $0.number < $1.number } }

    /// Takes a whole list.
    ///
    /// - Returns: Those that are gone.
    mutating func replace(_ sessions: [SessionInfo]) -> [SessionID] {
        let old = infos.keys
        infos = Dictionary(sessions.map { ($0.number, $0) }) { $1 }
        return old.filter { infos[$0] == nil }
    }

    /// Takes one session.
    mutating func take(_ info: SessionInfo) {
        infos[info.number] = info
    }

    /// Takes what has changed.
    mutating func take(_ event: SessionsEvent) {
        for info in event.changed { infos[info.number] = info }
        for id in event.removed ?? [] { infos[id] = nil }
    }
}
