import ArgumentParser
import Testing

@testable import roost

@Suite struct ReplayCommandTests {
    /// The status that a command line ends with before anything is done.
    private func status(_ line: String) -> Int32 {
        do {
            _ = try Roost.parseAsRoot(line.split(separator: " ").map(String.init))
            return 0
        } catch {
            return Outcome(error).status
        }
    }

    @Test(arguments: [
        "replay a", "replay a --speed 0.5", "replay a --from 1:30", "replay a --at 90s",
        "replay a --from 12345",
        "replay a --command 3", "replay a --idle-limit 0.5", "replay a --export cast",
        "replay a --export cast -o f --idle-limit 1", "history a --export jsonl",
        "history --export text -o f --type output",
    ])
    func `every documented line is understood`(line: String) {
        #expect(status(line) == 0, "\(line)")
    }

    @Test(arguments: [
        "replay", "replay a b", "replay a --speed 0", "replay a --speed -1", "replay a --speed nan",
        "replay a --speed inf", "replay a --from yesterday", "replay a --command 0",
        "replay a --from 5 --command 1", "replay a --idle-limit 0", "replay a --idle-limit nan",
        "replay a --export gif", "replay a -o f", "replay a --export cast --speed 2",
        "replay a --export cast --from 5", "replay a --export cast --command 5", "history a -o f",
        "history a --export csv", "history a --export jsonl --limit 5", "history a --export text --json",
    ])
    func `bad usage ends with 2`(line: String) {
        #expect(status(line) == 2, "\(line)")
    }
}
