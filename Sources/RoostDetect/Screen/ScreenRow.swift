/// A row of the screen without the frame around it.
struct ScreenRow: Sendable {
    enum Kind: Sendable {
        case blank
        /// A line across, or the upper or lower edge of a frame.
        case rule
        /// A dashed line across: claude puts commands and changes between two of them.
        case fence
        case text
    }

    /// A horizontal edge of a frame.
    enum Edge: Sendable {
        case upper, lower
    }

    let kind: Kind
    /// Which edge of a frame it is, if it is one.
    let edge: Edge?
    /// What stands there: UTF-8 without blanks and frame lines at both ends; empty unless it is text.
    let bytes: ArraySlice<UInt8>
    /// How many characters stand before it.
    let indent: Int
    /// How many characters the row has.
    let width: Int
    /// It stands between vertical lines.
    let isFramed: Bool

    init(_ row: String) {
        let all = Array(row.utf8)[...]
        var start = all.startIndex
        var indent = 0
        var isFramed = false
        while start < all.endIndex {
            let (scalar, length) = all.scalar(at: start)
            let isFrame = Self.isVertical(scalar)
            guard isFrame || Self.isBlank(scalar) else { break }
            if isFrame { isFramed = true }
            start += length
            indent += 1
        }
        var end = all.endIndex
        while end > start {
            // Blanks and frame lines are all ASCII, of two bytes or of three.
            if all[end - 1] == 0x20 {
                end -= 1
            } else if end - start >= 3, Self.isVertical(all.scalar(at: end - 3).value) {
                end -= 3
            } else if end - start >= 2, all.scalar(at: end - 2).value == 0xA0 {
                end -= 2
            } else {
                break
            }
        }
        let content = all[start..<end]
        let kind = Self.kind(of: content)
        self.kind = kind
        edge = kind == .rule ? Self.edge(of: content.scalar(at: content.startIndex).value) : nil
        self.bytes = kind == .text ? content : []
        self.indent = indent
        // Continuation bytes are no characters.
        self.width = all.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        self.isFramed = isFramed
    }

    var text: String { bytes.text }

    /// Nothing of what it says goes on in the next row.
    var endsSentence: Bool { bytes.last.map { "?.:!".utf8.contains($0) } ?? true }

    /// Whether it starts with one of these characters and a blank, or is that character alone.
    func starts(with markers: String) -> Bool { contentAfter(markers) != nil }

    /// What follows after one of these characters and blanks, and how many characters that skipped.
    func contentAfter(_ markers: String) -> (bytes: ArraySlice<UInt8>, skipped: Int)? {
        guard kind == .text else { return nil }
        let (first, length) = bytes.scalar(at: bytes.startIndex)
        guard markers.unicodeScalars.contains(where: { $0.value == first }) else { return nil }
        var position = bytes.startIndex + length
        var skipped = 1
        while position < bytes.endIndex {
            let (scalar, length) = bytes.scalar(at: position)
            guard Self.isBlank(scalar) else { break }
            position += length
            skipped += 1
        }
        guard skipped > 1 || position == bytes.endIndex else { return nil }
        return (bytes[position...], skipped)
    }

    private static func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0xA0 }

    /// Whether it is one of │ ┃ ║.
    private static func isVertical(_ scalar: UInt32) -> Bool {
        scalar == 0x2502 || scalar == 0x2503 || scalar == 0x2551
    }

    private static func edge(of corner: UInt32) -> Edge? {
        switch corner {
        case 0x250C...0x2513, 0x256D, 0x256E, 0x2552...0x2557: .upper
        case 0x2514...0x251B, 0x256F, 0x2570, 0x2558...0x255D: .lower
        default: nil
        }
    }

    private static func kind(of content: ArraySlice<UInt8>) -> Kind {
        guard let first = content.first else { return .blank }
        guard first == 0xE2 else { return .text }
        var position = content.startIndex
        var count = 0
        var dashes = 0
        while position < content.endIndex, count < 4 {
            let (scalar, length) = content.scalar(at: position)
            switch scalar {
            case 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D: dashes += 1  // ┄ ┅ ┈ ┉ ╌ ╍
            case 0x250C...0x251B, 0x256D...0x2570, 0x2554...0x255D:  // corners
                if count == 0, content.count > length { return .rule }
            case 0x2500, 0x2501, 0x2550, 0x2580, 0x2584, 0x2581, 0x2594: break  // ─ ━ ═ ▀ ▄ ▁ ▔
            default: return .text
            }
            count += 1
            position += length
        }
        guard count == 4 else { return .text }
        return dashes == 4 ? .fence : .rule
    }
}
