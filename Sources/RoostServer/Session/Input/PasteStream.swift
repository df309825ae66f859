import RoostTerminal

/// A paste that comes in parts: one pair of brackets around all of them, and no end mark within, wherever it is cut.
struct PasteStream: Sendable {
    /// What ends a paste, with ESC and with C1.
    private static let marks = [Array("\u{1B}[201~".utf8), Array("\u{9B}201~".utf8)]

    /// Nobody writes so many marks into each other, in bytes; what exceeds it is dropped.
    private static let heldLimit = 4096

    private let hasBrackets: Bool
    /// Content that an end mark may begin with.
    private var held: [UInt8] = []
    /// The last part ended with a carriage return: a line feed after it is part of the same line end.
    private var endsInReturn = false

    /// One for a program with these modes; write ``start`` first.
    init(_ modes: InputModes) {
        hasBrackets = modes.bracketedPaste
    }

    /// What comes before the first part.
    var start: [UInt8] { hasBrackets ? Array("\u{1B}[200~".utf8) : [] }

    /// Takes a part.
    ///
    /// - Returns: What to write.
    mutating func add(_ bytes: [UInt8]) -> [UInt8] {
        guard let last = bytes.last else { return [] }
        let part = endsInReturn && bytes.first == 0x0A ? Array(bytes.dropFirst()) : bytes
        endsInReturn = last == 0x0D
        let content = KeyEncoder.encodePaste(held + part, modes: InputModes())
        let count = Self.heldCount(of: content)
        held = Array(content.suffix(min(count, Self.heldLimit)))
        return content.dropLast(count)
    }

    /// What comes after the last part.
    var end: [UInt8] { held + (hasBrackets ? Array("\u{1B}[201~".utf8) : []) }

    /// The longest end of the content that consists of beginnings of marks: what comes next may end the last of them,
    /// which is taken out, and then the one before.
    private static func heldCount(of content: [UInt8]) -> Int {
        var count = 0
        while let more = (1...5).last(where: { length in
            length <= content.count - count
                && marks.contains { $0.starts(with: content.dropLast(count).suffix(length)) }
        }) {
            count += more
        }
        return count
    }
}
