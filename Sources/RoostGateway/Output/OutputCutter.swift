import RoostDetect

/// Cuts a session's output into messages: whole characters, whole escape sequences, without secrets.
///
/// What may be half a secret waits for its rest: the last word of what came is kept back until more comes, or nothing
/// has for a moment. So no message ends within a word that was printed at once, wherever reads have cut it.
struct OutputCutter: Sendable {
    /// A part of the output.
    struct Piece: Hashable, Sendable {
        let text: String
        /// Of the byte after it.
        let end: UInt64
    }

    /// Bytes that are kept back at most: longer words and sequences are cut.
    static let longestHeld = 4096
    /// Bytes of a piece, about.
    static let longestPiece = 32 << 10

    private var pending: [UInt8] = []
    /// Of the first byte that is pending.
    private(set) var offset: UInt64
    private let redactor = Redactor()

    /// Begins at an offset of the output.
    init(offset: UInt64) {
        self.offset = offset
    }

    /// Up to where bytes were taken.
    var end: UInt64 { offset + UInt64(pending.count) }
    /// Something is kept back.
    var isHolding: Bool { !pending.isEmpty }

    /// Takes bytes that follow those before, and gives what is whole.
    mutating func take(_ bytes: some Collection<UInt8>) -> [Piece] {
        pending += bytes
        return cut(keepsWord: true)
    }

    /// Gives what was kept back, half characters and sequences apart.
    mutating func flush() -> [Piece] {
        cut(keepsWord: false)
    }

    /// Gives all that is left: nothing follows.
    mutating func finish() -> [Piece] {
        cut(keepsWord: false) + emit(pending.count)
    }

    private mutating func cut(keepsWord: Bool) -> [Piece] {
        var pieces: [Piece] = []
        while !pending.isEmpty {
            let isLast = pending.count <= Self.longestPiece
            let window = pending.prefix(Self.longestPiece)
            let count = Self.wholeCount(window, keepsWord: keepsWord || !isLast)
            pieces += emit(count)
            if isLast || count == 0 { break }
        }
        return pieces
    }

    /// How many bytes from the start on can be given.
    private static func wholeCount(_ bytes: ArraySlice<UInt8>, keepsWord: Bool) -> Int {
        var scanner = EscapeScanner()
        // Where the last sequence that is open began, and the end of the last blank outside of sequences.
        var (open, afterBlank) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            let wasInText = scanner.isInText
            let isText = scanner.take(byte)
            if wasInText, !scanner.isInText { open = index }
            if isText, byte <= 0x20 { afterBlank = index + 1 }
        }
        let count = bytes.count
        var end = count
        if !scanner.isInText, count - open <= longestHeld {
            end = open
        } else {
            end -= halfCharacter(bytes)
        }
        if keepsWord, end - afterBlank <= longestHeld { end = min(end, afterBlank) }
        return end
    }

    /// Bytes at the end that begin a character of UTF-8 whose rest is missing.
    private static func halfCharacter(_ bytes: ArraySlice<UInt8>) -> Int {
        for (back, byte) in bytes.suffix(3).reversed().enumerated() {
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back + 1 ? back + 1 : 0
        }
        return 0
    }

    private mutating func emit(_ count: Int) -> [Piece] {
        guard count > 0 else { return [] }
        let text = redacted(pending.prefix(count))
        pending.removeFirst(count)
        offset += UInt64(count)
        return [Piece(text: text, end: offset)]
    }

    /// Secrets are looked for in the text without its escape sequences, which stay where they are.
    private func redacted(_ bytes: ArraySlice<UInt8>) -> String {
        var scanner = EscapeScanner()
        var text: [UInt8] = []
        var places: [Int] = []
        for index in bytes.indices where scanner.take(bytes[index]) {
            text.append(bytes[index])
            places.append(index)
        }
        let secrets = redactor.secrets(in: text)
        guard !secrets.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var position = bytes.startIndex
        for secret in secrets {
            let (first, last) = (places[secret.lowerBound], places[secret.upperBound - 1])
            result += bytes[position..<first]
            result += Redactor.mask.utf8
            // Sequences within the secret go on working.
            let own = Set(places[secret])
            result += (first...last).filter { !own.contains($0) }.map { bytes[$0] }
            position = last + 1
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }
}

extension OutputCutter {
    /// A whole text with escape sequences, without its secrets.
    static func whole(_ text: String) -> String {
        var cutter = OutputCutter(offset: 0)
        let pieces = cutter.take(text.utf8) + cutter.finish()
        return pieces.map(\.text).joined()
    }
}
