import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct GitBranchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func branch(in path: String) -> String? { GitBranch.name(in: folder.path + path) }

    @Test func `a folder deep in a repository knows its branch`() throws {
        try folder.write("ref: refs/heads/feature/x\n", to: ".git/HEAD")
        try folder.write("", to: "sub/deep/file")
        #expect(branch(in: "/sub/deep") == "feature/x")
    }

    @Test func `a detached head is shown by its first digits`() throws {
        try folder.write("0123456789abcdef0123456789abcdef01234567\n", to: ".git/HEAD")
        #expect(branch(in: "") == "01234567")
    }

    @Test func `a worktree's file leads to its folder`() throws {
        try folder.write("gitdir: ../real\n", to: "sub/.git")
        try folder.write("ref: refs/heads/side\n", to: "real/HEAD")
        #expect(branch(in: "/sub") == "side")
    }

    /// A table with one block: HEAD, which names a branch, and that branch.
    private static func table(_ head: [UInt8]) -> [UInt8] {
        let records =
            [0, UInt8("HEAD".utf8.count << 3) | head[0]] + Array("HEAD".utf8) + [0] + head.dropFirst()
        let length = 24 + 4 + records.count
        return Array("REFT".utf8) + [1, 0, 16, 0] + [UInt8](repeating: 0, count: 16)
            + [UInt8(ascii: "r"), 0, UInt8(length >> 8), UInt8(length & 0xFF)] + records
    }

    private static func reference(_ name: String) -> [UInt8] {
        [3, UInt8(name.utf8.count)] + Array(name.utf8)
    }

    @Test func `tables of references are read where HEAD only stands in for them`() throws {
        try folder.write("ref: refs/heads/.invalid\n", to: ".git/HEAD")
        #expect(branch(in: "") == nil)
        try folder.write("1.ref\n2.ref\n", to: ".git/reftable/tables.list")
        try folder.write(bytes: Self.table(Self.reference("refs/heads/old")), to: ".git/reftable/1.ref")
        try folder.write(bytes: Self.table(Self.reference("refs/heads/topic/x")), to: ".git/reftable/2.ref")
        #expect(branch(in: "") == "topic/x")
        let commit = [1] + [UInt8](repeating: 0xA5, count: 20)
        try folder.write(bytes: Self.table(commit), to: ".git/reftable/2.ref")
        #expect(branch(in: "") == "a5a5a5a5")
        try folder.write(bytes: Self.table([0]), to: ".git/reftable/2.ref")
        #expect(branch(in: "") == nil)
    }

    @Test func `a table that is cut or broken anywhere names nothing, and traps nowhere`() {
        let whole = Self.table(Self.reference("refs/heads/main"))
        #expect(Reftable.value(of: "HEAD", in: whole) == .reference("refs/heads/main"))
        #expect(Reftable.value(of: "ABC", in: whole) == nil)
        for count in whole.indices { #expect(Reftable.value(of: "HEAD", in: Array(whole[..<count])) == nil) }
        for place in whole.indices {
            var broken = whole
            broken[place] = 0xFF
            _ = Reftable.value(of: "HEAD", in: broken)
        }
    }

    @Test(arguments: ["ref: refs/remotes/x", "rubbish", "", "0123"])
    func `what git would not write is no branch`(head: String) throws {
        try folder.write(head, to: ".git/HEAD")
        #expect(branch(in: "") == nil)
    }

    @Test func `there is no branch outside a repository`() {
        #expect(branch(in: "") == nil)
        #expect(branch(in: "/no/such/folder") == nil)
    }
}
