/// How a session's child came to its end, or why there never was one.
package enum EndReason: Hashable, Sendable {
    /// The child exited by itself with this status, 0...255.
    case exited(Int32)
    /// A signal with this number ended the child, and no person had asked for it.
    case signalled(Int32)
    /// A person ended it with `roost kill`, however the child took it.
    case killed
    /// Keeper and server were both gone, and the child with them, while the machine went on.
    case interrupted
    /// The machine went down or started again.
    case machineRestarted
    /// The program could not be started, for this cause.
    case couldNotStart(cause: String)
    /// It ended, and the keeper that knew how is gone.
    case unknown

    /// The state of a session that ended so.
    package var state: SessionState {
        switch self {
        case .exited(0): .completed
        case .killed: .terminated
        case .exited, .signalled, .interrupted, .machineRestarted, .couldNotStart, .unknown: .error
        }
    }

    /// The child did not end by itself: the session can go on where it was interrupted.
    package var isInterruption: Bool {
        self == .interrupted || self == .machineRestarted
    }

    /// The key `reason` of `roost list --json`: what went wrong; nil if nothing did.
    package var reason: String? {
        switch self {
        case .exited(0), .killed: nil
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "signal \(signal)"
        case .interrupted, .machineRestarted: "interrupted"
        case .couldNotStart: "could not be started"
        case .unknown: "exit status unknown"
        }
    }
}

// MARK: - Parts

extension EndReason {
    /// The case without its values, by the word for it in JSON and in the database: never change one.
    package enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case exited, signalled, killed, interrupted
        case machineRestarted = "machine_restarted"
        case couldNotStart = "could_not_start"
        case unknown
    }

    /// Which case it is.
    package var kind: Kind {
        switch self {
        case .exited: .exited
        case .signalled: .signalled
        case .killed: .killed
        case .interrupted: .interrupted
        case .machineRestarted: .machineRestarted
        case .couldNotStart: .couldNotStart
        case .unknown: .unknown
        }
    }

    /// The exit status or the signal's number; nil for other kinds.
    package var code: Int32? {
        switch self {
        case .exited(let code), .signalled(let code): code
        case .killed, .interrupted, .machineRestarted, .couldNotStart, .unknown: nil
        }
    }

    /// Why it could not be started; nil for other kinds.
    package var cause: String? {
        if case .couldNotStart(let cause) = self { cause } else { nil }
    }

    /// Puts the parts together again; a status or signal that is missing makes it ``unknown``.
    package init(_ kind: Kind, code: Int32?, cause: String?) {
        switch kind {
        case .exited: self = code.map { .exited($0) } ?? .unknown
        case .signalled: self = code.map { .signalled($0) } ?? .unknown
        case .killed: self = .killed
        case .interrupted: self = .interrupted
        case .machineRestarted: self = .machineRestarted
        case .couldNotStart: self = .couldNotStart(cause: cause ?? "")
        case .unknown: self = .unknown
        }
    }
}

// MARK: - JSON

/// An object with `kind`, and `code` or `cause` where there is one.
extension EndReason: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, code, cause
    }

    /// Reads a kind of a later version as ``unknown``.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            Kind(rawValue: try container.decode(String.self, forKey: .kind)) ?? .unknown,
            code: try container.decodeIfPresent(Int32.self, forKey: .code),
            cause: try container.decodeIfPresent(String.self, forKey: .cause))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encodeIfPresent(cause, forKey: .cause)
    }
}
