private import Glibc

/// Facts that only the kernel knows.
enum Machine {
    /// Who runs this.
    static var user: UInt32 { geteuid() }

    /// RLIMIT_NOFILE.
    static var descriptorLimit: (soft: UInt64, hard: UInt64) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return (0, 0)
        }
        return (UInt64(limit.rlim_cur), UInt64(limit.rlim_max))
    }

    /// What stat(2) says about a path.
    struct FileFacts: Equatable {
        let owner: UInt32
        /// The permission bits.
        let mode: UInt32
        let isDirectory: Bool
        let byteCount: Int64
    }

    /// Follows symbolic links; nil if there is nothing.
    static func facts(of path: String) -> FileFacts? {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return nil }
        return FileFacts(
            owner: information.st_uid, mode: information.st_mode & 0o7777,
            isDirectory: information.st_mode & S_IFMT == S_IFDIR, byteCount: Int64(information.st_size))
    }
}
