/// The first frame both ways: who speaks, and which version.
///
/// Its form is the same in every version: JSON from the first byte of the body on.
public struct Hello: Codable, Hashable, Sendable {
    /// Something that a peer can do and a reader of the same major version need not expect.
    ///
    /// Any name may come; those that a version does not know mean nothing to it.
    public struct Capability: Codable, Hashable, Sendable, RawRepresentable {
        /// The name as it is written.
        public let rawValue: String

        /// Makes one of any name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// The protocol's version.
    public var version: ProtocolVersion
    /// The program's version, for people.
    public var program: String
    /// The sender's process.
    public var pid: Int32
    /// What the sender can do beyond what its version says.
    public var capabilities: [Capability]

    /// Makes a greeting.
    public init(
        version: ProtocolVersion = .current, program: String, pid: Int32, capabilities: [Capability] = []
    ) {
        self.version = version
        self.program = program
        self.pid = pid
        self.capabilities = capabilities
    }

    private enum CodingKeys: CodingKey {
        case version, program, pid, capabilities
    }

    /// Reads a greeting of any version; the first had no capabilities.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(ProtocolVersion.self, forKey: .version)
        program = try container.decode(String.self, forKey: .program)
        pid = try container.decode(Int32.self, forKey: .pid)
        capabilities = try container.decodeIfPresent([Capability].self, forKey: .capabilities) ?? []
    }
}
