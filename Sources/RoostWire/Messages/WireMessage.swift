/// Something that travels as a ``Message``.
package protocol WireMessage {
    /// What is written.
    var message: Message { get }

    /// Reads what was written, by this version or another.
    ///
    /// - Throws: ``WireError/unknownKind(_:)``, or the error of a decoder for a field that is missing or no value of
    ///   its type.
    init(_ fields: MessageFields) throws
}

/// Messages that are told apart by their kind, one for each case.
///
/// Adding one: a case, its kind, and a line in each `switch`; the compiler asks for all of them.
package protocol MessageFamily: WireMessage {
    /// The kinds as they are written; renaming one changes the protocol, renaming a case does not.
    associatedtype Kind: RawRepresentable<String>, CaseIterable, Sendable

    /// Reads the fields of a message of a known kind.
    init(_ kind: Kind, _ fields: MessageFields) throws
}

extension MessageFamily {
    package init(_ fields: MessageFields) throws {
        guard let kind = Kind(rawValue: fields.kind) else { throw WireError.unknownKind(fields.kind) }
        try self.init(kind, fields)
    }
}
