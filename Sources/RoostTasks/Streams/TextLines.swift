/// Cuts plain text into pieces at its line ends, however the bytes come.
///
/// A piece keeps its line end, so that the pieces together are the text. A line that does not end is cut at the
/// limit, between characters: memory is bounded and nothing is lost.
package struct TextLines: Sendable {
    private let limit: Int
    private var pending: [UInt8] = []

    /// - Parameter limit: The bytes of the longest piece, at least 4.
    package init(limit: Int) {
        self.limit = max(4, limit)
    }

    /// Takes bytes and gives the pieces that are whole now; what is no UTF-8 in them is U+FFFD.
    package mutating func feed(_ bytes: [UInt8]) -> [String] {
        var pieces: [String] = []
        for byte in bytes {
            pending.append(byte)
            if byte == 0x0A {
                pieces.append(take(pending.count))
            } else if pending.count == limit {
                pieces.append(take(characterBoundary))
            }
        }
        return pieces
    }

    /// What has no line end; nil if nothing is left.
    package mutating func finish() -> String? {
        pending.isEmpty ? nil : take(pending.count)
    }

    private mutating func take(_ count: Int) -> String {
        defer { pending.removeFirst(count) }
        return String(decoding: pending.prefix(count), as: UTF8.self)
    }

    /// How many bytes can go without cutting a character: UTF-8 has at most three after the first.
    private var characterBoundary: Int {
        for back in 1...3 where pending.count > back {
            let byte = pending[pending.count - back]
            if byte & 0xC0 == 0xC0 {
                let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                return length > back ? pending.count - back : pending.count
            }
            if byte & 0x80 == 0 { break }
        }
        return pending.count
    }
}
