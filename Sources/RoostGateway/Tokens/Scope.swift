/// What a token allows.
struct Scope: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let read = Scope(rawValue: 1)
    static let write = Scope(rawValue: 2)
    /// Sessions of others too.
    static let admin = Scope(rawValue: 4)
    /// What a token without a scope allows.
    static let standard: Scope = [.read, .write]

    private static let names: [(scope: Scope, name: String)] = [
        (.read, "read"), (.write, "write"), (.admin, "admin"),
    ]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The scopes of words; what is unknown allows nothing.
    ///
    /// `write` lets read, and `admin` everything.
    init(words: some Sequence<Substring>) {
        var scope: Scope = []
        for word in words { scope.formUnion(Self.names.first { $0.name == word }?.scope ?? []) }
        if scope.contains(.admin) { scope.formUnion(.write) }
        if scope.contains(.write) { scope.formUnion(.read) }
        self = scope
    }

    /// The words, with blanks between them.
    var words: String { Self.names.filter { contains($0.scope) }.map(\.name).joined(separator: " ") }
}
