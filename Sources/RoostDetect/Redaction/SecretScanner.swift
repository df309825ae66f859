/// Finds the secrets of one text in a single pass.
struct SecretScanner: Sendable {
    let bytes: [UInt8]
    /// What to mask, in order, without overlap.
    private(set) var secrets: [Range<Int>] = []
    /// Everything before is done.
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func scan() {
        while position < bytes.count {
            let start = position
            let byte = bytes[start]
            if byte.isWord {
                scanWord()
            } else {
                switch byte {
                case UInt8(ascii: "="), UInt8(ascii: ":"): scanValue()
                case UInt8(ascii: "-"): scanDashes()
                case UInt8(ascii: "#"): scanLoginCode()
                default: break
                }
            }
            if position <= start { position = start + 1 }
        }
    }

    private mutating func hide(_ range: Range<Int>) {
        guard !range.isEmpty, range.lowerBound >= secrets.last?.upperBound ?? 0 else { return }
        if !bytes[range].elementsEqual(Redactor.mask.utf8) { secrets.append(range) }
        position = range.upperBound
    }

    /// The end of the bytes from `start` on that pass.
    func end(from start: Int, _ passes: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, passes(bytes[end]) { end += 1 }
        return end
    }

    private func has(_ text: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index + text.count <= bytes.count else { return false }
        var offset = 0
        while offset < text.count {
            guard bytes[index + offset] == text[offset] else { return false }
            offset += 1
        }
        return true
    }

    private static let tokenStart = Array("eyJ".utf8)
    private static let bearer = Array("bearer".utf8)
    private static let basic = Array("basic".utf8)
    private static let address = Array("://".utf8)
    private static let dashes = Array("--".utf8)
    private static let keyBegin = Array("-----BEGIN ".utf8)
    private static let keyEnd = Array("-----END ".utf8)

    // MARK: - Words

    /// A key by its prefix, a JWT, or what follows `Bearer` or `Basic`.
    private mutating func scanWord() {
        let start = position
        var wordEnd = start + 1
        while wordEnd < bytes.count, bytes[wordEnd].isWord { wordEnd += 1 }
        position = wordEnd
        for token in SecretToken.byFirstByte[Int(bytes[start])] where has(token.prefix, at: start) {
            let body = start + token.prefix.count
            let end = end(from: body, SecretToken.isBody)
            if token.isKey(bytes[body..<end]) { return hide(body..<trimmed(body, end)) }
        }
        switch bytes[start] {
        case UInt8(ascii: "e"):
            if has(Self.tokenStart, at: start), let end = tokenEnd(start) { hide((start + 3)..<end) }
        case UInt8(ascii: "B"), UInt8(ascii: "b"):
            let word = bytes[start..<wordEnd].map(\.folded)
            if word == Self.bearer || word == Self.basic { scanCredential(wordEnd) }
        default: break
        }
    }

