import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct SessionDirectoryTests {
    private func id(_ number: UInt64) -> SessionID { SessionID(rawValue: number) }

    private func info(_ number: UInt64, _ name: String, _ state: SessionState = .running) -> SessionInfo {
        let now = Timestamp(milliseconds: Int64(number))
        return SessionInfo(
            name: name, number: id(number), state: state, provider: "shell", command: ["sh"], cols: 80,
            rows: 24, cwd: "/", createdAt: now, lastActivity: now, stateSince: now)
    }

    private func directory(_ names: String...) -> SessionDirectory {
        var directory = SessionDirectory()
        for (index, name) in names.enumerated() { directory.insert(info(UInt64(index + 1), name)) }
        return directory
    }

    @Test func `a session is found by name, number and the unique beginning of its name`() throws {
        let directory = directory("api", "web")
        #expect(try directory.resolve("web", for: "kill") == id(2))
        #expect(try directory.resolve("1", for: "kill") == id(1))
        #expect(try directory.resolve("a", for: "kill") == id(1))
    }

    @Test func `a name counts before the longer names that begin with it`() throws {
        #expect(try directory("api", "api-2").resolve("api", for: "kill") == id(1))
    }

    @Test(arguments: ["x", "", "3", "-"])
    func `what names nothing is refused`(target: String) {
        #expect(throws: Failure.self) { try directory("api", "web").resolve(target, for: "kill") }
    }

    @Test func `an empty target is seen in the error`() {
        #expect(
            throws: Failure("kill \"\"", cause: "no such session", advice: "see roost list --all")
        ) { try directory("api").resolve("", for: "kill") }
    }

    @Test func `a beginning of several names is refused with all of them`() {
        #expect(
            throws: Failure(
                "kill a", cause: "several sessions begin so: abc, api", advice: "write more of the name")
        ) { try directory("api", "abc").resolve("a", for: "kill") }
    }

    @Test(arguments: [
        "", "12", "-x", "a b", "a\u{7}", "a\u{202E}b", String(repeating: "x", count: 65),
        String(repeating: "漢", count: 33), "e" + String(repeating: "\u{301}", count: 200), "a\u{2028}b",
        "a\u{A0}b", "a\u{3000}b", "a\u{115F}b", "\u{3164}", "a\u{2800}b", "\u{301}", "a\u{200B}b",
    ])
    func `what cannot be typed or told from a number or an option is no name`(name: String) {
        #expect(throws: Failure.self) { try SessionDirectory().checkName(name) }
    }

    @Test(arguments: ["api", "é", "漢字", String(repeating: "漢", count: 32), "a.b", "\u{1F511}"])
    func `what can be seen is a name`(name: String) throws {
        try SessionDirectory().checkName(name)
    }

    @Test func `a renamed session has the new name and frees the old one`() throws {
        var directory = directory("api", "web")
        #expect(try directory.rename(id(1), to: "back") == true)
        #expect(directory[id(1)]?.name == "back")
        #expect(try directory.resolve("back", for: "kill") == id(1))
        try directory.checkName("api")
        #expect(try directory.rename(id(1), to: "back") == false)
        #expect(throws: Failure.self) { try directory.rename(id(2), to: "back") }
        #expect(throws: Failure.self) { try directory.rename(id(9), to: "new") }
    }

    /// A session on another loop says what it was a moment before it heard of its new name.
    @Test func `a late report changes neither the name nor the workspace`() throws {
        var directory = directory("api", "web")
        _ = try directory.rename(id(1), to: "back")
        #expect(directory.place(id(1), in: "main") == true)
        _ = try directory.rename(id(2), to: "api")
        var late = info(1, "api")
        late.title = "new title"
        let report = directory.report(late)
        let known = try #require(report)
        #expect(known.name == "back")
        #expect(known.workspace == "main")
        #expect(known.title == "new title")
        #expect(try directory.resolve("api", for: "kill") == id(2))
    }

    @Test func `a report of a removed session is ignored`() {
        var directory = directory("api")
        directory.remove(id(1))
        #expect(directory.report(info(1, "api")) == nil)
        #expect(directory.infos.isEmpty)
        #expect(directory.freeName("api") == "api")
    }

    @Test func `free names are counted up`() {
        #expect(directory("bash", "bash-2").freeName("bash") == "bash-3")
        #expect(SessionInfo.automaticName(of: "7-zip!") == "zip")
        #expect(SessionInfo.automaticName(of: "--") == "session")
    }

    /// A shell as it is when nothing named it, open or over.
    private func shell(_ number: UInt64, _ name: String, _ state: SessionState, in workspace: String? = nil)
        -> SessionInfo
    {
        var shell = info(number, name)
        shell.kind = .shell
        shell.command = ["/bin/bash"]
        shell.state = state
        shell.workspace = workspace
        return shell
    }

    @Test func `a shell that is over gives its number to the next`() throws {
        var directory = SessionDirectory()
        directory.insert(shell(1, "bash", .running))
        directory.insert(shell(2, "bash-2", .completed))
        let taken = directory.takeName("bash")
        #expect(taken.name == "bash-2" && taken.renamed?.name == "bash@2")
        directory.insert(shell(3, taken.name, .running))
        #expect(try directory.resolve("bash@2", for: "show") == id(2))
        #expect(try directory.resolve("bash-2", for: "show") == id(3))
        #expect(directory.takeName("bash").name == "bash-3")
    }

    @Test func `no name is taken from what is shown, was named, is no shell, or runs`() {
        var directory = SessionDirectory()
        directory.insert(shell(1, "bash", .error, in: "main"))
        var made = shell(2, "bash-2", .completed)
        made.kind = .program
        directory.insert(made)
        directory.insert(shell(3, "bash-3", .running))
        #expect(directory.takeName("bash").name == "bash-4")
        directory.insert(shell(4, "api", .completed))
        #expect(directory.takeName("api").name == "api-2")
    }

    @Test func `a session whose name is taken gets another`() {
        var directory = directory("recovered-2")
        #expect(directory.insert(info(2, "recovered-2")).name == "recovered-2-2")
    }

    @Test func `numbers are never given twice`() {
        var directory = directory("a")
        #expect(directory.takeNumber() == id(2))
        directory.reserveNumbers(below: 10)
        directory.reserveNumbers(below: 5)
        #expect(directory.takeNumber() == id(10))
        directory.insert(info(20, "b"))
        #expect(directory.takeNumber() == id(21))
    }

    @Test func `an ended session is restarted once at a time`() throws {
        var directory = SessionDirectory()
        directory.insert(info(1, "api", .completed))
        #expect(try directory.beginRestart(id(1)).state == .completed)
        #expect(throws: Failure.self) { try directory.beginRestart(id(1)) }
        // It was sent before the session knew.
        _ = directory.report(info(1, "api", .completed))
        #expect(directory.isRestarting(id(1)))
        #expect(throws: Failure.self) { try directory.beginRestart(id(1)) }
        directory.endRestart(id(1))
        #expect(directory.report(info(1, "api", .error))?.state == .error)
        _ = try directory.beginRestart(id(1))
    }

    @Test func `only what lives can be interrupted`() throws {
        var directory = SessionDirectory()
        var living = info(1, "api")
        living.pid = 7
        directory.insert(living)
        directory.insert(info(2, "web", .completed))
        let now = Timestamp(milliseconds: 99)
        let change = directory.interrupt(id(1), as: .machineRestarted, at: now)
        let interrupted = try #require(change)
        #expect(interrupted.state == .error)
        #expect(interrupted.end == .machineRestarted)
        #expect(interrupted.pid == nil)
        #expect(interrupted.stateSince == now)
        #expect(directory.interrupt(id(2), as: .interrupted, at: now) == nil)
        #expect(directory.livingCount == 0)
    }

    @Test func `the needy come by urgency, then by time`() {
        var directory = SessionDirectory()
        for (number, kind): (UInt64, Attention.Kind) in [(1, .bell), (2, .approval), (3, .approval)] {
            var info = info(number, "s\(number)x")
            info.attention = Attention(
                kind: kind, text: "", source: "screen", since: Timestamp(milliseconds: 10 - Int64(number)))
            directory.insert(info)
        }
        #expect(directory.needy.map(\.number) == [id(3), id(2), id(1)])
    }
}
