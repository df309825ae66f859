/// Finds the address and the one-time code that a login shows.
enum Links {
    /// The first address in some rows, put together again where the program or the terminal broke it.
    ///
    /// A row goes on in the next one when it is as long as rows get here, and the next one is nothing but
    /// characters of an address and no longer.
    ///
    /// - Parameters:
    ///   - rows: Where to look.
    ///   - width: The characters of the longest row.
    ///   - linked: What the program itself has linked on the screen (OSC 8); the address that begins like the one in
    ///     the rows is the whole of it.
    /// - Returns: Nil when the rows show none.
    static func address(in rows: ArraySlice<ScreenRow>, width: Int, linked: [String] = []) -> String? {
        guard let shown = shown(in: rows, width: width) else { return nil }
        let beginning = shown.prefix(linkedBeginning)
        return linked.first { $0.hasPrefix(beginning) && $0.utf8.count >= shown.utf8.count } ?? shown
    }

    /// So many characters say which of the linked addresses it is: scheme, host and some of the path.
    private static let linkedBeginning = 24

    private static func shown(in rows: ArraySlice<ScreenRow>, width: Int) -> String? {
        for index in rows.indices where rows[index].kind == .text {
            guard let start = start(in: rows[index].bytes) else { continue }
            var piece = rows[index].bytes[start...].prefix { isAddress($0) }
            var address = piece.text
            var current = index
            while piece.endIndex == rows[current].bytes.endIndex, rows[current].width + 8 >= width,
                rows.indices.contains(current + 1)
            {
                let next = rows[current + 1]
                guard next.kind == .text, next.width <= rows[current].width + 1,
                    next.bytes.allSatisfy(isAddress),
                    self.start(in: next.bytes) == nil, address.utf8.count < 8192
                else { break }
                piece = next.bytes
                address += piece.text
                current += 1
            }
            while let last = address.last, ".,;:!)".contains(last) { address.removeLast() }
            if address.utf8.count > 10 { return address }
        }
        return nil
    }

    private static let schemes = ["https://", "http://"].map { Array($0.utf8) }

    private static func start(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { index in
            schemes.contains { bytes[index...].starts(with: $0) }
        }
    }

    /// RFC 3986, appendix A, without the brackets that stand around addresses in text.
    private static func isAddress(_ byte: UInt8) -> Bool {
        byte.isWord || "-._~:/?#@!$&'()*+,;=%".utf8.contains(byte)
    }

    /// The first one-time code: two groups of four to eight capitals and digits, as in RFC 8628, section 6.1, or one
    /// longer group behind the word "code".
    static func code(in rows: ArraySlice<ScreenRow>) -> String? {
        for row in rows where row.kind == .text {
            var isNamed = false
            for word in row.bytes.split(separator: 0x20) {
                let groups = word.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
                if groups.count == 2, groups.allSatisfy({ isGroup($0, 4...8) }) { return word.text }
                if isNamed, isGroup(word, 6...12) { return word.text }
                isNamed = word.text.lowercased().hasPrefix("code")
            }
        }
        return nil
    }

    private static func isGroup(_ word: ArraySlice<UInt8>, _ length: ClosedRange<Int>) -> Bool {
        length.contains(word.count) && word.allSatisfy { $0.isDigit || $0 &- 0x41 < 26 }
    }
}
