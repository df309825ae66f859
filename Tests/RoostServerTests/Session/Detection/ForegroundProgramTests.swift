import Glibc
import RoostConfig
import Testing

@testable import RoostServer

@Suite struct ForegroundProgramTests {
    @Test func `output that flows is asked about once a second, and twice where something new began`() {
        var program = ForegroundWatch()
        let start = ContinuousClock.now
        let asked = stride(from: 0, to: 3000, by: 10).filter {
            program.isDue($0 < 2100 ? 1 : 2, at: start + .milliseconds($0))
        }
        #expect(asked == [0, 500, 1500, 2100, 2600])
    }

    @Test(
        arguments: [
            ("vim", ["vim", "a.txt"], "vim"), ("htop", ["/usr/bin/htop"], "htop"),
            ("bash", ["-bash"], "bash"),
            ("a-very-long-nam", ["/opt/a-very-long-name-indeed", "x"], "a-very-long-name-indeed"),
            ("a-very-long-nam", ["something else"], "a-very-long-nam"),
            ("a-very-long-nam", [], "a-very-long-nam"),
            ("tab\there\u{1B}[31m", [], "tabhere[31m"), ("\u{202E}", [], nil), ("", [], nil),
        ] as [(String, [String], String?)])
    func `names`(kernel: String, arguments: [String], name: String?) {
        #expect(ForegroundProgram.name(kernel: kernel, arguments: arguments) == name)
    }

    @Test func `a process that is there has a name, one that is gone has none`() {
        #expect(ForegroundProgram(group: getpgrp(), among: Provider.builtIn) != nil)
        #expect(ForegroundProgram(group: Int32.max, among: Provider.builtIn) == nil)
    }
}
