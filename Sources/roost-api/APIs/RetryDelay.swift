import RoostModel

/// How long a server asks to wait before the next request.
struct RetryDelay: Hashable, Sendable {
    /// A day: nobody means a longer one.
    private static let most: Int64 = 86_400_000

    let milliseconds: Int64

    private init?(seconds: Double?) {
        guard let seconds, seconds.isFinite, seconds >= 0 else { return nil }
        milliseconds = Int64(min(seconds * 1000, Double(Self.most)).rounded(.up))
    }

    /// Reads the headers of an answer.
    ///
    /// - Parameters:
    ///   - now: The wall clock, where the answer does not say what time it is there.
    ///   - header: Gives the value of a header by its name in lower case.
    init?(now: Timestamp, header: (String) -> String?) {
        // OpenAI's, which is more exact.
        if let milliseconds = header("retry-after-ms").flatMap({ Double($0) }) {
            self.init(seconds: milliseconds / 1000)
            return
        }
        guard let value = header("retry-after") else { return nil }
        if let seconds = Double(value) {
            self.init(seconds: seconds)
            return
        }
        guard let date = Timestamp(httpDate: value) else { return nil }
        // By the server's own clock, since ours may be wrong.
        let start = header("date").flatMap { Timestamp(httpDate: $0) } ?? now
        self.init(seconds: Double(max(0, date.milliseconds(since: start))) / 1000)
    }

    /// Reads a duration as Google writes it: `34.5s`.
    init?(protobuf text: String) {
        guard text.hasSuffix("s") else { return nil }
        self.init(seconds: Double(text.dropLast()))
    }
}

/// In seconds, as the reader of errors understands it.
extension RetryDelay: CustomStringConvertible {
    var description: String {
        let whole = milliseconds % 1000 == 0
        return (whole ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)") + " seconds"
    }
}

extension Timestamp {
    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads an HTTP date (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`; nil for the obsolete forms, which no
    /// server sends.
    init?(httpDate text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[1].count == 2, words[3].count == 4, words[5] == "GMT",
            let month = Self.months.firstIndex(of: words[2])
        else { return nil }
        let number = month + 1
        self.init("\(words[3])-\(number < 10 ? "0" : "")\(number)-\(words[1])T\(words[4])Z")
    }
}
