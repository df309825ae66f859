import RoostTasks

/// The members of a body, each checked as it is taken; unknown ones are ignored.
struct Fields: Sendable {
    private let object: JSONValue

    init(_ object: JSONValue) {
        self.object = object
    }

    /// Whether a member is there, `null` apart.
    func has(_ name: String) -> Bool { object[name] != nil }

    func string(_ name: String, atMost limit: Int = 4096) throws(APIError) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw .invalid(name, "it is no text") }
        guard text.utf8.count <= limit else { throw .invalid(name, "it has more than \(limit) bytes") }
        return text
    }

    func bool(_ name: String) throws(APIError) -> Bool? {
        guard let value = object[name] else { return nil }
        guard let flag = value.bool else { throw .invalid(name, "it is neither true nor false") }
        return flag
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
        guard let value = object[name] else { return nil }
        guard let number = value.double.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw .invalid(name, "it is no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(APIError) -> Double? {
        guard let value = object[name] else { return nil }
        guard let number = value.double, range.contains(number) else {
            throw .invalid(name, "it is no number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func integers(_ name: String, in range: ClosedRange<Int>, atMost limit: Int) throws(APIError) -> [Int]? {
        guard let value = object[name] else { return nil }
        let numbers = value.array?.compactMap { $0.double.flatMap { Int(exactly: $0) } } ?? []
        guard let list = value.array, numbers.count == list.count, numbers.count <= limit,
            numbers.allSatisfy(range.contains)
        else { throw .invalid(name, "it is no array of at most \(limit) whole numbers") }
        return numbers
    }

    func strings(_ name: String, atMost limit: Int) throws(APIError) -> [String]? {
        guard let value = object[name] else { return nil }
        guard let list = value.array else { throw .invalid(name, "it is no array") }
        let texts = list.compactMap(\.string)
        guard texts.count == list.count, texts.count <= limit else {
            throw .invalid(name, "it is no array of at most \(limit) texts")
        }
        return texts
    }

    /// An object of texts.
    func dictionary(_ name: String, atMost limit: Int) throws(APIError) -> [String: String]? {
        guard let value = object[name] else { return nil }
        guard let members = value.members, members.count <= limit else {
            throw .invalid(name, "it is no object of at most \(limit) members")
        }
        var result: [String: String] = [:]
        for member in members {
            guard let text = member.value.string, !member.key.isEmpty, !member.key.contains("="),
                !(member.key + text).utf8.contains(0)
            else { throw .invalid("\(name).\(member.key.prefix(100))", "it is no variable with a text") }
            result[member.key] = text
        }
        return result
    }

    /// An object of anything, as text.
    func object(_ name: String, atMost limit: Int) throws(APIError) -> String? {
        guard let value = object[name] else { return nil }
        guard value.members != nil else { throw .invalid(name, "it is no object") }
        let text = "\(value)"
        guard text.utf8.count <= limit else { throw .invalid(name, "it takes more than \(limit) bytes") }
        return text
    }
}
