/// The secrets that tokens are signed with, the first of which signs new ones.
///
/// As text a line for each: `KID SECRET`, or a secret alone; `#` begins a comment.
package struct TokenKeys: Hashable, Sendable {
    struct Key: Hashable, Sendable {
        /// Named in a token's header; nil in a file with one secret that needs no name.
        let id: String?
        let secret: [UInt8]
    }

    /// Why a text has no keys; never with a secret in it.
    enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        case empty
        case short(line: Int)
        case malformed(line: Int)
        case twice(id: String)

        var description: String {
            switch self {
            case .empty: "it has no secret in it"
            case .short(let line): "the secret in line \(line) has fewer than \(leastLength) bytes"
            case .malformed(let line): "line \(line) is neither SECRET nor KID SECRET"
            case .twice(let id): "the key \(id) is there twice"
            }
        }
    }

    /// Bytes (RFC 7518, section 3.2: not shorter than the hash).
    static let leastLength = 32
    private static let keyLimit = 16

    let keys: [Key]

    /// Reads a text.
    init(_ text: String) throws(Problem) {
        var keys: [Key] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard words.count <= 2, keys.count < Self.keyLimit else { throw .malformed(line: index + 1) }
            let id = words.count == 2 ? String(first) : nil
            let secret = Array((words.count == 2 ? words[1] : first).utf8)
            guard secret.count >= Self.leastLength else { throw .short(line: index + 1) }
            guard !keys.contains(where: { $0.id == id }) else { throw .twice(id: id ?? "without a name") }
            keys.append(Key(id: id, secret: secret))
        }
        guard !keys.isEmpty else { throw .empty }
        self.keys = keys
    }

    /// Those that may have signed a token: the one it names, or all.
    func candidates(_ id: String?) -> [Key] {
        guard let id else { return keys }
        return keys.filter { $0.id == id }
    }
}
