import RoostModel
import RoostWire

/// All sessions that were not removed, living or ended: their names, numbers and what they last reported.
///
/// The directory alone decides names, workspaces and identities. Everything else in a ``SessionInfo`` is a copy of what its
/// session reported: such a report may be older than a rename that is on its way to the session, so its name,
/// workspace and identity are ignored.
///
/// Invariant: `numbers` has exactly the names in `infos`; no two sessions share one.
struct SessionDirectory: Sendable {
    private(set) var infos: [SessionID: SessionInfo] = [:]
    private var numbers: [String: SessionID] = [:]
    private var nextNumber: UInt64 = 1
    /// Ended sessions whose new child is being started; see ``beginRestart(_:)``.
    private var restarting: Set<SessionID> = []

    subscript(id: SessionID) -> SessionInfo? { infos[id] }

    /// How many sessions have not ended.
    var livingCount: Int { infos.values.count { !$0.state.isEnded } }

    /// The numbers of those that have not ended, in order.
    var living: [SessionID] { infos.values.filter { !$0.state.isEnded }.map(\.number).sorted() }

    /// True for a session that was not removed and has not ended.
    func isLiving(_ id: SessionID) -> Bool { infos[id]?.state.isEnded == false }

    /// Sessions that need a person, most urgent first.
    var needy: [SessionInfo] {
        let order = Attention.Kind.allCases
        func urgency(_ info: SessionInfo) -> (Int, Timestamp) {
            (
                info.attention.flatMap { order.firstIndex(of: $0.kind) } ?? order.count,
                info.attention?.since ?? info.stateSince
            )
        }
        return infos.values.filter { $0.attention != nil }.sorted { urgency($0) < urgency($1) }
    }

    // MARK: - Numbers

    /// A number that no session ever had.
    mutating func takeNumber() -> SessionID {
        defer { nextNumber += 1 }
        return SessionID(rawValue: nextNumber)
    }

    /// Numbers below this were given out before.
    mutating func reserveNumbers(below number: UInt64) {
        nextNumber = max(nextNumber, number)
    }

    // MARK: - Names

    /// Finds a session by a name, a number, or the unique beginning of a name.
    ///
    /// - Parameters:
    ///   - target: What a person wrote.
    ///   - action: What it is for, as the message begins: `attach to`.
    /// - Returns: The session's number.
    /// - Throws: ``Failure`` when there is none, or when several begin so.
    func resolve(_ target: String, for action: String) throws(Failure) -> SessionID {
        if let id = numbers[target] { return id }
        if let number = UInt64(target), infos[SessionID(rawValue: number)] != nil {
            return SessionID(rawValue: number)
        }
        let matches = target.isEmpty ? [] : numbers.keys.filter { $0.hasPrefix(target) }.sorted()
        guard matches.count < 2 else {
            throw Failure(
                "\(action) \(target)", cause: "several sessions begin so: \(matches.joined(separator: ", "))",
                advice: "write more of the name")
        }
        guard let match = matches.first, let id = numbers[match] else {
            throw Failure(
                "\(action) \(target.asName)", cause: "no such session", advice: "see roost list --all")
        }
        return id
    }

    /// Refuses a name that is none, or that another session has.
    func checkName(_ name: String) throws(Failure) {
        try SessionName.check(name)
        guard numbers[name] == nil else {
            throw Failure(
                "name a session \(name)", cause: "the name is taken",
                advice: "choose another, or see roost list --all")
        }
    }

    /// A name that nobody has: `stem`, or with the lowest number from 2 on behind it.
    func freeName(_ stem: String) -> String {
        guard numbers[stem] != nil else { return stem }
        var number = 2
        while numbers["\(stem)-\(number)"] != nil { number += 1 }
        return "\(stem)-\(number)"
    }

    /// A name for a new session that nobody named: `stem`, or with the lowest number behind it.
    ///
    /// A shell that has ended and that no pane shows gives up the name that it got the same way, so that numbers
    /// do not grow with every shell of a day: it is called by its number from then on.
    ///
    /// - Returns: The name, which is free now, and the session that was renamed for it.
    mutating func takeName(_ stem: String) -> (name: String, renamed: SessionInfo?) {
        var (name, number) = (stem, 2)
        while let id = numbers[name] {
            if let info = infos[id], info.yieldsName {
                let other = freeName("\(stem)@\(id)")
                numbers[name] = nil
                numbers[other] = id
                infos[id]?.name = other
                return (name, infos[id])
            }
            (name, number) = ("\(stem)-\(number)", number + 1)
        }
        return (name, nil)
    }

