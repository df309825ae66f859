/// Masks secrets before a text is stored or leaves.
///
/// What it masks: keys and tokens by their published prefixes, JWTs (RFC 7519), bearer and basic credentials
/// (RFC 6750, RFC 7617), passwords in addresses (RFC 3986, section 3.2.1), the values of names that end in
/// `password`, `token`, `secret`, `api_key` and the like, private keys in PEM (RFC 7468), and the codes and states
/// of OAuth (RFC 6749, section 4.1). The start of a token stays, so that a reader knows which one it was.
///
/// Masking twice changes nothing more. Cost: one pass; text without secrets is given back as it came.
package struct Redactor: Sendable {
    /// What stands where a secret stood.
    package static let mask = "[redacted]"

    package init() {}

    /// The text without its secrets.
    package func redact(_ text: String) -> String {
        var scanner = SecretScanner(Array(text.utf8))
        scanner.scan()
        guard !scanner.secrets.isEmpty else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(scanner.bytes.count)
        var position = 0
        for secret in scanner.secrets {
            result += scanner.bytes[position..<secret.lowerBound]
            result += Self.mask.utf8
            position = secret.upperBound
        }
        result += scanner.bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }
}
