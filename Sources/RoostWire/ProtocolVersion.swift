/// The version of the socket protocol.
///
/// Peers of one major version understand each other: fields and kinds that one does not know are skipped.
public struct ProtocolVersion: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Grows when old peers cannot follow.
    public var major: Int
    /// Grows with each addition.
    public var minor: Int

    /// Makes a version.
    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// What this program speaks.
    ///
    /// 1.0: the first.
    public static let current = ProtocolVersion(major: 1, minor: 0)

    /// `major.minor`.
    public var description: String { "\(major).\(minor)" }
}

/// The first frame both ways: who speaks, and which version.
public struct Hello: Codable, Hashable, Sendable {
    /// The protocol's version.
    public var version: ProtocolVersion
    /// The program's version, for people.
    public var program: String
    /// The sender's process.
    public var pid: Int32

    /// Makes a greeting.
    public init(version: ProtocolVersion = .current, program: String, pid: Int32) {
        self.version = version
        self.program = program
        self.pid = pid
    }
}

/// What this build calls itself.
public enum Build {
    /// The version that `roost --version`, XTVERSION and `TERM_PROGRAM_VERSION` tell.
    public static let version = "0.1.0"
}
