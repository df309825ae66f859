import Foundation
import RoostModel
import RoostWire

/// A line of `Fixtures/messages-v2.txt`: what kind of frame, the JSON with its keys in order, and the bytes beside it.
struct FrozenMessage: Hashable {
    let frame: FrameKind
    let json: String
    var bytes: [UInt8] = []

    /// A message as this version writes it.
    init(_ frame: FrameKind, _ message: some WireMessage) throws {
        self.init(frame, try Self.text(message.message), message.message.bytes)
    }

    /// An event as this version writes it.
    init(_ frame: FrameKind, _ event: some Encodable) throws {
        self.init(frame, try Self.text(event), [])
    }

    private init(_ frame: FrameKind, _ json: String, _ bytes: [UInt8]) {
        self.frame = frame
        self.json = json
        self.bytes = bytes
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let key = CodingUserInfoKey.leavesOutNull { encoder.userInfo[key] = true }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The body of its frame, as any version wrote it.
    var body: [UInt8] {
        var writer = ByteWriter()
        switch frame {
        case .request, .response: writer.write(UInt32(7))
        default: break
        }
        switch frame {
        case .hello, .workspace, .workspaceRemoved, .sessions, .tasks: break
        default: writer.write(UInt32(json.utf8.count))
        }
        writer.write(bytes: Array(json.utf8))
        writer.write(bytes: bytes)
        return writer.bytes
    }

    /// All of a fixture; comments and blank lines are skipped.
    static func all(_ name: String, from file: String = #filePath) throws -> [FrozenMessage] {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appendingPathComponent("Fixtures/\(name).txt"), encoding: .utf8)
        var messages: [FrozenMessage] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("+") {
                guard let last = messages.popLast() else { throw Fixtures.BadFixture(word: String(line)) }
                let bytes = try line.dropFirst().split(separator: " ").map { word in
                    guard let byte = UInt8(word, radix: 16) else {
                        throw Fixtures.BadFixture(word: String(word))
                    }
                    return byte
                }
                messages.append(FrozenMessage(last.frame, last.json, bytes))
                continue
            }
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let frame = FrameKind.allCases.first(where: { "\($0)" == parts[0] })
            else {
                throw Fixtures.BadFixture(word: String(line))
            }
            messages.append(FrozenMessage(frame, String(parts[1]), []))
        }
        return messages
    }
}
