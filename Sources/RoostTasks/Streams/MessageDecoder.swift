package import RoostModel

/// Turns a print-mode program's standard output into messages, as the bytes come.
///
/// The messages do not depend on how the bytes are split. No input is an error: what is not understood is kept as
/// ``TaskMessage/Content/raw(_:cause:)``. A line, or a document, longer than the limit is kept by its beginning.
package struct MessageDecoder: Sendable {
    /// The longest line that is read: whole files and pictures stand in a tool's result.
    package static let lineLimit = 8 << 20
    /// What is kept of a longer line, or a line that is not understood.
    package static let rawLimit = 64 << 10

    private let framing: StreamFormat.Framing
    private let limit: Int
    private var dialect: any MessageDialect
    /// One of these is in use; each is changed in place, since it may hold megabytes.
    private var text = TextLines(limit: Self.rawLimit)
    private var lines: LineSplitter
    private var document: [UInt8] = []
    private var documentByteCount = 0

    /// Begins with the first byte of a run.
    package init(_ format: StreamFormat, lineLimit: Int = Self.lineLimit) {
        framing = format.framing
        limit = lineLimit
        dialect = format.makeDialect()
        lines = LineSplitter(limit: lineLimit, kept: Self.rawLimit)
    }

    /// Takes bytes as they came.
    package mutating func feed(_ bytes: some Collection<UInt8>) -> [TaskMessage] {
        let bytes = Array(bytes)
        switch framing {
        case .text: return text.feed(bytes).map { TaskMessage(.text($0, isPiece: true)) }
        case .lines: return lines.feed(bytes).flatMap { read($0) }
        case .document:
            document += bytes.prefix(limit - document.count)
            documentByteCount += bytes.count
            return []
        }
    }

    /// The messages that only the end of the stream completes.
    package mutating func finish() -> [TaskMessage] {
        switch framing {
        case .text: return text.finish().map { [TaskMessage(.text($0, isPiece: true))] } ?? []
        case .lines: return lines.finish().map { read($0) } ?? []
        case .document:
            defer { document = [] }
            return readDocument(document, byteCount: documentByteCount)
        }
    }

    /// What a line of standard error says besides itself.
    package func messages(ofDiagnostic line: String) -> [TaskMessage] {
        dialect.messages(ofDiagnostic: line)
    }

    /// Messages in the same words that came elsewhere: some programs write their error's document to standard error.
    package mutating func messages(ofDocument text: String) -> [TaskMessage]? {
        JSONParser.parse(text).map { value in messages(of: value, text: text) }
    }
}

// MARK: - Lines and documents

extension MessageDecoder {
    private mutating func read(_ line: LineSplitter.Line) -> [TaskMessage] {
        let bytes: [UInt8]
        switch line {
        case .whole(let whole): bytes = whole
        case .cut(let beginning, _):
            return [TaskMessage(.raw(String(decoding: beginning, as: UTF8.self), cause: .tooLong))]
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return [Self.raw(bytes, cause: .notUTF8)]
        }
        if text.allSatisfy(\.isWhitespace) { return [] }
        guard let value = JSONParser.parse(text) else { return [Self.raw(bytes, cause: .notJSON)] }
        return messages(of: value, text: text)
    }

    private mutating func messages(of value: JSONValue, text: String) -> [TaskMessage] {
        dialect.messages(of: value) ?? [Self.raw(Array(text.utf8), cause: .unknownKind)]
    }

    /// A document may have words of the program before it; those are kept as they came.
    private mutating func readDocument(_ bytes: [UInt8], byteCount: Int) -> [TaskMessage] {
        if byteCount > bytes.count { return [Self.raw(bytes, cause: .tooLong)] }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.isEmpty ? [] : [Self.raw(bytes, cause: .notUTF8)]
        }
        if text.allSatisfy(\.isWhitespace) { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var before: [TaskMessage] = []
        while let first = lines.first {
            if first.hasPrefix("{") || first.hasPrefix("[") {
                let rest = lines.joined(separator: "\n")
                if let value = JSONParser.parse(rest) { return before + messages(ofWhole: value, text: rest) }
            }
            if !first.allSatisfy(\.isWhitespace) {
                before.append(Self.raw(Array(first.utf8), cause: .notJSON))
            }
            lines.removeFirst()
        }
        return before
    }

    /// An array holds what would otherwise be the lines.
    private mutating func messages(ofWhole value: JSONValue, text: String) -> [TaskMessage] {
        guard let elements = value.array else { return messages(of: value, text: text) }
        return elements.flatMap { messages(of: $0, text: $0.description) }
    }

    private static func raw(_ bytes: [UInt8], cause: TaskMessage.RawCause) -> TaskMessage {
        TaskMessage(.raw(String(decoding: bytes.prefix(rawLimit), as: UTF8.self), cause: cause))
    }
}
