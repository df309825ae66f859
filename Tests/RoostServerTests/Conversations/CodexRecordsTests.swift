import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct CodexRecordsTests {
    private static let id = "01a227db-ee22-74a1-9f91-cd0b78c06ecd"
    private static let other = "01a227db-fd2d-78f2-b2ec-f58ad9d0a8ab"
    private let now = Timestamp(milliseconds: 1_795_965_100_000)

    /// A process that was started so many seconds ago, as far as its files tell.
    private func process(_ folder: TemporaryFolder, startedBefore seconds: Int, home: Bool = true) throws {
        let variables = home ? "HOME=\(folder.path)" : "CODEX_HOME=\(folder.path)/.codex\0HOME=/nowhere"
        try folder.write("PATH=/bin\0\(variables)\0", to: "proc/7/environ")
        let ticks = (5000 - seconds) * 100
        let fields = (["S"] + Array(repeating: "0", count: 18) + ["\(ticks)", "0"]).joined(separator: " ")
        try folder.write("7 (codex) x) \(fields)\n", to: "proc/7/stat")
        try folder.write("5000.00 9000.00\n", to: "proc/uptime")
        try folder.write("", to: "proc/7/fd/.keep")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/proc/7/cwd", withDestinationPath: "/src/api")
    }

    private func opens(_ path: String, as number: Int, _ folder: TemporaryFolder) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/proc/7/fd/\(number)", withDestinationPath: path)
    }

    private func rollout(
        _ id: String, _ folder: TemporaryFolder, cwd: String = "/src/api", secondsAgo: Int64 = 5,
        more: String = ""
    ) throws {
        let begun = Timestamp(milliseconds: now.milliseconds - secondsAgo * 1000)
        let day = begun.description.prefix(10).replacing("-", with: "/")
        try folder.write(
            #"{"type":"session_meta","payload":{"id":"\#(id)","timestamp":"\#(begun)","cwd":"\#(cwd)"\#(more)}}"#
                + "\n{}\n",
            to: ".codex/sessions/\(day)/rollout-2026-11-29T15-10-54-\(id).jsonl")
    }

    private func found(_ folder: TemporaryFolder) -> String? {
        CodexRecords(pid: 7, now: now, proc: folder.path + "/proc")?.conversation
    }

    @Test func `what the process has open is its conversation`() throws {
        let folder = try TemporaryFolder()
        try process(folder, startedBefore: 10)
        try rollout(Self.other, folder)
        let home = folder.path + "/.codex"
        try opens("/dev/pts/3", as: 0, folder)
        try opens("\(home)/thread-writer-locks/\(Self.id).lock", as: 11, folder)
        try opens("\(home)/sessions/2026/11/29/rollout-2026-11-29T15-10-54-\(Self.id).jsonl", as: 12, folder)
        #expect(found(folder) == Self.id)
        // While the hidden turn that names it is under way.
        try opens("\(home)/thread-writer-locks/\(Self.other).lock", as: 13, folder)
        #expect(found(folder) == nil)
    }

    @Test(arguments: [true, false])
    func `one that lives elsewhere is known by its folder and its beginning`(home: Bool) throws {
        let folder = try TemporaryFolder()
        try process(folder, startedBefore: 10, home: home)
        #expect(found(folder) == nil)
        try rollout(Self.id, folder)
        try rollout("01a227db-0000-74a1-9f91-cd0b78c06ecd", folder, cwd: "/src/other")
        try rollout("01a227db-1111-74a1-9f91-cd0b78c06ecd", folder, secondsAgo: 60)
        try rollout(
            "01a227db-2222-74a1-9f91-cd0b78c06ecd", folder, more: #","thread_source":"subagent""#)
        #expect(found(folder) == Self.id)
    }

    @Test func `where two could be meant, none is`() throws {
        let folder = try TemporaryFolder()
        try process(folder, startedBefore: 10)
        try rollout(Self.id, folder)
        try rollout(Self.other, folder)
        #expect(found(folder) == nil)
    }

    @Test(arguments: ["", "{", "7 (x) S 1\n", "7 (x) S 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 nan 0", "7 x"])
    func `whatever is strange is nothing`(stat: String) throws {
        let folder = try TemporaryFolder()
        try process(folder, startedBefore: 10)
        try rollout(Self.id, folder)
        try folder.write(stat, to: "proc/7/stat")
        #expect(found(folder) == nil)
        #expect(CodexRecords(pid: 8, now: now, proc: folder.path + "/proc") == nil)
    }

    @Test(
        arguments: [
            ("/h/sessions/2026/11/29/rollout-2026-11-29T15-10-54-\(id).jsonl", id),
            ("/h/thread-writer-locks/\(id).lock", id), ("/other/thread-writer-locks/\(id).lock", nil),
            ("/h/sessions/notes.txt", nil), ("/h/sessions/rollout-x.jsonl", nil),
            ("/h/thread-writer-locks/.lock", nil),
        ] as [(String, String?)])
    func `a file is named after its conversation`(path: String, id: String?) {
        #expect(CodexRecords.identifier(ofFile: path, in: "/h") == id)
    }
}
