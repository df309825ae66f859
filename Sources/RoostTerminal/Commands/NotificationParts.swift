/// A notification of OSC 99 that comes in several sequences.
/// https://sw.kovidgoyal.net/kitty/desktop-notifications/
struct NotificationParts: Equatable {
    var identifier = ""
    var title = ""
    var body = ""

    /// Bytes of title and body together; what comes after is dropped.
    static let limit = 4096

    /// Takes one sequence: `metadata;payload`.
    ///
    /// - Returns: Title and body, when this was the last part.
    mutating func take(_ metadata: Substring, _ payload: Substring) -> (title: String, body: String)? {
        var identifier = ""
        var kind: Substring = "title"
        var isDone = true
        var isEncoded = false
        for pair in metadata.split(separator: ":") {
            let value = pair.dropFirst(2)
            switch pair.prefix(2) {
            case "i=": identifier = String(value.prefix(128))
            case "p=": kind = value
            case "d=": isDone = value != "0"
            case "e=": isEncoded = value == "1"
            default: break
            }
        }
        if identifier != self.identifier { self = NotificationParts(identifier: identifier) }
        var text = String(payload)
        if isEncoded {
            guard let bytes = Base64.decode(payload.utf8) else { return nil }
            text = String(decoding: bytes, as: UTF8.self)
        }
        let room = max(0, Self.limit - title.utf8.count - body.utf8.count)
        text = OperatingSystemCommand.printable(text, limit: room)
        switch kind {
        case "title": title += text
        case "body": body += text
        default: return nil
        }
        guard isDone else { return nil }
        defer { self = NotificationParts() }
        return title.isEmpty && body.isEmpty ? nil : (title, body)
    }
}
