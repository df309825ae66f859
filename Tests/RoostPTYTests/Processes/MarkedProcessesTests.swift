import Glibc
import RoostPTY
import RoostTestSupport
import Testing

@Suite(.serialized) struct MarkedProcessesTests {
    @Test func `who left group and session is found by the variables that it began with`() throws {
        let mark = "MARK=\(getpid()).\(UInt32.random(in: 0 ... .max))"
        let script = """
            (trap '' HUP TERM; exec sleep 600) & echo group $!
            setsid bash -c 'echo away $$; exec sleep 600' &
            env -u MARK sleep 600 & echo other $!; exec cat
            """
        let shell = try ChildProcess(
            ["setsid", "-w", "env", mark, "KIND=test", "bash", "-c", script], input: .pipe, output: .pipe)
        defer { shell.end() }
        var text = ""
        var pids: [Substring: Int32] = [:]
        while pids.count < 3 {
            text += String(decoding: shell.read(), as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            for line in lines.map({ $0.split(separator: " ") }) where line.count == 2 {
                pids[line[0]] = Int32(line[1])
            }
        }
        let group = try #require(pids["group"])
        let away = try #require(pids["away"])
        let other = try #require(pids["other"])
        let value = String(mark.dropFirst("MARK=".count))
        let marked = MarkedProcesses(variables: ["MARK": value, "KIND": "test"])
        let found = Set(marked.all)
        #expect(found.isSuperset(of: [group, away]))
        #expect(!found.contains(other))
        #expect(MarkedProcesses(variables: ["MARK": value, "KIND": "other"]).all.isEmpty)
        // The group of the first one is left alone.
        #expect(marked.signal([0], exceptGroup: getpgid(group)) < found.count)
        #expect(marked.signal([SIGKILL]) == found.count)
        while !marked.all.isEmpty { sched_yield() }
        kill(other, SIGKILL)
    }
}
