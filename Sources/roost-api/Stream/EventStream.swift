/// Cuts server-sent events out of a stream of bytes, however the bytes come
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
///
/// Memory is bounded: an event that is longer than the limit is an error, since an answer with a hole in it is none.
struct EventStream: Sendable {
    /// One event: its data, the lines of it joined by LF.
    struct Event: Hashable, Sendable {
        /// The value of `event:`; empty for none.
        var name = ""
        var data: String
    }

    /// Bytes that a line, and all data of an event, may have; the longest event in practice is a few kilobytes.
    static let standardLimit = 8 << 20

    private let limit: Int
    /// The line that has not ended yet.
    private var line: [UInt8] = []
    private var name = ""
    /// Nil: the event has no data, and is none.
    private var data: [UInt8]?
    /// The last byte was a CR: a LF now belongs to it.
    private var isAfterReturn = false
    private var isFirstLine = true

    init(limit: Int = Self.standardLimit) {
        self.limit = max(1, limit)
    }

    /// Takes bytes and gives the events that they complete.
    ///
    /// - Throws: ``APIFailure`` for an event beyond the limit; what came before it in these bytes is lost.
    /// - Complexity: O(*n*) in the bytes, whatever the split.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(APIFailure) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        if isAfterReturn, rest.first == 0x0A { rest.removeFirst() }
        if !bytes.isEmpty { isAfterReturn = false }
        while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            try add(rest[..<end])
            if let event = try endLine() { events.append(event) }
            let isReturn = rest[end] == 0x0D
            rest = rest[rest.index(after: end)...]
            guard isReturn else { continue }
            if rest.isEmpty { isAfterReturn = true }
            if rest.first == 0x0A { rest.removeFirst() }
        }
        try add(rest)
        return events
    }

    /// The event that only the end of the stream ends, if its lines are whole; a line without its end was cut.
    mutating func finish() -> Event? {
        line = []
        return dispatch()
    }

    private mutating func add(_ bytes: some Collection<UInt8>) throws(APIFailure) {
        guard line.count + bytes.count <= limit else { throw tooLong }
        line += bytes
    }

    private mutating func endLine() throws(APIFailure) -> Event? {
        defer { line.removeAll(keepingCapacity: line.capacity <= 64 << 10) }
        var content = line[...]
        if isFirstLine, content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        isFirstLine = false
        if content.isEmpty { return dispatch() }
        let field = content.prefix { $0 != UInt8(ascii: ":") }
        var value = content[field.endIndex...].dropFirst()
        if value.first == 0x20 { value.removeFirst() }
        switch String(decoding: field, as: UTF8.self) {
        case "data":
            guard (data?.count ?? 0) + value.count < limit else { throw tooLong }
            if data == nil {
                data = Array(value)
            } else {
                data?.append(0x0A)
                data?.append(contentsOf: value)
            }
        case "event": name = String(decoding: value, as: UTF8.self)
        // A comment, which keeps the line warm, and the fields for who connects again: `id`, `retry`.
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> Event? {
        defer {
            name = ""
            data = nil
        }
        return data.map { Event(name: name, data: String(decoding: $0, as: UTF8.self)) }
    }

    private var tooLong: APIFailure { .badStream("an event of it is longer than \(limit >> 20) MB") }
}
