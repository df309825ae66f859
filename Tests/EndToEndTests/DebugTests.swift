import Foundation
import RoostTestSupport
import Testing

/// Looking into a session from outside.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct DebugTests {
    @Test func `an export has every byte, and the sizes at their places`() async throws {
        try await Home.with { home in
            _ = try home.output(
                "new", "-d", "-n", "a", "--", "sh", "-c",
                "printf 'one\\n\\033[1mtwo\\n'; read x; printf 'three\\n'")
            _ = try home.output("wait", "a", "--text", "^two$", "--timeout", "60")
            _ = try home.output("resize", "a", "100x30")
            _ = try home.output("send", "a", "--enter", "")
            _ = try home.output("wait", "a", "--exit", "--timeout", "60")
            let lines = try home.output("debug", "export", "a").split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
            #expect(lines.first?["format"] as? Int == 1)
            #expect(lines.first?["name"] as? String == "a")
            var (bytes, sizes) = (Data(), [Int]())
            for line in lines.dropFirst() {
                if let text = line["bytes"] as? String {
                    #expect(line["offset"] as? Int == bytes.count)
                    bytes += try #require(Data(base64Encoded: text))
                } else {
                    sizes.append(try #require(line["cols"] as? Int))
                }
            }
            #expect(String(decoding: bytes, as: UTF8.self) == "one\r\n\u{1B}[1mtwo\r\n\r\nthree\r\n")
            #expect(sizes == [80, 100])
        }
    }

    @Test func `a dump is one document with facts, screen and events`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "sh", "-c", "echo words; exit 3")
            _ = try home.output("wait", "a", "--exit", "--timeout", "60")
            let text = try home.output("debug", "dump", "a")
            let dump = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect((dump["session"] as? [String: Any])?["exit_code"] as? Int == 3)
            #expect((dump["screen"] as? [String])?.first == "words")
            #expect((dump["events"] as? [Any])?.isEmpty == false)
            #expect((dump["findings"] as? [Any])?.isEmpty == false)
        }
    }

    @Test func `a monitor shows what is printed until the session has ended`() async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "cat")
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "debug", "monitor", "a"], environment: home.environment,
                directory: home.path)
            try outer.wait(forText: "-- running")
            _ = try home.output("send", "a", "--enter", "seen")
            try outer.wait(forText: "seen\\r\\n")
            _ = try home.output("kill", "a")
            try outer.wait(forText: "-- terminated")
            #expect(try outer.waitForExit() == 0)
        }
    }

    @Test func `a provider is tested in a session that leaves nothing`() async throws {
        try await Home.with { home in
            let good = try home.output("provider", "test", "shell")
            #expect(good.contains("bash, version"))
            #expect(try home.sessions().isEmpty)
            let missing = try home.run(["provider", "test", "aider"])
            #expect(missing.status == 1)
            #expect(missing.errors.split(separator: "\n").count == 1)
            #expect(missing.output.contains("PATH"))
        }
    }
}
