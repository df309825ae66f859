import RoostDetect
import RoostModel
import RoostTasks
import RoostWire

// What programs and people say that a session is at.
extension Server {
    /// Sets a session's custom state, or clears it with nil.
    ///
    /// - Throws: ``Failure`` for a name that is none, and for data that are no object or too much.
    func setState(of target: String, to name: String?, _ data: String?) async throws(Failure) {
        let id = try directory.resolve(target, for: "set the state of")
        var state: CustomState?
        if let name {
            if let cause = CustomState.problem(withName: name) {
                throw Failure(
                    "set the state \(String(name.prefix(NameRule.longest)).debugDescription)", cause: cause,
                    advice: "choose another name")
            }
            state = CustomState(name: name, data: try data.map(Self.stored), since: clock.now)
        }
        let session = try await session(id, for: "set the state of")
        await session.set(state)
        sweepLater()
    }

    /// Data as they are kept: without blanks and secrets.
    private static func stored(_ data: String) throws(Failure) -> String {
        func refused(_ cause: String) -> Failure {
            Failure(
                "keep data with a state", cause: cause, advice: "give a JSON object, such as {\"pr\": 12}")
        }
        // Blanks are nothing that is kept, but nobody needs more of them than of data.
        guard data.utf8.count <= 2 * CustomState.dataLimit else {
            throw refused("they take more than \(CustomState.dataLimit) bytes")
        }
        guard let value = JSONParser.parse(data), value.members != nil else {
            throw refused("they are no JSON object")
        }
        let text = "\(value.redacted(by: Redactor()))"
        guard text.utf8.count <= CustomState.dataLimit else {
            throw refused("they take more than \(CustomState.dataLimit) bytes")
        }
        return text
    }
}

extension JSONValue {
    /// The same without the secrets in its texts; a member's name says what its text is, as in `token`.
    fileprivate func redacted(by redactor: Redactor) -> JSONValue {
        switch self {
        case .null, .bool, .number: self
        case .string(let text): .string(redactor.redact(text))
        case .array(let elements): .array(elements.map { $0.redacted(by: redactor) })
        case .object(let members):
            .object(
                members.map { member in
                    guard let text = member.value.string else {
                        return Member(key: member.key, value: member.value.redacted(by: redactor))
                    }
                    let (plain, line) = (redactor.redact(text), "\(member.key)=\(text)")
                    let isSecret = plain == text && redactor.redact(line) != line
                    return Member(key: member.key, value: .string(isSecret ? Redactor.mask : plain))
                })
        }
    }
}
