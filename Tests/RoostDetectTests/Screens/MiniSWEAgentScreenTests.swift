import RoostDetect
import Testing

@Suite struct MiniSWEAgentScreenTests {
    private static let asked =
        "Execute 1 action(s)? Enter to confirm, type comment to reject, or /h to show available commands"

    @Test func `it asks in one row and takes the answer in the next`() {
        #expect(
            verdict("mini-swe-agent", "touch a\n\n\(Self.asked)\n>")
                == "waiting_input approval: \(Self.asked) / >")
        #expect(
            verdict(
                "mini-swe-agent",
                "done\n\nAgent wants to finish. Type new task or Enter to quit (/h for commands)\n>"
            )
            .hasPrefix("waiting_input question: "))
    }

    @Test func `it works when the answer was given`() {
        var detector = Detector(provider: "mini-swe-agent")
        let rows = "touch a\n\n\(Self.asked)\n>\n".rows
        #expect(
            detector.evaluate(.of("mini-swe-agent", rows, cursor: (4, 0), quiet: 5000)).line == "processing")
    }
}
