/// What came after the first line end within a string: text, if the string turns out never to have been ended.
///
/// A program that was killed in the middle of a string leaves the terminal in it, and all text after that would be
/// swallowed. Strings do have several lines (images, the titles of commands of several lines), so a line end
/// proves nothing; but what is after it is kept until the string ends, or is known for what it is. Images and
/// files are in base64 or in the characters of sixels, without a blank in thousands of bytes; text has blanks.
struct HeldText: Equatable {
    /// The bytes after the first line end, that is not among them; at most ``limit``.
    private(set) var bytes: [UInt8] = []
    /// There was a line end.
    private(set) var isOpen = false
    /// What came is no text, and nothing is kept of it any more.
    private(set) var isData = false

    /// So many bytes are enough to tell text from data: 200 lines.
    static let limit = 16_384

    init() {}

    /// Takes over what a snapshot has; nil if no string could have left it.
    init?(bytes: [UInt8], isData: Bool) {
        guard bytes.count < Self.limit, !isData || bytes.isEmpty else { return nil }
        self.bytes = bytes
        self.isData = isData
        isOpen = true
    }

    /// Whether it is to be printed when the string is not ended properly.
    var isText: Bool { bytes.contains { $0 == 0x20 || $0 >= 0x80 } }

    /// How many more bytes may come before it is clear what they are.
    var room: Int { isOpen && !isData ? Self.limit - bytes.count : .max }

    /// A line ends within the string.
    mutating func endLine() {
        if isOpen { append(CollectionOfOne(0x0A)) } else { isOpen = true }
    }

    /// Takes a part of the string, not more than there is ``room`` for.
    mutating func append(_ part: some Collection<UInt8>) {
        guard isOpen, !isData else { return }
        bytes.append(contentsOf: part)
    }

    /// There is no more room, and no text: the string may be as long as it likes.
    mutating func settleAsData() {
        bytes = []
        isData = true
    }
}
