private import Glibc

/// What this process runs.
enum Program {
    /// Runs another program in this process, with its descriptors, environment and number (execv(3)).
    ///
    /// - Returns: Why it could not, in words; else nothing returns.
    static func replace(by path: String, _ arguments: [String]) -> String {
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { unsafe free($0) } }
        _ = unsafe execv(path, words)
        return unsafe String(cString: strerror(errno))
    }

    /// The file that a path names after all symbolic links (realpath(3)), as the kernel names what a process runs;
    /// nil if there is none.
    static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
