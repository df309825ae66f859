/// What a program says that it does: the Program Status Protocol (OSC 7501), revision 0.4.
/// https://www.superlogical.com/rex/docs/build/program-status
///
/// ```text
/// ESC ] 7501 ; state=blocked:kind=permission:app=terraform:msg=QXBwbHk/ ESC \
/// ```
public struct ProgramStatus: Hashable, Sendable {
    /// What it does.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// It waits for the next instruction.
        case idle
        /// It works.
        case working
        /// It cannot go on before somebody acts.
        case blocked
        /// It has finished, and waits.
        case done
        /// It has failed, and waits.
        case error
    }

    /// What it waits for when it is blocked.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case permission, question, auth
    }

    /// What it does now.
    public var state: State
    /// Nil where it does not say, or in a word that is not known.
    public var kind: Kind?
    /// What the program calls itself; empty where it does not say.
    public var program: String
    /// A sentence for a person, without control characters and at most 2 KiB; empty for none.
    public var message: String

    /// Says what a program does.
    public init(_ state: State, kind: Kind? = nil, program: String = "", message: String = "") {
        self.state = state
        self.kind = kind
        self.program = program
        self.message = message
    }
}

extension ProgramStatus {
    /// What a report changes.
    enum Change: Hashable {
        case set(ProgramStatus)
        case clear
    }

    /// Bytes: of the whole body, of a key, of `app`, and of `msg` and `title` as they are written and decoded.
    private static let (bodyLimit, keyLimit, programLimit) = (4086, 16, 32)
    private static let textLimits: [String: (written: Int, decoded: Int)] = [
        "msg": (2732, 2048), "title": (256, 192),
    ]

    /// Reads a report.
    ///
    /// Pairs that are malformed and keys that are not known are skipped, and of a key that comes twice the last counts. A
    /// broken limit, bad base64 or a control character makes the whole report void.
    ///
    /// - Parameter body: What stands behind the number.
    /// - Returns: Nil for what says nothing of the program itself: a void report, an unknown state, or a part of the
    ///   program that has an `id` of its own.
    static func change(_ body: some Collection<UInt8>) -> Change? {
        guard body.count <= bodyLimit else { return nil }
        var values: [String: String] = [:]
        for pair in body.split(separator: UInt8(ascii: ":")) {
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = trimmed(pair[..<sign])
            let value = trimmed(pair[pair.index(after: sign)...])
            guard !key.isEmpty, key.allSatisfy({ (0x61...0x7A).contains($0) }) else { continue }
            guard key.count <= keyLimit else { return nil }
            guard value.allSatisfy(isValueByte) else { continue }
            values[String(decoding: key, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        }
        var texts: [String: String] = [:]
        for (key, limits) in textLimits {
            guard let written = values[key] else { continue }
            guard written.utf8.count <= limits.written, let bytes = Base64.decode(written.utf8),
                bytes.count <= limits.decoded, let text = String(validating: bytes, as: UTF8.self),
                OperatingSystemCommand.printable(text, limit: limits.decoded) == text
            else { return nil }
            texts[key] = text
        }
        let program = values["app"] ?? ""
        guard program.utf8.count <= programLimit, values["id"] == nil else { return nil }
        guard values["state"] != "clear" else { return .clear }
        guard let state = values["state"].flatMap(State.init(rawValue:)) else { return nil }
        return .set(
            ProgramStatus(
                state, kind: values["kind"].flatMap(Kind.init(rawValue:)), program: program,
                message: texts["msg"] ?? ""))
    }

    /// Reads iTerm2's report: `status=Working;detail=...`, with a backslash before what would end a field.
    static func tabChange(_ body: String) -> Change? {
        var values: [String: String] = [:]
        var (key, text, isEscaped): (String?, String, Bool) = (nil, "", false)
        for character in body + ";" {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "=", key == nil {
                (key, text) = (text, "")
            } else if character == ";" {
                if let key { values[key] = text }
                (key, text) = (nil, "")
            } else {
                text.append(character)
            }
        }
        guard let word = values["status"] else { return nil }
        guard !word.isEmpty else { return .clear }
        let states: [String: State] = ["idle": .idle, "working": .working, "waiting": .blocked]
        return states[word.lowercased()].map {
            .set(
                ProgramStatus(
                    $0, message: OperatingSystemCommand.printable(values["detail"] ?? "", limit: 2048)))
        }
    }

    private static func trimmed(_ bytes: some Collection<UInt8>) -> ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var rest = Array(bytes.drop(while: isBlank))[...]
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "_.,+/=-".utf8.contains(byte)
        }
    }
}
