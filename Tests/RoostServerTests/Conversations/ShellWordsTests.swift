import Foundation
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct ShellWordsTests {
    @Test func `plain words stay, others are quoted`() {
        #expect(
            ShellWords.line(["claude", "--model=opus", "a b", "it's", "$(id)", ""])
                == "claude --model=opus 'a b' 'it'\\''s' '$(id)' ''")
    }

    @Test func `a shell reads the same words`() throws {
        let words = ["a b", "it's", "$HOME `id` \\ \"x\" *", "", "~", "-x", "é\tü", "a\nb"]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "printf '%s\\0' \(ShellWords.line(words))"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(output == words.map { "\($0)\0" }.joined())
    }
}
