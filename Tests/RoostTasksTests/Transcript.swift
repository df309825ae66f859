import Foundation
import RoostModel
import RoostTasks
import Testing

/// A recorded run of a program's print mode: what came out of it, how it ended, and what is to be understood.
struct Transcript: CustomTestStringConvertible {
    let name: String
    let format: StreamFormat
    let exitCodes: [Int32: TaskFailure]
    let output: [UInt8]
    let diagnostics: [UInt8]
    let end: EndReason
    let stop: RunStop?
    /// The expected messages, a line each.
    let messages: String
    /// The expected verdict, a line for each of its parts.
    let verdict: String

    var testDescription: String { name }

    /// All of them, by name.
    static let all: [Transcript] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
            Transcript(
                name: String(name.dropLast(4)),
                text: String(
                    decoding: FileManager.default.contents(atPath: folder.appending(path: name).path)
                        ?? Data(), as: UTF8.self))
        }
    }()

    /// Reads the sections of a file; each begins with `=== ` and its name.
    init?(name: String, text: String) {
        var sections: [String: String] = [:]
        for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
            let head = part.prefix { $0 != "\n" && $0 != " " }
            sections[String(head)] = String(part.dropFirst(head.count + 1)) + (part == head ? "" : "\n")
        }
        func section(_ name: String) -> String { sections[name] ?? "" }
        func line(_ name: String) -> [String] {
            section(name).trimmingCharacters(in: .newlines).components(separatedBy: " ")
        }
        let format = line("format")
        guard let dialect = StreamFormat.Dialect(rawValue: format[0]), format.count == 2,
            let end = Self.end(line("end"))
        else { return nil }
        self.name = name
        let framing: StreamFormat.Framing? =
            switch format[1] {
            case "text": .text
            case "json": .document
            case "stream-json": .lines
            default: nil
            }
        guard let framing else { return nil }
        self.format = StreamFormat(dialect, framing)
        exitCodes = PrintMode.builtIn[dialect.rawValue]?.exitCodes ?? [:]
        output = Self.bytes(section("stdout"))
        diagnostics = Self.bytes(section("stderr"))
        (self.end, stop) = end
        messages = section("messages").trimmingCharacters(in: .newlines)
        verdict = section("verdict").trimmingCharacters(in: .newlines)
    }

    /// A section without the line end that belongs to the file.
    private static func bytes(_ section: String) -> [UInt8] {
        Array(section.utf8.dropLast(section.isEmpty ? 0 : 1))
    }

    /// `exit 1`, `signal 9 timeout 5000`, `interrupted`, `could-not-start CAUSE`.
    private static func end(_ words: [String]) -> (EndReason, RunStop?)? {
        let number = words.dropFirst().first.flatMap { Int32($0) }
        switch (words[0], number) {
        case ("exit", let status?): return (.exited(status), nil)
        case ("interrupted", _): return (.interrupted, nil)
        case ("could-not-start", _):
            return (.couldNotStart(cause: words.dropFirst().joined(separator: " ")), nil)
        case ("signal", let signal?):
            let value = words.last.flatMap { Int($0) } ?? 0
            switch words.dropFirst(2).first {
            case "timeout": return (.signalled(signal), .timeout(Int64(value)))
            case "cancel": return (.signalled(signal), .cancel)
            case "memory": return (.signalled(signal), .memory(value))
            default: return (.signalled(signal), nil)
            }
        default: return nil
        }
    }

    /// What a run makes of it, the output cut where `cuts` says.
    func run(cuts: (_ count: Int) -> [Int]) -> (messages: [TaskMessage], verdict: TaskVerdict) {
        var run = TaskRun(format: format, exitCodes: exitCodes)
        var messages: [TaskMessage] = []
        for part in Self.parts(output, cuts(output.count)) { messages += run.output(part) }
        for part in Self.parts(diagnostics, cuts(diagnostics.count)) { messages += run.diagnostics(part) }
        let ended = run.ended(end, stop: stop)
        return (messages + ended.messages, ended.verdict)
    }

    private static func parts(_ bytes: [UInt8], _ cuts: [Int]) -> [ArraySlice<UInt8>] {
        zip([0] + cuts, cuts + [bytes.count]).map { bytes[$0..<$1] }
    }
}
