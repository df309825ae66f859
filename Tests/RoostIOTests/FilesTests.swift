import Foundation
import Glibc
import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct FilesTests {
    private func facts(_ path: String) throws -> SystemCall.FileFacts {
        var facts = SystemCall.FileFacts()
        try #require(SystemCall.inspect(path, &facts) == 0)
        return facts
    }

    @Test func `a file is made where there is none, and one that is there is not touched`() throws {
        try TemporaryFolder.with { directory in
            let path = directory + "/file"
            try Files.makeFile(path)
            #expect(try Files.readAll(path).isEmpty)
            try Files.writeAtomically([1, 2, 3], to: path)
            try Files.makeFile(path)
            #expect(try Files.readAll(path) == [1, 2, 3])
            #expect(throws: IOError.self) { try Files.makeFile(directory + "/none/file") }
        }
    }

    @Test(arguments: ["a", "a/b/c", "a/b/", "a//b///c//"])
    func `what is missing of a path is made, private`(relative: String) throws {
        try TemporaryFolder.with { root in
            let path = "\(root)/\(relative)"
            try Files.makePrivateDirectory(path)
            try Files.makePrivateDirectory(path)
            #expect(try facts(path).isDirectory)
            #expect(try facts(path).mode == 0o700)
            #expect(try facts("\(root)/a").mode == 0o700)
        }
    }

    @Test(arguments: [0o755, 0o750, 0o711] as [mode_t])
    func `an own directory that others may look into is closed to them`(mode: mode_t) throws {
        try TemporaryFolder.with { root in
            try setMode(mode, of: root)
            try Files.makePrivateDirectory(root)
            #expect(try facts(root).mode == 0o700)
        }
    }

    @Test(arguments: [0o777, 0o770, 0o720, 0o1777, 0o702] as [mode_t])
    func `a directory that others may write to is refused and left as it is`(mode: mode_t) throws {
        try TemporaryFolder.with { root in
            try setMode(mode, of: root)
            let refusal = IOError(
                .trustDirectory(path: root, owner: geteuid(), mode: UInt32(mode)), errno: EPERM)
            #expect(throws: refusal) { try Files.makePrivateDirectory(root) }
            #expect(try facts(root).mode == UInt32(mode))
        }
    }

    @Test func `a directory of another user is refused`() throws {
        try TemporaryFolder.with { root in
            let path = geteuid() == 0 ? root : "/usr"
            if geteuid() == 0 {
                try setMode(0o700, of: root)
                try setOwner(12_345, of: root)
            }
            let found = try facts(path)
            let refusal = IOError(
                .trustDirectory(path: path, owner: found.owner, mode: found.mode), errno: EPERM)
            #expect(throws: refusal) { try Files.makePrivateDirectory(path) }
        }
    }

    @Test func `a link of another user is refused, and one's own is followed`() throws {
        try TemporaryFolder.with { root in
            let (target, link) = ("\(root)/target", "\(root)/link")
            try Files.makePrivateDirectory(target)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            try Files.makePrivateDirectory(link)
            guard geteuid() == 0 else { return }
            try setOwner(12_345, of: link)
            #expect(throws: IOError.self) { try Files.makePrivateDirectory(link) }
        }
    }

    @Test func `a file in the way is refused`() throws {
        try TemporaryFolder.with { root in
            try Files.writeAtomically([], to: "\(root)/file")
            #expect(throws: IOError(.makeDirectory(path: "\(root)/file"), errno: ENOTDIR)) {
                try Files.makePrivateDirectory("\(root)/file")
            }
            #expect(throws: IOError(.makeDirectory(path: "\(root)/file/a"), errno: ENOTDIR)) {
                try Files.makePrivateDirectory("\(root)/file/a")
            }
            #expect(throws: IOError.self) { try Files.makePrivateDirectory("") }
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 300_000])
    func `what was written is read, and the file is private`(count: Int) throws {
        try TemporaryFolder.with { root in
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let path = "\(root)/file"
            try Files.writeAtomically([9, 9, 9], to: path)
            try Files.writeAtomically(bytes, to: path)
            #expect(try Files.readAll(path) == bytes)
            #expect(try facts(path).mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["file"])
        }
    }

    @Test func `a write that fails leaves the old file and nothing else`() throws {
        try TemporaryFolder.with { root in
            let path = "\(root)/directory"
            try Files.makePrivateDirectory(path)
            try Files.writeAtomically([1], to: "\(path)/inside")
            #expect(throws: IOError.self) { try Files.writeAtomically([2], to: path) }
            #expect(throws: IOError(.writeFile(path: "\(root)/no/file"), errno: ENOENT)) {
                try Files.writeAtomically([2], to: "\(root)/no/file")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["directory"])
            #expect(try Files.readAll("\(path)/inside") == [1])
        }
    }

    @Test func `a file that is too long is refused`() throws {
        try TemporaryFolder.with { root in
            let path = "\(root)/file"
            try Files.writeAtomically([UInt8](repeating: 1, count: 101), to: path)
            #expect(try Files.readAll(path, maximum: 101).count == 101)
            #expect(throws: IOError(.readFile(path: path), errno: EFBIG)) {
                try Files.readAll(path, maximum: 100)
            }
        }
    }

    @Test func `a file of proc is read although it says that it is empty`() throws {
        #expect(try !Files.readAll("/proc/self/stat").isEmpty)
    }

    @Test func `a lock is held by one at a time`() throws {
        try TemporaryFolder.with { root in
            let path = "\(root)/lock"
            do {
                guard let held = try Files.lock(path) else {
                    Issue.record("a new lock is held by somebody")
                    return
                }
                #expect(try !canLock(path))
                #expect(try facts(path).mode == 0o600)
                _ = consume held
            }
            #expect(try canLock(path))
        }
    }

    @Test func `the limit of descriptors is raised as far as it goes`() throws {
        let limit = try Files.raiseDescriptorLimit()
        #expect(limit >= 1_024)
        #expect(try Files.raiseDescriptorLimit() == limit)
    }
}
