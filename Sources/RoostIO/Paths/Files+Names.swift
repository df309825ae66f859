private import Glibc

extension Files {
    /// Removes a file, if it is there.
    ///
    /// - Throws: ``IOError``.
    package static func remove(_ path: String) throws(IOError) {
        let answer = SystemCall.unlink(path)
        if answer != -ENOENT { try IOError.check(.removeFile(path: path), answer) }
    }

    /// Gives a file another name, in place of what has that name now.
    ///
    /// - Throws: ``IOError``.
    package static func rename(_ path: String, to other: String) throws(IOError) {
        try IOError.check(.writeFile(path: other), SystemCall.rename(path, to: other))
    }
}