    /// Gives a session another name; its old one is free.
    ///
    /// - Returns: False when it has that name already.
    /// - Throws: ``Failure`` when the name is none or taken, or the session was removed.
    mutating func rename(_ id: SessionID, to name: String) throws(Failure) -> Bool {
        guard let old = infos[id]?.name else { throw Self.removed("rename the session to \(name)") }
        guard old != name else { return false }
        try checkName(name)
        numbers[old] = nil
        numbers[name] = id
        infos[id]?.name = name
        return true
    }

    /// Keeps other metadata with a session; its UUID and its user stay.
    ///
    /// - Returns: False when it has just that already, or was removed.
    mutating func annotate(_ id: SessionID, with metadata: String?) -> Bool {
        guard let info = infos[id], info.identity?.metadata != metadata else { return false }
        let known = info.identity ?? SessionIdentity(uuid: info.uuid)
        infos[id]?.identity = SessionIdentity(uuid: known.uuid, userID: known.userID, metadata: metadata)
        return true
    }

    // MARK: - Sessions

    /// Takes a session in; one whose name is taken gets the next free one.
    ///
    /// - Returns: The session as it is known from now on.
    @discardableResult
    mutating func insert(_ info: SessionInfo) -> SessionInfo {
        remove(info.number)
        var info = info
        info.name = freeName(info.name)
        infos[info.number] = info
        numbers[info.name] = info.number
        reserveNumbers(below: info.number.rawValue + 1)
        return info
    }

    /// Forgets a session.
    @discardableResult
    mutating func remove(_ id: SessionID) -> SessionInfo? {
        restarting.remove(id)
        guard let info = infos.removeValue(forKey: id) else { return nil }
        numbers[info.name] = nil
        return info
    }

    /// Takes what a session reports of itself.
    ///
    /// - Returns: The session as it is known now; nil when it was removed meanwhile.
    mutating func report(_ told: SessionInfo) -> SessionInfo? {
        guard let known = infos[told.number] else { return nil }
        var info = told
        info.name = known.name
        info.workspace = known.workspace
        info.identity = known.identity
        infos[told.number] = info
        return info
    }

    /// Notes which workspace shows a session.
    ///
    /// - Returns: False when nothing changed.
    mutating func place(_ id: SessionID, in workspace: String?) -> Bool {
        guard let known = infos[id], known.workspace != workspace else { return false }
        infos[id]?.workspace = workspace
        return true
    }

    // MARK: - Restarting

    /// Claims an ended session for a new child: a second restart is refused until ``endRestart(_:)``.
    ///
    /// - Returns: The session as it was.
    /// - Throws: ``Failure`` when it still runs, is being restarted, or was removed.
    mutating func beginRestart(_ id: SessionID) throws(Failure) -> SessionInfo {
        guard let info = infos[id] else { throw Self.removed("restart a session") }
        guard info.state.isEnded, !restarting.contains(id) else {
            throw Failure(
                "restart \(info.name)", cause: "it still runs", advice: "roost kill \(info.name) first")
        }
        restarting.insert(id)
        infos[id]?.state = .starting
        return info
    }

    /// The restart is over, well or not.
    mutating func endRestart(_ id: SessionID) {
        restarting.remove(id)
    }

    /// Whether a session is claimed for a new child, whatever its last report says.
    func isRestarting(_ id: SessionID) -> Bool { restarting.contains(id) }

    /// Notes that a session's child is gone and that nobody knows how it ended.
    ///
    /// - Returns: The session as it is known now; nil when it was removed or had ended before.
    mutating func interrupt(_ id: SessionID, as end: EndReason, at now: Timestamp) -> SessionInfo? {
        guard var info = infos[id], !info.state.isEnded else { return nil }
        info.pid = nil
        info.attention = nil
        info.state = end.state
        info.end = end
        info.stateSince = now
        infos[id] = info
        return info
    }

    private static func removed(_ action: String) -> Failure {
        Failure(action, cause: "the session was removed", advice: "see roost list --all")
    }
}

extension SessionInfo {
    /// A shell that is over and out of sight, and whose name nobody chose.
    fileprivate var yieldsName: Bool {
        kind == .shell && state.isEnded && workspace == nil && hasAutomaticName
    }
}
