import Foundation

// The load against a twin that nothing was done to.
extension Load {
    /// Runs the same programs for as many blocks in a nest of their own, and compares everything.
    func compareWithTwin(
        _ options: Options, configuration: String, blocks: [String: Int], _ report: inout Report
    ) throws {
        try Nest.with(options, configuration: configuration) { other in
            let twin = Load(other, members)
            try twin.start(blocks: blocks)
            _ = try twin.waitForEnd()
            for member in members {
                try compare(member, with: twin, &report)
                if member.kind == .shell {
                    let expected = (0..<(blocks[member.name] ?? 0)).map(Program.commandOutcome)
                    Self.compare(
                        try nest.commands(member.name), expected, "\(member.name), commands", &report)
                }
            }
        }
    }

    private func compare(_ member: Member, with twin: Load, _ report: inout Report) throws {
        let name = member.name
        let raw = try nest.rawLines(name)
        Self.checkNumbers(raw, "\(name), history", from: 1, &report)
        Self.compare(raw, try twin.nest.rawLines(name), "\(name), history", &report)
        let captured = try nest.capturedLines(name)
        // What the scrollback no longer has is in the history only.
        Self.checkNumbers(captured, "\(name), capture", from: nil, &report)
        if !member.isResized {
            Self.compare(captured, try twin.nest.capturedLines(name), "\(name), capture", &report)
        }
        let screen = try nest.output("capture", name, "--format", "json")
        let same = try twin.nest.output("capture", name, "--format", "json")
        report.check(
            screen == same, "\(name): the screen is not its twin's: \(Self.difference(screen, same))")
    }

    /// The numbers of the lines that count.
    static func numbers(_ lines: [String]) -> [Int] {
        lines.compactMap { line in
            // A marked prompt stands before the first line of a shell's output in raw text.
            guard line.hasPrefix("n ") else { return nil }
            return line.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) }
        }
    }

    /// Checks that numbers go up by one, and tells every hole and every repetition.
    ///
    /// - Returns: The last number.
    @discardableResult
    static func checkNumbers(
        _ lines: [String], _ what: String, from first: Int?, _ report: inout Report
    ) -> Int {
        let numbers = numbers(lines)
        guard let start = first ?? numbers.first else {
            report.fail("\(what): no number at all in \(lines.count) lines")
            return 0
        }
        var expected = start
        var troubles: [String] = []
        for number in numbers {
            if number > expected { troubles.append("\(expected)..<\(number) missing") }
            if number < expected { troubles.append("\(number) again after \(expected - 1)") }
            expected = number + 1
        }
        report.check(
            troubles.isEmpty,
            "\(what): \(troubles.count) breaks: \(troubles.prefix(5).joined(separator: "; "))")
        return expected - 1
    }

    /// Compares lines, and tells the first that differs.
    static func compare(_ lines: [String], _ expected: [String], _ what: String, _ report: inout Report) {
        guard lines != expected else { return }
        let place = zip(lines, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let at = place ?? min(lines.count, expected.count)
        let (here, there) = (
            at < lines.count ? lines[at].debugDescription : "nothing",
            at < expected.count ? expected[at].debugDescription : "nothing"
        )
        report.fail(
            "\(what): \(lines.count) lines, the twin has \(expected.count); line \(at + 1) is \(here) and not \(there)"
        )
    }

    /// Where two texts part.
    static func difference(_ text: String, _ expected: String) -> String {
        let (bytes, others) = (Array(text.utf8), Array(expected.utf8))
        let at =
            zip(bytes, others).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(bytes.count, others.count)
        func around(_ bytes: [UInt8]) -> String {
            String(
                decoding: bytes[max(0, min(at, bytes.count) - 60)..<min(bytes.count, at + 60)], as: UTF8.self)
        }
        return "…\(around(bytes))… and not …\(around(others))…"
    }
}

extension Nest {
    /// A session's commands with their exit codes, oldest first.
    func commands(_ name: String) throws -> [String] {
        try objects("history", name, "--type", "command", "--limit", "1000000", "--json").map {
            "\($0["text"] as? String ?? "") -> \($0["exit_code"] as? Int ?? -1)"
        }
    }

    /// Lines of the log that say that something went wrong, each kind once with its count.
    func suspiciousLog() -> [String] {
        var counts: [String: (example: String, count: Int)] = [:]
        let marks = [
            "Fatal", "is lost", "gap", "damage", "cannot", "signal 4", "signal 5", "signal 6", "signal 7",
            "signal 11",
            "malformed", "error",
        ]
        for line in log where marks.contains(where: { line.contains($0) }) {
            let kind = String(line.filter { !$0.isNumber })
            counts[kind, default: (line, 0)].count += 1
        }
        return counts.values.sorted { $0.count > $1.count }.map { "\($0.count) times: \($0.example)" }
    }
}
