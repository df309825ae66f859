import Foundation
import RoostTestSupport
import Testing

@testable import RoostConfig

/// A real shell on a pseudoterminal, which script(1) holds; what it prints is collected.
///
/// Waits for what the shell prints, never for time; a shell that says nothing for long is ended, and the test
/// with it.
final class ShellOnTerminal {
    private let process: ChildProcess
    let folder: TemporaryFolder
    /// Everything so far.
    private(set) var text = ""
    private var bytes: [UInt8] = []

    /// Starts a shell with a home of its own, in which `files` are its start-up files by name.
    init(_ command: [String], files: [String: String] = [:], environment extra: [String: String] = [:]) throws
    {
        folder = try TemporaryFolder()
        // Without the first zsh greets a new user, without the second fish reads all manual pages.
        try folder.write("", to: "home/.zshrc")
        try folder.write("", to: "home/.local/share/fish/generated_completions/none.fish")
        for (name, content) in files { try folder.write(content, to: "home/" + name) }
        // A folder whose name needs escapes in OSC 7, to go into.
        try folder.write("", to: "home/project/a é;b/file")
        let home = folder.path + "/home"
        let environment = [
            "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "SHELL": "/bin/sh", "HOSTNAME": "host",
        ].merging(extra.mapValues { $0.replacing("HOME", with: home) }) { $1 }
        let prepared = try ShellIntegration.prepare(
            command: command, environment: environment, directory: folder.path + "/run it's")
        let words = prepared.command.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(
            separator: " ")
        process = try ChildProcess(
            ["timeout", "30", "script", "-qefc", "stty rows 24 columns 200; exec " + words, "/dev/null"],
            environment: prepared.environment, directory: home + "/project", input: .pipe, output: .pipe)
        try readPrompt(after: 0)
    }

    /// Types a line, waits for the next prompt, and gives back what came between.
    @discardableResult
    func run(_ line: String) throws -> String {
        let start = bytes.count
        type(line + "\n")
        try readPrompt(after: start)
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    func type(_ text: String) {
        process.write(text)
    }

    /// Reads until a whole prompt stands after the byte `start`.
    private func readPrompt(after start: Int) throws {
        try read { bytes in
            guard let begin = bytes[start...].firstRange(of: Array("\u{1B}]133;A\u{07}".utf8)) else {
                return false
            }
            return bytes[begin.upperBound...].firstRange(of: Array("\u{1B}]133;B\u{07}".utf8)) != nil
        }
    }

    /// Reads until `condition` holds for everything so far.
    func read(until condition: ([UInt8]) -> Bool) throws {
        while !condition(bytes) {
            let data = process.read()
            try #require(!data.isEmpty, "the shell ended: \(text.debugDescription)")
            bytes += data
            text = String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Types `exit` and reads to the end.
    func exit() throws {
        type("exit\n")
        bytes += process.readToEnd()
        text = String(decoding: bytes, as: UTF8.self)
        try process.wait(seconds: 60)
    }

    /// The marks of a text, without their brackets: `133;A`, `133;D;0`, `7;file://...`.
    static func marks(in text: String) -> [String] {
        text.split(separator: "\u{1B}]", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "\u{07}"), part.hasPrefix("133;") || part.hasPrefix("7;")
            else {
                return nil
            }
            return String(part[..<end])
        }
    }

    /// The marks of commands alone: where they start and how they end.
    static func commands(in text: String) -> [String] {
        marks(in: text).filter { $0.hasPrefix("133;C") || $0.hasPrefix("133;D") }
    }
}
