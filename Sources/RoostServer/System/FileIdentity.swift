import Glibc
import RoostIO

/// Which file a path or a descriptor stands for: another file of the same name is another identity.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    private init(_ facts: stat) {
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
    }

    /// What is at a path, a symbolic link included; nil when nothing is, or nobody may know.
    static func at(_ path: String) -> FileIdentity? {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0 else { return nil }
        return FileIdentity(facts)
    }

    /// What a descriptor has open, its name gone or not.
    static func of(_ descriptor: borrowing Descriptor) -> FileIdentity? {
        var facts = stat()
        guard unsafe fstat(descriptor.raw, &facts) == 0 else { return nil }
        return FileIdentity(facts)
    }
}
