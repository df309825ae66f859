package import RoostModel

/// Makes the lines of an asciicast, version 2.
///
/// Source: https://docs.asciinema.org/manual/asciicast/v2/
package struct CastWriter: Sendable {
    private let start: Timestamp
    private var time: Int64 = 0
    private var text = TextCutter()

    /// Times are counted from `start`.
    package init(start: Timestamp) {
        self.start = start
    }

    /// The first line.
    package func header(rows: Int, columns: Int, title: String, command: [String], idleLimit: Double?)
        -> [UInt8]
    {
        var fields = [
            #""version": 2"#, #""width": \#(columns)"#, #""height": \#(rows)"#,
            #""timestamp": \#(start.milliseconds / 1000)"#,
        ]
        if let idleLimit { fields.append(#""idle_time_limit": \#(idleLimit)"#) }
        if !command.isEmpty { fields.append(#""command": \#(Self.json(command.joined(separator: " ")))"#) }
        fields.append(#""title": \#(Self.json(title))"#)
        fields.append(#""env": {"TERM": "xterm-256color"}"#)
        return Array("{\(fields.joined(separator: ", "))}\n".utf8)
    }

    /// What was printed; nothing if it is no whole character yet.
    package mutating func output(_ bytes: some Collection<UInt8>, at moment: Timestamp) -> [UInt8] {
        pass(to: moment)
        return event("o", text.take(bytes))
    }

    /// Another size.
    package mutating func resize(rows: Int, columns: Int, at moment: Timestamp) -> [UInt8] {
        pass(to: moment)
        return event("r", "\(columns)x\(rows)")
    }

    /// What is left of a character that was not finished.
    package mutating func finish() -> [UInt8] {
        event("o", text.finish())
    }

    /// Events are in order of time, whatever the clock did.
    private mutating func pass(to moment: Timestamp) {
        time = max(time, moment.milliseconds(since: start))
    }

    private func event(_ code: String, _ data: String) -> [UInt8] {
        guard !data.isEmpty else { return [] }
        let fraction = String(time % 1000 + 1000).dropFirst()
        return Array("[\(time / 1000).\(fraction), \"\(code)\", \(Self.json(data))]\n".utf8)
    }

    /// A JSON string (RFC 8259 section 7) that moves no cursor when it is printed.
    static func json(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += Array(#"\n"#.utf8)
            case 0x0D: bytes += Array(#"\r"#.utf8)
            case 0x00..<0x20, 0x7F:
                bytes += Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
