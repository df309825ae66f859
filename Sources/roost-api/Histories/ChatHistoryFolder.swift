import RoostIO
import RoostModel
import RoostTasks

/// The conversations that can be resumed: a private folder with a file of JSON lines for each.
///
/// ```text
/// {"type":"conversation","version":1,"id":"0f56e4cb-…"}
/// {"type":"turn","at":"2026-11-30T04:00:00.000Z","provider":"anthropic","model":"…","prompt":"…","answer":"…",…}
/// ```
/// A turn is one line, and is written at once when its answer is whole: a conversation never ends in a question without
/// an answer, and a line that a crash has cut is no turn.
struct ChatHistoryFolder: Sendable {
    /// A conversation cannot be read or written.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The form of the files that this version writes: 1, the first.
    private static let version = 1
    /// More bytes than a model reads by far.
    private static let sizeLimit = 64 << 20

    let path: String

    /// The folder of the programs with such an environment.
    init(environment: [String: String]) {
        path = Paths(environment: environment).state + "/api"
    }

    /// Reads a conversation.
    ///
    /// - Throws: ``Failure``: there is none of this identifier, or it cannot be read.
    func read(_ id: String) throws(Failure) -> ChatHistory {
        guard ChatHistory.isIdentifier(id) else { throw Self.unknown(id) }
        let bytes: [UInt8]
        do throws(IOError) {
            bytes = try Files.readAll(file(of: id), maximum: Self.sizeLimit)
        } catch {
            // ENOENT, which this floor has no name for.
            if error.errno == 2 { throw Self.unknown(id) }
            throw Failure(description: "cannot resume conversation \(id): \(error)")
        }
        let lines = bytes.split(separator: 0x0A).map {
            JSONParser.parse(String(decoding: $0, as: UTF8.self)) ?? .null
        }
        guard let head = lines.first, head["type"]?.string == "conversation" else {
            throw Failure(description: "cannot resume conversation \(id): its file has no beginning")
        }
        guard let version = head["version"]?.int, version <= Self.version else {
            throw Failure(
                description: "cannot resume conversation \(id): a later version of roost-api has written it")
        }
        return ChatHistory(id: id, turns: lines.dropFirst().compactMap { ChatHistory.Turn($0) })
    }

    /// Adds a turn to a conversation; its first one makes the file, with all turns that came before it elsewhere.
    ///
    /// - Parameters:
    ///   - turn: What is new.
    ///   - conversation: What was before it.
    /// - Throws: ``Failure``.
    func add(_ turn: ChatHistory.Turn, to conversation: ChatHistory) throws(Failure) {
        do throws(IOError) {
            try Files.makePrivateDirectory(path)
            var file = try AppendedFile(path: file(of: conversation.id))
            var lines: [JSONValue] = [turn.json]
            if file.size == 0 {
                let head: JSONValue = [
                    "type": "conversation", "version": .number(String(Self.version)),
                    "id": .string(conversation.id),
                ]
                lines = [head] + conversation.turns.map(\.json) + lines
            }
            // A line that was cut ends here; what is added is not part of it.
            let text = lines.map { "\n\($0)" }.joined().dropFirst(file.size == 0 ? 1 : 0) + "\n"
            try file.append(Array(text.utf8))
        } catch {
            throw Failure(description: "cannot keep conversation \(conversation.id): \(error)")
        }
    }

    private func file(of id: String) -> String { "\(path)/\(id).jsonl" }

    /// In claude's words.
    private static func unknown(_ id: String) -> Failure {
        Failure(description: "No conversation found with session ID: \(APIFailure.line(id))")
    }
}
