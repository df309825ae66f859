import Testing

@testable import RoostTerminal

/// OSC 7501 and iTerm2's OSC 21337.
@Suite struct ProgramStatusTests {
    private static func set(
        _ state: ProgramStatus.State, _ kind: ProgramStatus.Kind? = nil, _ program: String = "",
        _ message: String = ""
    ) -> [TerminalEvent] {
        [.programStatus(ProgramStatus(state, kind: kind, program: program, message: message))]
    }

    private static let reports: [(String, [TerminalEvent])] = [
        ("7501;state=working:app=codex", set(.working, nil, "codex")),
        ("7501;state=idle:app=codex", set(.idle, nil, "codex")), ("7501;state=done", set(.done)),
        ("7501;state=error:title=QQ==", set(.error)),
        (
            "7501;state=blocked:kind=permission:app=terraform:msg=QXBwbHkgMz8=",
            set(.blocked, .permission, "terraform", "Apply 3?")
        ),
        ("7501;kind=question:state=blocked:kind=auth", set(.blocked, .auth)),
        ("7501;state=blocked:kind=thirst", set(.blocked)),
        ("7501; state = working :progress=40:new=1::=:x", set(.working)),
        ("7501;state=clear", [.programStatus(nil)]),
        ("7501;state=sleeping", []), ("7501;app=x", []), ("7501;", []), ("7501", []), ("7501;??", []),
        // A part of the program with a state of its own.
        ("7501;state=blocked:id=agents/1", []), ("7501;state=clear:id=agents", []),
        // Void as a whole.
        ("7501;state=idle:msg=QQ=Q", []), ("7501;state=idle:msg=/w==", []), ("7501;state=idle:msg=Gw==", []),
        ("7501;state=idle:" + String(repeating: "k", count: 17) + "=1", []),
        ("7501;state=idle:app=" + String(repeating: "a", count: 33), []),
        ("7501;state=idle:title=" + String(repeating: "QUFB", count: 65), []),
        ("7501;state=idle:msg=" + String(repeating: "QUFB", count: 684), []),
        ("7501;state=idle:x=" + String(repeating: "a", count: 4080), []),
        ("21337;status=Working;indicator=#00ff00;detail=two\\; three", set(.working, nil, "", "two; three")),
        ("21337;status=Waiting;status-color=;detail=a=b", set(.blocked, nil, "", "a=b")),
        ("21337;status=Idle", set(.idle)), ("21337;status=;indicator=", [.programStatus(nil)]),
        ("21337;indicator=#ff0000", []), ("21337;status=Dreaming", []), ("21337;status", []),
        ("21337;\\", []),
    ]

    @Test(arguments: reports)
    func `a report becomes its event`(body: String, events: [TerminalEvent]) {
        #expect(Probe("\u{1B}]\(body)\u{7}").events == events)
        #expect(Probe("\u{1B}]\(body)\u{1B}\\").events == events)
    }

    @Test(arguments: reports.filter { $0.0.utf8.count < 200 })
    func `a report survives any split`(body: String, events: [TerminalEvent]) {
        let bytes = Array("a\u{1B}]\(body)\u{1B}\\b".utf8)
        for size in 1...bytes.count {
            let probe = Probe()
            for start in stride(from: 0, to: bytes.count, by: size) {
                probe.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(probe.events == events)
            #expect(probe.screen == "ab")
        }
        for cut in 1..<bytes.count {
            let probe = Probe()
            probe.feed(bytes[..<cut])
            probe.feed(bytes[cut...])
            #expect(probe.events == events)
        }
    }

    @Test func `a message is as long as the protocol has it`() {
        let text = String(repeating: "é", count: 1024)
        let body = "state=done:msg=\(Base64.encode(Array(text.utf8)))"
        #expect(ProgramStatus.change(body.utf8) == .set(ProgramStatus(.done, message: text)))
        let more = "state=done:msg=\(Base64.encode(Array("a\(text)".utf8)))"
        #expect(ProgramStatus.change(more.utf8) == nil)
    }

    @Test(arguments: ["\u{7}", "\u{1B}\\"])
    func `who asks is told that reports are understood`(end: String) {
        let probe = Probe("\u{1B}]7501;?\(end)\u{1B}[c")
        #expect(probe.replies.hasPrefix("\u{1B}]7501;?\(end)\u{1B}[?"))
        #expect(probe.events == [])
    }

    @Test func `of reports that nobody took the last counts`() {
        let probe = Probe("\u{1B}]7501;state=working\u{7}\u{1B}]7501;state=idle\u{7}")
        #expect(probe.events == Self.set(.idle))
    }
}
