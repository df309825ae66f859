import Glibc
import RoostPTY
import RoostTestSupport
import Testing

@Suite(.serialized) struct TerminalProcessesTests {
    @Test func `jobs in the background belong to the terminal, and what left it does not`() throws {
        let script = """
            set -m; sleep 600 & echo $!; (trap '' HUP TERM; exec sleep 600) & echo $!
            setsid sh -c 'echo left; exec cat' & wait $!; echo done
            exec cat
            """
        let shell = try ChildProcess(["setsid", "-w", "bash", "-c", script], input: .pipe, output: .pipe)
        defer { shell.end() }
        var text = ""
        // setsid(1) forks and ends before its child leaves the session: the child says itself that it has left.
        while !text.contains("done") || !text.contains("left") {
            text += String(decoding: shell.read(), as: UTF8.self)
        }
        let jobs = text.split(separator: "\n").compactMap { Int32($0) }
        let leader = getsid(jobs[0])
        let processes = try #require(TerminalProcesses(leader: leader))
        #expect(Set(processes.others) == Set(jobs))
        processes.signalOthers([SIGCONT, SIGKILL])
        // Their parent reaps them or not: they are no processes any more.
        while !processes.others.isEmpty { sched_yield() }
        TerminalProcesses.signalAll(SIGKILL, of: [processes])
    }

    @Test func `a process that is gone leads nothing`() {
        #expect(TerminalProcesses(leader: 0) == nil)
        #expect(TerminalProcesses(leader: Int32.max) == nil)
    }
}
