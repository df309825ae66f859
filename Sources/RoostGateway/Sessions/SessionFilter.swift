import RoostModel

/// Which sessions a list has: the parameters of `GET /cli/sessions`, checked.
struct SessionFilter: Hashable, Sendable {
    enum Status: Hashable, Sendable {
        case all, active, ended, attention
        case state(SessionState)
        case customState(String)
    }

    let status: Status
    let provider: String?
    let userID: String?
    let metadata: [String: String]
    let page: Page

    init(_ target: RequestTarget) throws(APIError) {
        switch target["status"] {
        case nil, "all": status = .all
        case "active": status = .active
        case "ended": status = .ended
        case "attention": status = .attention
        case let word?:
            if let state = SessionState(rawValue: word) {
                status = .state(state)
            } else if CustomState.problem(withName: word) == nil {
                status = .customState(word)
            } else {
                throw .parameter(
                    "status", "it is no state, no name of a custom one, nor active, ended, all or attention")
            }
        }
        provider = target["cli_tool"]
        userID = target["user_id"]
        var metadata: [String: String] = [:]
        for parameter in target.parameters where parameter.name.hasPrefix("metadata.") {
            metadata[String(parameter.name.dropFirst("metadata.".count))] = parameter.value
        }
        self.metadata = metadata
        page = try Page(target)
    }

    func matches(_ info: SessionInfo) -> Bool {
        let hasStatus =
            switch status {
            case .all: true
            case .active: !info.state.isEnded
            case .ended: info.state.isEnded
            case .attention: info.attention != nil
            case .state(let state): info.state == state
            case .customState(let name): info.customState?.name == name
            }
        return hasStatus && (provider ?? info.provider) == info.provider
            && (userID == nil || userID == info.identity?.userID) && Metadata.matches(info, metadata)
    }
}

/// A part of a list.
struct Page: Hashable, Sendable {
    static let largestLimit = 500
    static let standardLimit = 50

    let limit: Int
    let offset: Int

    init(_ target: RequestTarget) throws(APIError) {
        limit = try target.integer("limit", in: 1...Self.largestLimit) ?? Self.standardLimit
        offset = try target.integer("offset", in: 0...1_000_000_000) ?? 0
    }
}

extension RequestTarget {
    /// A parameter that is a whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .parameter(name, "it is no number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A parameter that is on or off.
    func flag(_ name: String) throws(APIError) -> Bool {
        switch self[name] {
        case nil, "false", "0": return false
        case "true", "1", "": return true
        case .some: throw .parameter(name, "it is neither true nor false")
        }
    }

    /// A parameter that is a moment.
    func time(_ name: String) throws(APIError) -> Timestamp? {
        guard let text = self[name] else { return nil }
        guard let time = Timestamp(text) else {
            throw .parameter(name, "it is no time such as 2026-11-20T12:40:58.123Z")
        }
        return time
    }
}
