import RoostTerminal
import Testing

@Suite struct CommandsTests {
    @Test(arguments: [
        ("0;both", [TerminalEvent.title("both")]), ("2;one;two", [.title("one;two")]), ("1;icon", []),
        ("2;", [.title("")]),
        ("2;a\u{1}b\u{9F}c", [.title("abc")]), ("7;file://host/home/a%20b", [.workingDirectory("/home/a b")]),
        ("7;file:///x%zz%4", [.workingDirectory("/x%zz%4")]), ("7;http://x/y", []), ("7;file://host", []),
        ("7;file:///a%0Ab", []),
        ("7;kitty-shell-cwd://h/a%20b", [.workingDirectory("/a%20b")]),
        ("1337;CurrentDir=/tmp", [.workingDirectory("/tmp")]),
        ("1337;CurrentDir=relative", []), ("1337;File=name=x:AAAA", []),
        ("9;done", [.notification(title: "", body: "done")]),
        ("9;4;1;30", [.progress(state: 1, percent: 30)]), ("9;4;3", [.progress(state: 3, percent: 0)]),
        ("9;4;0;", [.progress(state: 0, percent: 0)]),
        ("9;4;2;900", [.progress(state: 2, percent: 100)]), ("9;4;9", []),
        ("9;9;\"/var\"", [.workingDirectory("/var")]),
        ("777;notify;Title;Body; more", [.notification(title: "Title", body: "Body; more")]),
        ("777;other;x", []),
        ("99;;hello", [.notification(title: "hello", body: "")]), ("99;i=1:d=0;Title", []),
        ("99;e=1;aGVsbG8=", [.notification(title: "hello", body: "")]), ("99;p=close;x", []),
        ("52;c;aGVsbG8=", [.clipboard(selection: "c", bytes: Array("hello".utf8))]),
        ("52;;aGk", [.clipboard(selection: "c", bytes: Array("hi".utf8))]),
        ("52;pX s;aGk=", [.clipboard(selection: "ps", bytes: Array("hi".utf8))]),
        ("52;c;!", [.clipboard(selection: "c", bytes: [])]), ("52;c;?", []), ("52;c", []),
        ("133;A", [.promptStarted(line: 0)]), ("133;B", [.commandStarted(line: 0)]),
        ("133;D", [.commandFinished(exitCode: nil)]),
        ("133;D;0", [.commandFinished(exitCode: 0)]), ("133;D;130;aid=1", [.commandFinished(exitCode: 130)]),
        ("133;Z", []),
        ("133;C;cmdline_url=ls%20-l", [.commandExecuted(text: "ls -l", line: 0)]), ("nonsense", []), ("", []),
        ("99999999;x", []), ("2x", []),
    ])
    func `an OSC becomes its event`(body: String, events: [TerminalEvent]) {
        #expect(Probe("\u{1B}]\(body)\u{7}").events == events)
        #expect(Probe("\u{1B}]\(body)\u{1B}\\").events == events)
    }

    @Test func `titles are told, and kept on a stack`() {
        let probe = Probe("\u{1B}]0;first\u{7}\u{1B}[22t\u{1B}]2;second\u{7}")
        #expect(probe.title == "second")
        #expect(probe.iconName == "first")
        probe.feed("\u{1B}[23t")
        #expect(probe.title == "first")
        probe.feed("\u{1B}[23t")
        #expect(probe.title == "first")
        for number in 0..<50 { probe.feed("\u{1B}]2;\(number)\u{7}\u{1B}[22;2t") }
        for _ in 0..<50 { probe.feed("\u{1B}[23;2t") }
        #expect(probe.title == "40")
    }

    @Test func `a long title is cut`() {
        let probe = Probe("\u{1B}]2;" + String(repeating: "é", count: 8000) + "\u{7}")
        #expect(probe.title == String(repeating: "é", count: 2048))
    }

    @Test func `a notification may come in parts`() {
        let probe = Probe(
            "\u{1B}]99;i=1:d=0;Hello \u{1B}\\\u{1B}]99;i=1:d=0:p=title;world\u{1B}\\\u{1B}]99;i=1:p=body;text\u{1B}\\"
        )
        #expect(probe.events == [.notification(title: "Hello world", body: "text")])
    }

    @Test func `links have an identifier and a target`() {
        let probe = Probe(
            "\u{1B}]8;id=x:foo=y;http://a/;b\u{1B}\\A\u{1B}]8;;\u{1B}\\B\u{1B}]8;;http://c\u{1B}\\C")
        #expect(probe.style(0, 0).link == "x;http://a/;b")
        #expect(probe.style(0, 1).link == nil)
        #expect(probe.style(0, 2).link == ";http://c")
    }

    @Test func `links with control characters or without measure are refused`() {
        #expect(Probe("\u{1B}]8;;http://a\u{1}b\u{7}x").style(0, 0).link == nil)
        #expect(Probe("\u{1B}]8;;" + String(repeating: "a", count: 3000) + "\u{7}x").style(0, 0).link == nil)
    }

    @Test func `the clipboard takes one mebibyte and no more`() {
        let fits = String(repeating: "AAAA", count: (1 << 20) / 3)
        guard case .clipboard(_, let bytes)? = Probe("\u{1B}]52;c;\(fits)\u{7}").events.first else {
            Issue.record("no clipboard event")
            return
        }
        #expect(bytes.count == 1 << 20 - 1)
        let large = String(repeating: "AAAA", count: 400_000)
        let probe = Probe("\u{1B}]52;c;\(large)\u{7}ok")
        #expect(probe.events == [])
        #expect(probe.screen == "ok")
    }

    @Test func `events that nobody takes are bounded, and repeated ones are one`() {
        let probe = Probe(String(repeating: "\u{7}", count: 1000))
        #expect(probe.events == [.bell])
        for number in 0..<2000 { probe.feed("\u{1B}]9;\(number)\u{7}") }
        let events = probe.events
        #expect(events.count <= 512)
        #expect(events.last == .notification(title: "", body: "1999"))
        probe.feed("\u{1B}]2;a\u{7}\u{1B}]2;b\u{7}\u{7}\u{1B}]9;4;1;1\u{7}\u{1B}]9;4;1;2\u{7}")
        #expect(probe.events == [.title("b"), .bell, .progress(state: 1, percent: 2)])
    }
}
