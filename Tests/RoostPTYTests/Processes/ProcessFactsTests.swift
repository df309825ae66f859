import Glibc
import RoostIO
import RoostPTY
import Testing

@Suite struct ProcessFactsTests {
    @Test func `this process is known`() throws {
        let pid = getpid()
        #expect(ProcessFacts.arguments(of: pid) == CommandLine.arguments)
        let name = try #require(ProcessFacts.name(of: pid))
        #expect(!name.isEmpty && !name.contains("\n") && name.utf8.count <= 15)
        #expect(ProcessFacts.executable(of: pid)?.hasSuffix(name) == true || name.utf8.count <= 15)
        var buffer = [CChar](repeating: 0, count: 4096)
        let directory = unsafe getcwd(&buffer, 4096).map { unsafe String(cString: $0) }
        #expect(ProcessFacts.workingDirectory(of: pid) == directory)
        let start = try #require(ProcessFacts.start(of: pid))
        let stat = String(decoding: try Files.readAll("/proc/self/stat"), as: UTF8.self)
        let fields = try #require(stat.split(separator: ")").last).split(separator: " ")
        #expect(UInt64(fields[19]) == start)
    }

    @Test func `a process that is not there is not known`() {
        #expect(ProcessFacts.name(of: -1) == nil)
        #expect(ProcessFacts.arguments(of: -1) == nil)
        #expect(ProcessFacts.workingDirectory(of: -1) == nil)
        #expect(ProcessFacts.executable(of: -1) == nil)
        #expect(ProcessFacts.start(of: -1) == nil)
    }

    @Test func `this process is in its group, and waits for no terminal`() {
        let pid = getpid()
        #expect(ProcessFacts.group(of: pid) == getpgrp())
        #expect(ProcessFacts.members(ofGroup: pid, limit: 8).first == pid)
        #expect(ProcessFacts.wait(of: pid) != .terminal)
        #expect(ProcessFacts.group(of: -1) == nil)
        #expect(ProcessFacts.children(of: -1) == [])
        #expect(ProcessFacts.wait(of: -1) == nil)
    }
}
