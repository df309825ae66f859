import ArgumentParser
import RoostModel
import RoostWire

/// `roost search`: lines that sessions printed.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find lines with these words in everything that sessions printed.")

    @Argument(help: "Words; a line has to have all of them.")
    var query: [String]

    @Option(name: [.customShort("t"), .customLong("session")], help: "Only in this session.")
    var target: String?

    @Option(name: [.customShort("n"), .long], help: "At most so many, the newest.")
    var limit = 200

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard query.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("'<query>' needs a word.")
        }
        guard limit >= 1 else { throw ValidationError("'--limit' takes 1 or more.") }
    }

    func run() throws {
        let request = Request.history(
            .search(query: query.joined(separator: " "), target: target, limit: limit))
        let hits = try Invocation().ask(request, timeout: .seconds(20)) { response in
            if case .hits(let hits) = response { hits } else { nil }
        }
        try output.print(hits) {
            var table = Table(["", "", ""])
            for hit in hits { table.add([Clock.local(hit.at), hit.name, hit.text]) }
            return table.text
        }
    }
}
