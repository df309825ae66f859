extension Request {
    /// What is asked of the server itself.
    package enum Server: Hashable, Sendable {
        case status
        /// What is wrong, as far as the server knows.
        case doctor
        /// The configuration that the server works with.
        case configuration
        /// Reads the server's half of the configuration again; every attached client is told to read its own.
        case reloadConfiguration
        /// What sessions can be started with.
        case providers
        /// What the server has counted, and how things stand.
        case metrics
        /// The sessions go on in the keeper.
        case stop
        /// Ends the sessions and the keeper too; refused while sessions run, unless forced.
        case kill(force: Bool)
        /// Makes place for another server's program, an absolute path; the sessions go on.
        case upgrade(executable: String)
        /// Nobody wants to see the hint again.
        case dismissHint
    }
}

extension Request.Server: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case status = "server.status"
        case doctor = "server.doctor"
        case configuration = "server.configuration"
        case reloadConfiguration = "server.reload_configuration"
        case providers = "server.providers"
        case metrics = "server.metrics"
        case stop = "server.stop"
        case kill = "server.kill"
        case upgrade = "server.upgrade"
        case dismissHint = "server.dismiss_hint"
    }

    package var message: Message {
        switch self {
        case .status: Message(Kind.status)
        case .doctor: Message(Kind.doctor)
        case .configuration: Message(Kind.configuration)
        case .reloadConfiguration: Message(Kind.reloadConfiguration)
        case .providers: Message(Kind.providers)
        case .metrics: Message(Kind.metrics)
        case .stop: Message(Kind.stop)
        case .kill(let force): Message(Kind.kill).with("force", force)
        case .upgrade(let executable): Message(Kind.upgrade).with("executable", executable)
        case .dismissHint: Message(Kind.dismissHint)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .status: self = .status
        case .doctor: self = .doctor
        case .configuration: self = .configuration
        case .reloadConfiguration: self = .reloadConfiguration
        case .providers: self = .providers
        case .metrics: self = .metrics
        case .stop: self = .stop
        case .kill: self = .kill(force: try fields["force"])
        case .upgrade: self = .upgrade(executable: try fields["executable"])
        case .dismissHint: self = .dismissHint
        }
    }
}

extension Request.Server {
    /// A client that only looks on may ask it.
    package var isReadOnly: Bool {
        switch self {
        case .status, .doctor, .configuration, .providers, .metrics, .dismissHint: true
        case .reloadConfiguration, .stop, .kill, .upgrade: false
        }
    }
}
