import FoundationEssentials
import RoostIO
import RoostModel
import RoostTasks

/// What claude writes down of a conversation, below `~/.claude`: which one a process is in, and what was said.
///
/// ```text
/// sessions/PID.json                 {"sessionId":"ID","cwd":"/src/api",...}
/// projects/-src-api/ID.jsonl        a line for each message, {"type":"assistant","timestamp":...,"message":{...}}
/// ```
///
/// Neither form is documented: whatever is missing or strange gives nil, and the screen is asked instead. Reads files:
/// call it away from loops that have other work.
struct ClaudeRecords: Sendable {
    private static let registryLimit = 1 << 16
    private static let transcriptLimit = 256 << 20

    /// Its folder, `~/.claude` or `$CLAUDE_CONFIG_DIR` of the process.
    private let folder: String
    /// claude's identifier of the conversation.
    let conversation: String

    /// Finds the conversation of a process; nil when it is none of claude's.
    ///
    /// - Parameters:
    ///   - pid: The process.
    ///   - proc: Where the kernel tells of processes.
    init?(pid: Int32, proc: String = "/proc") {
        let variables = ProcessVariables.read(["HOME", "CLAUDE_CONFIG_DIR"], of: pid, proc: proc)
        guard let folder = variables["CLAUDE_CONFIG_DIR"] ?? variables["HOME"].map({ "\($0)/.claude" }),
            let registry = Self.text("\(folder)/sessions/\(pid).json", limit: Self.registryLimit),
            let id = JSONParser.parse(registry)?["sessionId"]?.string, SessionConversation.isIdentifier(id)
        else { return nil }
        self.folder = folder
        conversation = id
    }

    /// What claude said last in the conversation since a moment; nil when it said nothing, or nobody knows.
    func answer(since moment: Timestamp) -> String? {
        guard let path = transcript, let text = Self.text(path, limit: Self.transcriptLimit) else {
            return nil
        }
        var message: String?
        var blocks: [String] = []
        for line in text.split(separator: "\n").reversed() {
            guard let entry = JSONParser.parse(String(line)) else { continue }
            if let at = entry["timestamp"]?.string.flatMap({ Timestamp($0) }), at < moment { break }
            guard entry["type"]?.string == "assistant", entry["isSidechain"]?.bool != true,
                let body = entry["message"]
            else { continue }
            let said = (body["content"]?.array ?? []).compactMap { block in
                block["type"]?.string == "text" ? block["text"]?.string : nil
            }
            guard !said.isEmpty else { continue }
            // Each block of a message has a line of its own.
            let id = body["id"]?.string
            if let message, message != id { break }
            blocks = said + blocks
            guard let id else { break }
            message = id
        }
        return blocks.isEmpty ? nil : blocks.joined(separator: "\n")
    }

    /// The file of the conversation, whatever its folder is called: the name is made of the working directory.
    var transcript: String? {
        let projects = folder + "/projects"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: projects)) ?? []
        return names.lazy.map { "\(projects)/\($0)/\(conversation).jsonl" }.first { Host.exists($0) }
    }

    private static func text(_ path: String, limit: Int) -> String? {
        (try? Files.readAll(path, maximum: limit)).map { String(decoding: $0, as: UTF8.self) }
    }
}
