import ArgumentParser
import RoostModel
import RoostWire

extension HistoryEntry.Kind: ExpressibleByArgument {}

/// `roost history`: what happened.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print what happened in a session, or in all of them; the oldest first.",
        discussion: """
            With --export it is everything, lines of output too, one session after the other: as JSON lines with \
            the keys of --json, or as text.
            """)

    @Argument(help: "A session; all if left out.", completion: KnownNames.sessions)
    var target: String?

    @Option(name: .shortAndLong, help: "Only this; everything but output if left out.")
    var type: HistoryEntry.Kind?

    @Option(name: [.customShort("n"), .long], help: "At most so many, the newest.")
    var limit: Int?

    @Option(help: "Write all of it down: JSON lines, or text.")
    var export: HistoryExport.Format?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to; the standard output if left out.", valueName: "file"))
    var file: String?

    @OptionGroup var output: OutputOptions

    /// Some screens of events; of output there is no telling how much is wanted.
    private var entryLimit: Int { limit ?? (type == .output ? 10_000_000 : 200) }

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("'--limit' takes 1 or more.") }
        if export == nil, file != nil { throw ValidationError("'-o' needs '--export'.") }
        if export != nil, limit != nil || output.json {
            throw ValidationError("'--export' writes all of it: no --limit and no --json.")
        }
    }

    func run() throws {
        // However long it is: it comes in parts.
        let isWholeOutput = type == .output && limit == nil && !output.json
        if let export = export ?? (isWholeOutput ? .text : nil) {
            return try HistoryExport.write(target, type: type, as: export, to: file)
        }
        let request = Request.history(.entries(target: target, type: type, limit: entryLimit))
        let entries = try Invocation().ask(request, timeout: .seconds(60)) { response in
            if case .history(let entries) = response { entries } else { nil }
        }
        try output.print(entries) {
            type == .output ? Self.lines(entries) : Self.table(entries, withNames: target == nil)
        }
    }

    /// The text alone, as it was printed.
    static func lines(_ entries: [HistoryEntry]) -> String {
        entries.map { Table.printable($0.text) + "\n" }.joined()
    }

    /// Aligned, an entry on each line.
    static func table(_ entries: [HistoryEntry], withNames: Bool) -> String {
        var table = Table(Array(repeating: "", count: withNames ? 5 : 4))
        for entry in entries {
            let text = entry.text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
            table.add(
                [Clock.local(entry.at)] + (withNames ? [entry.name] : [])
                    + [entry.type.rawValue, outcome(entry), text])
        }
        return table.text
    }

    /// How long a command took and how it ended; empty for everything else.
    static func outcome(_ entry: HistoryEntry) -> String {
        let duration = entry.durationMilliseconds.map { milliseconds in
            milliseconds < 60_000
                ? "\(milliseconds / 1000).\(milliseconds / 100 % 10) s"
                : "\(milliseconds / 60_000) min \(milliseconds / 1000 % 60) s"
        }
        let status = entry.exitCode.map { "exit \($0)" }
        return [duration, status].compactMap(\.self).joined(separator: ", ")
    }
}
