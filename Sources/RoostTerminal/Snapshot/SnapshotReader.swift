/// Reads the parts of a snapshot, and says which of them makes no sense.
struct SnapshotReader {
    private var reader: LEB128Reader

    init(_ reader: LEB128Reader) {
        self.reader = reader
    }

    var isAtEnd: Bool { reader.remaining == 0 }

    mutating func byte() throws(SnapshotError) -> UInt8 {
        guard let byte = reader.byte() else { throw .truncated }
        return byte
    }

    mutating func flag() throws(SnapshotError) -> Bool {
        try byte() != 0
    }

    mutating func number() throws(SnapshotError) -> UInt64 {
        guard let number = reader.number() else { throw .invalid("number") }
        return number
    }

    mutating func count(limit: Int) throws(SnapshotError) -> Int {
        guard let count = reader.count(limit: limit) else { throw .invalid("number") }
        return count
    }

    mutating func bytes(limit: Int) throws(SnapshotError) -> ArraySlice<UInt8> {
        guard let bytes = reader.take(try count(limit: limit)) else { throw .truncated }
        return bytes
    }

    mutating func string(limit: Int) throws(SnapshotError) -> String {
        guard let string = reader.string(limit: limit) else { throw .invalid("text") }
        return string
    }

    /// Text that was shown or may be: control characters would be commands to whoever writes it out.
    mutating func plainString(limit: Int) throws(SnapshotError) -> String {
        let text = try string(limit: limit)
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .invalid("text")
        }
        return text
    }

    mutating func line() throws(SnapshotError) -> Line {
        do {
            return try Line(decoding: &reader)
        } catch {
            throw .invalidLine(error)
        }
    }

    mutating func style() throws(SnapshotError) -> Style {
        do {
            return try Style(decoding: &reader)
        } catch {
            throw .invalidLine(error)
        }
    }

    mutating func charsets() throws(SnapshotError) -> Charsets {
        var charsets = Charsets()
        for index in 0..<4 as Range<UInt8> {
            guard let set = Charset(rawValue: try byte()) else { throw .invalid("charset") }
            charsets[index] = set
        }
        charsets.shifted = UInt8(try count(limit: 3))
        charsets.single = UInt8(try count(limit: 3))
        return charsets
    }

    mutating func inputModes() throws(SnapshotError) -> InputModes {
        var rest = reader.rest
        let before = rest.count
        guard let modes = try? InputModes(decoding: &rest), reader.take(before - rest.count) != nil else {
            throw .invalid("input modes")
        }
        return modes
    }

    mutating func keyboardStack() throws(SnapshotError) -> KeyboardStack {
        var stack = KeyboardStack()
        stack.flags = try byte() & 31
        stack.pushed = try bytes(limit: KeyboardStack.limit).map { $0 & 31 }
        return stack
    }

    mutating func modes() throws(SnapshotError) -> [Int: Bool] {
        var modes: [Int: Bool] = [:]
        for _ in 0..<(try count(limit: 256)) {
            let mode = try count(limit: 65_535)
            modes[mode] = try flag()
        }
        return modes
    }

    mutating func color() throws(SnapshotError) -> ColorState.Value {
        ColorState.Value(red: try byte(), green: try byte(), blue: try byte())
    }

    mutating func parameters() throws(SnapshotError) -> Parameters {
        guard let parameters = Parameters(decoding: &reader) else { throw .invalid("parameters") }
        return parameters
    }
}
