private import Glibc

// Folders and files that the kernel makes as they are looked at, such as those of cgroups.
extension Files {
    /// Makes a folder in one that is there.
    ///
    /// - Throws: ``IOError``, with EEXIST when it is there already.
    package static func makeFolder(_ path: String) throws(IOError) {
        try IOError.check(.makeDirectory(path: path), SystemCall.makeDirectory(path, mode: 0o755))
    }

    /// Removes a folder that holds nothing (any more), if it is there.
    ///
    /// - Throws: ``IOError``, with EBUSY or ENOTEMPTY when it holds something.
    package static func removeFolder(_ path: String) throws(IOError) {
        let answer = SystemCall.removeDirectory(path)
        if answer != -ENOENT { try IOError.check(.removeFile(path: path), answer) }
    }

    /// Writes into a file that is there, in a single call as the kernel's control files need it.
    ///
    /// - Throws: ``IOError``.
    package static func write(_ text: String, into path: String) throws(IOError) {
        let operation = IOError.Operation.writeFile(path: path)
        let file = Descriptor(try IOError.check(operation, SystemCall.open(path, O_WRONLY)))
        try IOError.check(operation, SystemCall.write(file.raw, Array(text.utf8), from: 0, isSocket: false))
    }
}
