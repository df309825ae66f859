import ArgumentParser
import FoundationEssentials
import RoostClient
import RoostModel
import RoostWire

/// Writes whole histories down, entry by entry: however long they are, little of them is in memory.
enum HistoryExport {
    /// In what form.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// One JSON object on each line.
        case jsonl
        case text
    }

    /// Writes the history of one session, or of one session after the other, oldest entries first.
    ///
    /// - Parameters:
    ///   - target: A session; nil: all.
    ///   - type: Only this.
    ///   - format: The form.
    ///   - path: The file; nil: the standard output.
    /// - Throws: ``ClientError`` if the server cannot give, or the file not take it.
    static func write(
        _ target: String?, type: HistoryEntry.Kind?, as format: Format, to path: String?
    ) throws {
        let source = RecordingSource(Invocation())
        let names: [String]
        if let target {
            names = [target]
        } else {
            names = try source.ask(.session(.list(all: true))) { response in
                if case .sessions(let sessions) = response { sessions.map(\.name) } else { nil }
            }
        }
        // Nothing is overwritten for a session that does not exist.
        var page = try names.first.map { name throws(ClientError) in try Self.page(name, type, nil, source) }
        var file = try ExportFile(path)
        let lines = HistoryLines(format, withNames: target == nil, isOutputOnly: type == .output)
        for name in names {
            var place: [Int64]?
            repeat {
                let part = try page.take() ?? Self.page(name, type, place, source)
                for entry in part.entries { try file.write(lines.line(entry)) }
                // An answer that does not go on would be asked for ever.
                place = part.next == place ? nil : part.next
            } while place != nil
        }
        try file.flush()
    }

    private static func page(
        _ name: String, _ type: HistoryEntry.Kind?, _ place: [Int64]?, _ source: RecordingSource
    ) throws(ClientError) -> HistoryPage {
        try source.ask(.history(.page(target: name, type: type, after: place))) { response in
            if case .historyPage(let page) = response { page } else { nil }
        }
    }
}

/// Makes a line of an entry.
struct HistoryLines {
    private let format: HistoryExport.Format
    private let withNames: Bool
    private let isOutputOnly: Bool
    private let encoder = JSONEncoder()

    /// For `text`: whether entries of several sessions come, and whether all are lines of output.
    init(_ format: HistoryExport.Format, withNames: Bool, isOutputOnly: Bool) {
        self.format = format
        self.withNames = withNames
        self.isOutputOnly = isOutputOnly
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// The line with its end.
    ///
    /// As text: when, whose, what kind, how it ended, and the text; of output alone just that.
    func line(_ entry: HistoryEntry) throws -> [UInt8] {
        guard format == .text else { return Array(try encoder.encode(entry)) + [0x0A] }
        let text = entry.text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
        guard !isOutputOnly else { return Array((Table.printable(text) + "\n").utf8) }
        var words = [Clock.local(entry.at)]
        if withNames { words.append(entry.name) }
        words.append(entry.type.rawValue)
        let outcome = HistoryCommand.outcome(entry)
        if !outcome.isEmpty { words.append(outcome) }
        return Array((Table.printable((words + [text]).joined(separator: "  ")) + "\n").utf8)
    }
}
