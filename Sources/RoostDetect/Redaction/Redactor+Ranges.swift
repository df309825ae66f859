extension Redactor {
    /// Where the secrets of a text are, for who cannot take another text in its place: in order, without overlap.
    ///
    /// - Parameter bytes: The text.
    /// - Returns: What ``redact(_:)`` would put ``mask`` in the place of; none is empty.
    package func secrets(in bytes: [UInt8]) -> [Range<Int>] {
        var scanner = SecretScanner(bytes)
        scanner.scan()
        return scanner.secrets
    }
}