    /// A dot at the end ends the sentence, not the token.
    private func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        return end
    }

    /// Three parts in base64url with dots between; the first starts with `{"`.
    private func tokenEnd(_ start: Int) -> Int? {
        var index = start
        for part in 0..<3 {
            let partEnd = end(from: index) { $0.isWord || $0 == UInt8(ascii: "-") }
            if partEnd - index < (part == 2 ? 8 : 10) { return nil }
            if part == 2 { return partEnd }
            guard partEnd < bytes.count, bytes[partEnd] == UInt8(ascii: ".") else { return nil }
            index = partEnd + 1
        }
        return nil
    }

    /// What follows `Bearer` or `Basic`: long enough and not a word.
    private mutating func scanCredential(_ wordEnd: Int) {
        let start = end(from: wordEnd) { $0 == 0x20 }
        guard start > wordEnd else { return }
        let end = end(from: start) { SecretToken.isBody($0) || "+/=~".utf8.contains($0) }
        let body = bytes[start..<end]
        let isMixed = body.contains(where: \.isDigit) || body.contains { $0 &- 0x41 < 26 } && body.count >= 16
        if body.count >= 12, isMixed { hide(start..<trimmed(start, end)) }
    }

    /// `CODE#STATE`, what claude's login page gives a person to paste.
    private mutating func scanLoginCode() {
        let sign = position
        let isBase64 = { (byte: UInt8) in byte.isWord || byte == UInt8(ascii: "-") }
        var start = sign
        while start > 0, isBase64(bytes[start - 1]) { start -= 1 }
        guard sign - start >= 24 else { return }
        let end = end(from: sign + 1, isBase64)
        if end - sign > 24 { hide(start..<end) }
    }

    // MARK: - Values

    /// A name, `=` or `:`, and its value; or an address with a password.
    private mutating func scanValue() {
        let sign = position
        if has(Self.address, at: sign) { return scanAddress(sign + 3) }
        guard let name = SecretName(before: sign, in: bytes) else { return }
        var start = sign + 1
        let blanks = end(from: start) { $0 == 0x20 || $0 == 0x09 } - start
        start += blanks
        guard start < bytes.count else { return }
        if bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
            return scanQuoted(start, name)
        }
        let isQuery = name.isQuery
        let end = end(from: start) { byte in
            byte > 0x20 && !"\"'`,;)]}<>".utf8.contains(byte)
                && !(isQuery && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#")))
        }
        let value = bytes[start..<end]
        guard name.isSecret(value) else { return }
        if !isQuery, blanks > 0 || bytes[sign] == UInt8(ascii: ":") || name.hasBlank {
            // Prose and code say much after such a name; a value is the last thing in its line.
            let rest = self.end(from: end) { $0 == 0x0D || " ,\"'`".utf8.contains($0) }
            guard rest == bytes.count || bytes[rest] == 0x0A, name.isConvincing(value) else { return }
        }
        hide(start..<end)
    }

    private mutating func scanQuoted(_ start: Int, _ name: SecretName) {
        let quote = bytes[start]
        let end = end(from: start + 1) { $0 != quote && $0 != 0x0A }
        guard end < bytes.count, bytes[end] == quote, name.isSecret(bytes[(start + 1)..<end]) else { return }
        hide((start + 1)..<end)
    }

    /// `scheme://user:password@host`, and a token alone in the place of the user.
    private mutating func scanAddress(_ start: Int) {
        let end = end(from: start) { $0 > 0x20 && !"/?#\"'`<>".utf8.contains($0) }
        guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else { return position = start }
        if let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")) {
            hide((colon + 1)..<at)
        } else if at - start >= 20, bytes[start..<at].contains(where: \.isDigit) {
            hide(start..<at)
        }
        position = max(position, at)
    }

    // MARK: - Dashes

    /// `-----BEGIN ... PRIVATE KEY-----` up to its end, and `--password VALUE`.
    private mutating func scanDashes() {
        let start = position
        if has(Self.keyBegin, at: start) { return scanPrivateKey(start) }
        guard has(Self.dashes, at: start), start == 0 || bytes[start - 1] <= 0x20 else {
            return position = start + 1
        }
        let nameEnd = end(from: start + 2) { $0.isWord || $0 == UInt8(ascii: "-") }
        guard nameEnd < bytes.count, bytes[nameEnd] == 0x20,
            let name = SecretName(before: nameEnd, in: bytes)
        else { return }
        let valueStart = end(from: nameEnd) { $0 == 0x20 }
        let valueEnd = end(from: valueStart) { $0 > 0x20 }
        let value = bytes[valueStart..<valueEnd]
        guard let first = value.first, first != UInt8(ascii: "-"), name.isSecret(value) else { return }
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") { return scanQuoted(valueStart, name) }
        hide(valueStart..<valueEnd)
    }

    private mutating func scanPrivateKey(_ start: Int) {
        let line = end(from: start) { $0 != 0x0A && $0 != UInt8(ascii: "\\") }
        let title = bytes[start..<line]
        guard title.count < 80, String(decoding: title, as: UTF8.self).contains("PRIVATE KEY-----") else {
            return
        }
        var end = line
        while end < bytes.count, !has(Self.keyEnd, at: end) { end += 1 }
        hide(line..<end)
    }
}
