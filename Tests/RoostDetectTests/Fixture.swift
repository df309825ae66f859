import Foundation
import RoostConfig
import RoostDetect
import RoostModel

/// The recorded screens beside these tests, and the recorded sessions of the terminal's tests.
enum Fixture {
    /// A recorded file's bytes; empty when there is no such file.
    static func bytes(_ name: String) -> [UInt8] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let isShared = name.hasSuffix(".raw") && !name.contains("/")
        let owner = isShared ? "RoostTerminalTests" : "RoostDetectTests"
        let folder = tests.appending(path: "\(owner)/Fixtures")
        return [UInt8](FileManager.default.contents(atPath: folder.appending(path: name).path) ?? Data())
    }

    /// A recorded screen's rows.
    static func rows(_ name: String) -> [String] {
        String(decoding: bytes(name), as: UTF8.self).rows
    }
}

extension String {
    /// The lines of a picture of a screen, without blanks at their ends.
    var rows: [String] {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }
    }
}

extension Observation {
    /// What the server would see of a screen: the cursor behind the last row's text if nothing else is said.
    static func of(
        _ provider: String, _ rows: [String], cursor: (row: Int, column: Int)? = nil, title: String = "",
        progress: Int? = nil, isAlternateScreen: Bool = false, isEchoOff: Bool = false,
        isCommandRunning: Bool? = nil, quiet: Int64 = 0, notification: String? = nil,
        at milliseconds: Int64 = 0
    ) -> Observation {
        let last = rows.lastIndex { !$0.isEmpty } ?? 0
        return Observation(
            provider: provider, rows: rows, cursorRow: cursor?.row ?? last,
            cursorColumn: cursor?.column ?? (rows.indices.contains(last) ? rows[last].count : 0),
            title: title,
            progressState: progress, isAlternateScreen: isAlternateScreen, isEchoOff: isEchoOff,
            isCommandRunning: isCommandRunning, quietMilliseconds: quiet,
            notifications: notification.map { [$0] } ?? [],
            now: Timestamp(milliseconds: milliseconds))
    }
}

extension Detector {
    /// A detector with the rules that roost brings along.
    init(provider: String) {
        self.init(provider: provider, rules: ProviderCatalog.builtIn.providers.ruleBook)
    }
}

extension Verdict {
    /// A verdict in a line: `waiting_input approval: touch made-by-mock [1 Yes*, 2 No]`.
    var line: String {
        guard let attention else { return state.rawValue }
        let options = attention.options.map { "\($0.key) \($0.label)\($0.isSelected ? "*" : "")" }
        var line =
            "\(state.rawValue) \(attention.kind.rawValue): "
            + attention.text.split(separator: "\n").joined(separator: " / ")
        if !options.isEmpty { line += " [\(options.joined(separator: ", "))]" }
        if let url = attention.url { line += " <\(url)>" }
        if let code = attention.code { line += " (\(code))" }
        return attention.source == "screen" ? line : line + " by \(attention.source)"
    }
}

/// What a new detector says of one screen.
func verdict(_ provider: String, _ screen: String, quiet: Int64 = 5000, title: String = "") -> String {
    var detector = Detector(provider: provider)
    return detector.evaluate(.of(provider, screen.rows, title: title, quiet: quiet)).line
}
