import Foundation
import RoostModel
import RoostTestSupport
import RoostWire
import Testing

@testable import roost

@Suite struct DoctorTests {
    /// A compiled description: `flags` extended flags that are set, with 16-bit numbers.
    private func compiled(setaf: Bool, flags: [String]) -> [UInt8] {
        func words(_ numbers: [Int]) -> [UInt8] {
            numbers.flatMap { number -> [UInt8] in
                [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
            }
        }
        let names = Array("test|a test\u{0}".utf8)
        var strings = Array(repeating: -1, count: 361)
        strings[10] = 0
        if setaf { strings[359] = 4 }
        let table = Array("cup\u{0}af\u{0}".utf8)
        var bytes = words([0o432, names.count, 1, 14, strings.count, table.count]) + names + [1]
        if bytes.count % 2 != 0 { bytes.append(0) }
        bytes += words(Array(repeating: -1, count: 13) + [256])
        bytes += words(strings) + table
        if bytes.count % 2 != 0 { bytes.append(0) }
        // One extended string with a value, so that the names do not begin at 0.
        let value = Array("value\u{0}".utf8)
        let extendedNames = (flags + ["Xs"]).flatMap { name -> [UInt8] in Array(name.utf8) + [0] }
        var offsets: [Int] = []
        var offset = 0
        for name in flags + ["Xs"] {
            offsets.append(offset)
            offset += name.utf8.count + 1
        }
        bytes += words([flags.count, 0, 1, flags.count + 2, value.count + extendedNames.count])
        bytes += Array(repeating: 1, count: flags.count)
        if bytes.count % 2 != 0 { bytes.append(0) }
        bytes += words([0]) + words(offsets)
        bytes += value + extendedNames
        return bytes
    }

    @Test func `a compiled description is read`() {
        let entry = CompiledTerminfo(compiled(setaf: true, flags: ["AX", "RGB"]))
        #expect(entry?.canMoveCursor == true)
        #expect(entry?.canSetForeground == true)
        #expect(entry?.canSetBackground == false)
        #expect(entry?.colors == 256)
        #expect(entry?.hasDirectColor == true)
        let plain = CompiledTerminfo(compiled(setaf: false, flags: ["AX"]))
        #expect(plain?.canSetForeground == false)
        #expect(plain?.hasDirectColor == false)
    }

    @Test func `damaged descriptions do no harm`() {
        let whole = compiled(setaf: true, flags: ["RGB"])
        // Whole as far as "RGB" with its end; the name after it may be missing.
        for count in 0..<whole.count - 4 {
            let entry = CompiledTerminfo(Array(whole.prefix(count)))
            #expect(entry?.hasDirectColor != true, "\(count) bytes")
        }
        for place in Array(0..<40) + Array(whole.count - 60..<whole.count) {
            for byte: UInt8 in [0, 0x7F, 0x80, 0xFF] {
                var damaged = whole
                damaged[place] = byte
                _ = CompiledTerminfo(damaged)
            }
        }
        #expect(CompiledTerminfo([]) == nil)
        #expect(CompiledTerminfo(Array("#!/bin/sh\n".utf8)) == nil)
    }

    @Test func `the machine's own descriptions are found`() throws {
        let entry = try #require(CompiledTerminfo.find("xterm-256color", environment: [:]))
        #expect(entry.canMoveCursor && entry.canSetForeground && entry.canSetBackground)
        #expect(entry.colors == 256)
        #expect(CompiledTerminfo.find("no-such-terminal", environment: [:]) == nil)
        #expect(CompiledTerminfo.find("../../etc/passwd", environment: [:]) == nil)
        #expect(CompiledTerminfo.find("", environment: [:]) == nil)
    }

    private func findings(_ environment: [String: String], _ subject: String) -> [Finding] {
        TerminalChecks.findings(environment).filter { $0.subject == subject }
    }

    @Test func `what a terminal lacks is a warning that says what to do`() {
        #expect(findings([:], "terminal").first?.text.contains("TERM is not set") == true)
        #expect(findings(["TERM": "nope"], "terminal").first?.level == .warning)
        #expect(findings(["TERM": "dumb"], "terminal").first?.level == .warning)
        #expect(findings(["TERM": "xterm-256color"], "terminal").first?.level == .ok)
        #expect(findings(["TERM": "xterm", "COLORTERM": "truecolor"], "colours").first?.level == .ok)
        #expect(findings(["TERM": "xterm-256color"], "colours").first?.level == .warning)
        #expect(findings(["TERM": "xterm"], "colours").first?.text.contains(": 8 colours are used") == true)
        #expect(findings(["TERM": "vt100"], "colours").first?.text.contains(": no colours are used") == true)
        #expect(findings(["TERM": "vt100", "COLORTERM": "truecolor"], "colours").first?.level == .warning)
        #expect(
            findings(["TERM": "xterm", "NO_COLOR": "1"], "colours").first?.text.contains("NO_COLOR") == true)
        #expect(findings(["TERM": "xterm", "TMUX": "/tmp/x"], "nesting").count == 1)
        #expect(findings(["TERM": "xterm"], "nesting").isEmpty)
    }

    @Test func `it works without anything`() throws {
        let folder = try TemporaryFolder()
        let home = folder.path + "/none"
        let invocation = Invocation(environment: ["ROOST_HOME": home])
        let findings = ServerChecks.findings(invocation) + SystemChecks.findings(invocation)
        let text = DoctorCommand.text(findings)
        #expect(text.contains("keeper"))
        #expect(findings.first { $0.subject == "server" } == Finding(.ok, "server", "none runs"))
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func `a file that is no database is an error`() throws {
        let folder = try TemporaryFolder()
        let invocation = Invocation(environment: ["ROOST_HOME": folder.path])
        try Data("hello".utf8).write(to: URL(fileURLWithPath: invocation.paths.database))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: invocation.paths.database)
        #expect(ServerChecks.findings(invocation).first { $0.subject == "database" }?.level == .error)
    }

    @Test func `what two tell that is well is told once`() {
        let own = [
            Finding(.ok, "programs", "/bin/roost-server"), Finding(.ok, "database", "/d, 4 KiB"),
            Finding(.error, "keeper", "it does not answer"), Finding(.ok, "server", "process 7"),
        ]
        let told = [
            Finding(.ok, "database", "/d, 37 KiB"), Finding(.ok, "keeper", "runs as 6"),
            Finding(.error, "server", "no room"), Finding(.warning, "database", "2 MiB wait to be written"),
        ]
        #expect(
            ServerChecks.merged(own, with: told).map(\.text) == [
                "/bin/roost-server", "it does not answer", "process 7", "/d, 37 KiB", "runs as 6", "no room",
                "2 MiB wait to be written",
            ])
    }
}
