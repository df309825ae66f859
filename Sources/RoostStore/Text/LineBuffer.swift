/// The text of one line and the cursor in it, counted in Unicode scalars.
///
/// A line is UTF-8 as long as it is ASCII or grows at its end only; the first change before the end of another
/// one turns it into scalars.
///
/// Invariant: `column` lies between 0 and ``limit``.
struct LineBuffer: Sendable {
    /// Scalars after which a line is cut: no terminal is wider, and a program that prints no line ends
    /// must not fill the memory.
    static let limit = 16_384
    /// Columns that a cursor movement reaches: beyond it there is no screen.
    static let widest = 1_000

    /// The text, once it is ``tighten()``ed.
    var utf8: [UInt8] = []
    /// Scalars in `utf8`.
    private var length = 0
    /// In place of `utf8` while the line is loose.
    private var scalars: [Unicode.Scalar] = []
    private var isLoose = false
    private var position = 0

    /// Where the next character goes; may lie past the end.
    var column: Int {
        get { position }
        set { position = min(max(newValue, 0), Self.limit) }
    }

    var isEmpty: Bool { count == 0 }
    var isFull: Bool { count >= Self.limit }
    private var count: Int { isLoose ? scalars.count : length }
    /// A scalar is a byte, and its place too.
    private var isASCII: Bool { !isLoose && utf8.count == length }

    var isBlank: Bool {
        isLoose
            ? scalars.allSatisfy { $0 == " " || $0 == "\t" }
            : utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    mutating func removeAll() {
        utf8.removeAll(keepingCapacity: true)
        scalars.removeAll(keepingCapacity: true)
        isLoose = false
        length = 0
        position = 0
    }

    /// Makes ``utf8`` the text of the line.
    mutating func tighten() {
        guard isLoose else { return }
        for scalar in scalars {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        length = scalars.count
        scalars.removeAll(keepingCapacity: true)
        isLoose = false
    }
}

/// Characters.
extension LineBuffer {
    /// How many characters can be put at once: after the last of them the line may be full, and not before.
    var room: Int { isFull ? 0 : Self.limit - position }

    /// Puts `count` characters, given in well-formed UTF-8 and no more than ``room``.
    mutating func put(_ run: Span<UInt8>, count: Int) {
        pad()
        guard isLoose || position < length else {
            append(run)
            length += count
            position = length
            return
        }
        guard isASCII, run.count == count else {
            var decoder = ScalarDecoder()
            for index in run.indices {
                if case .scalar(let scalar) = decoder.take(run[index]) { put(scalar) }
            }
            return
        }
        let inside = min(count, length - position)
        for index in 0..<inside { utf8[position + index] = run[index] }
        append(run.extracting(inside...))
        length = utf8.count
        position += count
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        pad()
        if isLoose {
            if position < scalars.count {
                scalars[position] = scalar
            } else {
                scalars.append(scalar)
            }
        } else if position == length {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            length += 1
        } else if isASCII, scalar.isASCII {
            utf8[position] = UInt8(truncatingIfNeeded: scalar.value)
        } else {
            loosen()
            scalars[position] = scalar
        }
        position = min(position + 1, Self.limit)
    }

    private mutating func append(_ run: Span<UInt8>) {
        utf8.append(addingCapacity: run.count) { target in
            for index in run.indices { target.append(run[index]) }
        }
    }
}

/// Editing: all of it puts a number of blanks in the place of some characters.
extension LineBuffer {
    /// Fills what lies between with spaces: programs move over blanks instead of printing them.
    mutating func moveTo(column: Int) {
        self.column = column
        pad()
    }

    /// EL: 0 from the cursor on, 1 up to and with it, 2 all.
    mutating func erase(_ mode: Int) {
        switch mode {
        case 0 where position < count: replace(position..<count, withBlanks: 0)
        case 1: fill(0..<position + 1)
        case 2: replace(0..<count, withBlanks: 0)
        default: break
        }
    }

    /// ECH: blanks where the cursor stands and after.
    mutating func blank(_ width: Int) {
        fill(position..<position + width)
    }

    /// DCH: what follows moves left.
    mutating func delete(_ width: Int) {
        let end = min(count, position + width)
        guard position < end else { return }
        replace(position..<end, withBlanks: 0)
    }

    /// ICH: what follows moves right.
    mutating func insert(_ width: Int) {
        guard position < count else { return }
        replace(position..<position, withBlanks: width)
        if count > Self.limit { replace(Self.limit..<count, withBlanks: 0) }
    }

    private mutating func fill(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<count)
        if !range.isEmpty { replace(range, withBlanks: range.count) }
    }

    private mutating func replace(_ range: Range<Int>, withBlanks blanks: Int) {
        if range == 0..<count, blanks == 0 {
            utf8.removeAll(keepingCapacity: true)
            scalars.removeAll(keepingCapacity: true)
            (length, isLoose) = (0, false)
            return
        }
        if !isASCII { loosen() }
        if isLoose {
            scalars.replaceSubrange(range, with: repeatElement(" ", count: blanks))
        } else {
            utf8.replaceSubrange(range, with: repeatElement(0x20, count: blanks))
            length = utf8.count
        }
    }

    private mutating func pad() {
        let missing = position - count
        guard missing > 0 else { return }
        if isLoose {
            scalars.append(contentsOf: repeatElement(" ", count: missing))
        } else {
            utf8.append(contentsOf: repeatElement(0x20, count: missing))
            length += missing
        }
    }

    private mutating func loosen() {
        guard !isLoose else { return }
        var decoder = ScalarDecoder()
        for byte in utf8 {
            if case .scalar(let scalar) = decoder.take(byte) { scalars.append(scalar) }
        }
        utf8.removeAll(keepingCapacity: true)
        isLoose = true
    }
}
