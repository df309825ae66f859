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

    @Test func `there is no branch outside a repository`() {
        #expect(branch(in: "") == nil)
        #expect(branch(in: "/no/such/folder") == nil)
    }
}
