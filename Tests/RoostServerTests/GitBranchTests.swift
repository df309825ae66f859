import Foundation
import Testing

@testable import RoostServer

@Suite struct GitBranchTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let path = "/tmp/roost-git.\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: path + "/sub/deep", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func write(_ text: String, _ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func `a folder deep in a repository knows its branch`() throws {
        try withFolder { path in
            try write("ref: refs/heads/feature/x\n", path + "/.git/HEAD")
            #expect(GitBranch.name(in: path + "/sub/deep") == "feature/x")
        }
    }

    @Test func `a detached head is shown by its first digits`() throws {
        try withFolder { path in
            try write("0123456789abcdef0123456789abcdef01234567\n", path + "/.git/HEAD")
            #expect(GitBranch.name(in: path) == "01234567")
        }
    }

    @Test func `a worktree's file leads to its folder`() throws {
        try withFolder { path in
            try write("gitdir: ../real\n", path + "/sub/.git")
            try write("ref: refs/heads/side\n", path + "/real/HEAD")
            #expect(GitBranch.name(in: path + "/sub") == "side")
        }
    }

    @Test func `there is no branch outside a repository`() throws {
        try withFolder { path in #expect(GitBranch.name(in: path + "/sub") == nil) }
        #expect(GitBranch.name(in: "/no/such/folder") == nil)
    }
}
