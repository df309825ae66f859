private import CPosix
private import Glibc

extension SystemCall {
    /// Who owns a file, what it is (the S_IFMT bits) and who may use it (the permission bits).
    struct FileFacts: Equatable {
        var owner: UInt32 = 0
        var kind: UInt32 = 0
        var mode: UInt32 = 0

        var isDirectory: Bool { kind == S_IFDIR }
        var isLink: Bool { kind == S_IFLNK }
        var isSocket: Bool { kind == S_IFSOCK }
    }

    static func open(_ path: String, _ flags: Int32, mode: UInt32 = 0) -> Int32 {
        unsafe withPath(path) { unsafe roost_open($0, flags, mode) }
    }

    static func openDirectory(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe roost_open_directory($0) }
    }

    /// Looks at the path itself, not through a symbolic link at its end.
    static func inspect(_ path: String, _ facts: inout FileFacts) -> Int32 {
        unsafe withPath(path) { unsafe roost_inspect($0, &facts.owner, &facts.kind, &facts.mode) }
    }

    static func inspect(_ descriptor: Int32, _ facts: inout FileFacts) -> Int32 {
        unsafe roost_inspect_descriptor(descriptor, &facts.owner, &facts.kind, &facts.mode)
    }

    static func makeDirectory(_ path: String, mode: UInt32) -> Int32 {
        unsafe withPath(path) { unsafe roost_make_directory($0, mode) }
    }

    static func unlink(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe roost_unlink($0) }
    }

    static func removeDirectory(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe rmdir($0) == 0 ? 0 : -errno }
    }

    static func symlink(_ target: String, at path: String) -> Int32 {
        unsafe withPath(target) { target in
            unsafe withPath(path) { unsafe Glibc.symlink(target, $0) == 0 ? 0 : -errno }
        }
    }

    static func rename(_ from: String, to: String) -> Int32 {
        unsafe withPath(from) { from in
            unsafe withPath(to) { to in unsafe roost_rename(from, to) }
        }
    }
}
