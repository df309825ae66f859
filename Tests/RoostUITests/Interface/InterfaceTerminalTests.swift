import Foundation
import RoostClient
import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

/// What a client and the terminal that it runs on tell each other.
@Suite(.timeLimit(.minutes(1))) struct InterfaceTerminalTests {
    @Test func `what needs somebody elsewhere is told to the terminal, with its name`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        let session = SessionID(rawValue: 2)
        await bench.hear(.notice(.alert(session: session, kind: .authentication, text: "sign in\nat once")))
        #expect(bench.terminal.value.written.last == "web: login: sign in")
        #expect(!bench.picture.contains("sign in"), "the status row has it already")
    }

    @Test func `a bell and a copied text reach the terminal`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.hear(.notice(.bell(session: SessionID(rawValue: 1))))
        await bench.hear(.notice(.clipboard(selection: "c", bytes: Array("hi".utf8))))
        let written = bench.terminal.value.written
        #expect(written.contains("\u{7}") && written.contains { $0.contains("52;c;aGk=") })
    }

    /// What the terminal answers after it was given back is typed into the shell.
    @Test func `a terminal that owes an answer is given back after it`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        bench.terminal.change { $0.isAnswering = true }
        await bench.hear(.failed(ClientError(.refused, "attach to nope", cause: "no such session")))
        #expect(bench.server.isClosed && !bench.terminal.value.hasEnded && bench.ending == nil)
        await bench.type("x\u{1B}]11;rgb:0000/0000/0000\u{1B}\\")
        #expect(!bench.terminal.value.hasEnded)
        await bench.type("\u{1B}[?62;22c")
        #expect(bench.terminal.value.hasEnded)
        #expect(bench.ending == "cannot attach to nope: no such session")
        #expect(bench.server.frames(.key).isEmpty)
    }

    @Test func `a new size is told and drawn`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        bench.terminal.change { $0.size = (12, 60) }
        await bench.with { $0.resize() }
        #expect(bench.picture.split(separator: "\n", omittingEmptySubsequences: false).count == 12)
    }
}
