/// What a client is told of without showing a workspace: a set of topics, as names on the wire.
///
/// A subscriber first gets the state as it is, then each change. It gets states, not a stream: what changed several
/// times before it could be sent comes once, as it is then.
package struct Topics: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    /// Makes a set; only the bits of the topics below mean anything.
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Every change of any session: state, attention, title, directory, size, progress; and its removal.
    package static let sessions = Topics(rawValue: 1 << 0)
    /// The same, but only when a session's state or attention is another, it ended or was renamed or removed.
    package static let states = Topics(rawValue: 1 << 1)
    /// Messages, bells and notifications of all sessions; no clipboard writes.
    package static let notices = Topics(rawValue: 1 << 2)
    /// Windows and panes of all workspaces.
    package static let workspaces = Topics(rawValue: 1 << 3)
    /// Print-mode tasks: state, attempt, result, cost, and how much each has said.
    package static let tasks = Topics(rawValue: 1 << 4)

    /// Each topic with its name.
    private static let names: [(topic: Topics, name: String)] = [
        (.sessions, "sessions"), (.states, "states"), (.notices, "notices"), (.workspaces, "workspaces"),
        (.tasks, "tasks"),
    ]

    /// The names of the topics in the set.
    package var names: [String] { Self.names.filter { contains($0.topic) }.map(\.name) }

    /// The topics of these names; those that this version does not know are left out.
    package init(names: some Sequence<String>) {
        let wanted = Set(names)
        self = Self.names.reduce(into: []) { set, entry in
            if wanted.contains(entry.name) { set.insert(entry.topic) }
        }
    }
}

extension Topics: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(names: try decoder.singleValueContainer().decode([String].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(names)
    }
}
