import Foundation
import RoostTerminal
import RoostTestSupport
import Testing

/// Characters of all scripts, from the program to the outer terminal.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct CharacterTests {
    @Test(arguments: [
        ("echo กำน้ำ|", "echo กำน้ZZำ|"), ("echo हिन्दी|", "echo हिन्दZZी|"), ("echo தமிழ்|", "echo தமிZZழ்|"),
    ])
    func `a line of any script is edited where the cursor is`(typed: String, edited: String) async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "bash")
            _ = try home.output("wait", "a", "--text", "\\$", "--timeout", "60")
            _ = try home.output("send", "a", typed)
            _ = try home.output("send", "a", "--keys", "Left", "Left")
            _ = try home.output("send", "a", "ZZ")
            try home.until("the line is \(edited)") {
                try home.output("capture", "a").unicodeScalars.split(separator: "\n").contains { row in
                    row.elementsEqual("$ \(edited)".unicodeScalars)
                }
            }
        }
    }

    /// Where the bars stand in the first row that has one.
    private func bars(_ outer: OuterTerminal) -> [Int] {
        for line in outer.lines {
            let columns = line.cells.indices.filter { line.cells[$0].scalar == UInt32(0x7C) }
            if !columns.isEmpty { return columns }
        }
        return []
    }

    @Test(arguments: [
        (#"\033[?2027h|👩‍👧|👍🏽|❤️|1️⃣|🇩🇪|e\u0301|"#, [0, 3, 6, 9, 12, 15, 17]),
        ("|กำ|हि|漢|", [0, 3, 6, 9]), ("|👩‍👧|👍🏽|❤️|", [0, 5, 10, 12]),
    ])
    func `the outer terminal shows every character, and each in its column`(
        text: String, columns: [Int]
    ) async throws {
        try await Home.with { home in
            _ = try home.output("new", "-d", "-n", "a", "--", "bash", "-c", "printf '\(text)'; sleep 600")
            let outer = try OuterTerminal(
                [Home.binaries + "/roost", "attach", "a"], environment: home.environment,
                directory: home.path)
            try outer.wait(for: "the bars in their columns") { _ in bars(outer) == columns }
            guard text.contains("2027") else { return }
            for cluster in ["👩‍👧", "👍🏽", "❤️", "1️⃣", "🇩🇪"] {
                try outer.wait(for: cluster) { rows in
                    rows.contains { $0.unicodeScalars.contains(cluster.unicodeScalars) }
                }
            }
        }
    }
}
