/// The text of one line and the cursor in it, counted in Unicode scalars.
///
/// Text that is only appended stays UTF-8; the first change before its end turns it into scalars.
///
/// Invariant: `column` lies between 0 and ``limit``.
struct LineBuffer: Sendable {
    /// Scalars after which a line is cut: no terminal is wider, and a program that prints no line ends
    /// must not fill the memory.
    static let limit = 16_384
    /// Columns that a cursor movement reaches: beyond it there is no screen.
    static let widest = 1_000

    private var utf8: [UInt8] = []
    /// Scalars in `utf8`.
    private var length = 0
    /// In place of `utf8` once the line was changed before its end.
    private var scalars: [Unicode.Scalar]?
    private var position = 0

    /// Where the next character goes; may lie past the end.
    var column: Int {
        get { position }
        set { position = min(max(newValue, 0), Self.limit) }
    }

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count >= Self.limit }
    private var count: Int { scalars?.count ?? length }

    var isBlank: Bool {
        scalars.map { $0.allSatisfy { $0 == " " || $0 == "\t" } }
            ?? utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    var text: String {
        guard let scalars else { return String(decoding: utf8, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    mutating func removeAll() {
        utf8.removeAll(keepingCapacity: true)
        length = 0
        scalars = nil
        position = 0
    }

    /// How much ASCII can be appended at once; none while there is something behind the cursor.
    var room: Int { scalars == nil && position == length ? Self.limit - length : 0 }

    /// Appends no more than ``room``.
    mutating func appendASCII(_ bytes: Span<UInt8>) {
        utf8.reserveCapacity(utf8.count + bytes.count)
        for index in bytes.indices { utf8.append(bytes[index]) }
        length += bytes.count
        position = length
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        guard scalars != nil || position != length else {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            length += 1
            position = length
            return
        }
        loosen()
        pad()
        if position < count {
            scalars?[position] = scalar
        } else {
            scalars?.append(scalar)
        }
        position = min(position + 1, Self.limit)
    }

    /// Fills what lies between with spaces: programs move over blanks instead of printing them.
    mutating func moveTo(column: Int) {
        self.column = column
        guard position > count else { return }
        loosen()
        pad()
    }

    /// EL: 0 from the cursor on, 1 up to and with it, 2 all.
    mutating func erase(_ mode: Int) {
        guard mode != 0 || position < count else { return }
        loosen()
        let excess = max(0, count - position)
        switch mode {
        case 0: scalars?.removeLast(excess)
        case 1: fill(0..<position + 1)
        case 2: scalars?.removeAll()
        default: break
        }
    }

    /// ECH: blanks where the cursor stands and after.
    mutating func blank(_ width: Int) {
        guard position < count else { return }
        loosen()
        fill(position..<position + width)
    }

    /// DCH: what follows moves left.
    mutating func delete(_ width: Int) {
        let end = min(count, position + width)
        guard position < end else { return }
        loosen()
        scalars?.removeSubrange(position..<end)
    }

    /// ICH: what follows moves right.
    mutating func insert(_ width: Int) {
        guard position < count else { return }
        loosen()
        scalars?.insert(contentsOf: repeatElement(" ", count: width), at: position)
        let excess = max(0, count - Self.limit)
        scalars?.removeLast(excess)
    }

    private mutating func fill(_ range: Range<Int>) {
        for index in range.clamped(to: 0..<count) { scalars?[index] = " " }
    }

    private mutating func pad() {
        let missing = position - count
        if missing > 0 { scalars?.append(contentsOf: repeatElement(" ", count: missing)) }
    }

    private mutating func loosen() {
        guard scalars == nil else { return }
        scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
        utf8.removeAll(keepingCapacity: true)
    }
}
