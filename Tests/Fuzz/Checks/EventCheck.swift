import RoostTerminal

/// What holds of every event: its text is bounded and can be shown, its numbers are in range.
enum EventCheck {
    static func check(
        _ event: TerminalEvent, lines: Range<Int>, rows: Int, _ features: inout FeatureSet
    ) throws(Violation) {
        switch event {
        case .bell: features.insert(30, 0)
        case .title(let title):
            features.insert(30, 1, title.isEmpty ? 0 : 1)
            try LineCheck.check(text: title, limit: 4096, "a title")
        case .workingDirectory(let path):
            features.insert(30, 2)
            try LineCheck.check(text: path, limit: 4096, "a directory")
            try require(path.hasPrefix("/"), "a directory that is no path")
        case .promptStarted(let line), .commandStarted(let line):
            features.insert(30, 3)
            try check(line, lines, rows)
        case .commandExecuted(let text, let line):
            features.insert(30, 4, text.isEmpty ? 0 : 1)
            try check(line, lines, rows)
            try require(text.utf8.count <= 1 << 20, "a command of \(text.utf8.count) bytes")
        case .commandFinished(let exitCode): features.insert(30, 5, exitCode == nil ? 0 : 1)
        case .clipboard(let selection, let bytes):
            features.insert(30, 6, bytes.isEmpty ? 0 : 1)
            try require(bytes.count <= 1 << 20, "a clipboard of \(bytes.count) bytes")
            try require(
                !selection.isEmpty && selection.utf8.allSatisfy { "cpqs01234567".utf8.contains($0) },
                "a clipboard with the name \(selection.debugDescription)")
        case .notification(let title, let body):
            features.insert(30, 7, (title.isEmpty ? 0 : 1) | (body.isEmpty ? 0 : 2))
            try LineCheck.check(text: title, limit: 1 << 16, "the title of a notification")
            try LineCheck.check(text: body, limit: 1 << 16, "a notification")
        case .progress(let state, let percent):
            features.insert(30, 8, UInt64(state))
            try require(
                (0...4).contains(state) && (0...100).contains(percent), "progress \(state), \(percent)")
        case .programStatus(let status):
            features.insert(30, 11, status.map { UInt64($0.state.rawValue.utf8.count) } ?? 0)
            try LineCheck.check(text: status?.program ?? "", limit: 32, "the name of a program")
            try LineCheck.check(text: status?.message ?? "", limit: 2048, "a status")
        case .colorScheme: features.insert(30, 9)
        case .alternateScreen(let isShown): features.insert(30, 10, isShown ? 1 : 0)
        }
    }

    private static func check(_ line: Int, _ lines: Range<Int>, _ rows: Int) throws(Violation) {
        try require(line >= 0 && line < lines.upperBound + rows, "an event in line \(line) of \(lines)")
    }
}
