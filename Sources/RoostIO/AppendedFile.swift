private import Glibc

/// A private file that is only added to.
package struct AppendedFile: ~Copyable, Sendable {
    private let file: Descriptor
    private let path: String
    /// Bytes in the file.
    package private(set) var size: Int

    /// Opens a file, or makes it, 0600.
    ///
    /// - Throws: ``IOError``.
    package init(path: String) throws(IOError) {
        let operation = IOError.Operation.writeFile(path: path)
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
        let file = Descriptor(try IOError.check(operation, SystemCall.open(path, flags, mode: 0o600)))
        let end = lseek(file.raw, 0, SEEK_END)
        guard end >= 0 else { throw IOError(operation, errno: errno) }
        self.file = file
        self.path = path
        size = end
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: ``IOError``; some of the bytes may be in the file then.
    package mutating func append(_ bytes: [UInt8]) throws(IOError) {
        var written = 0
        while written < bytes.count {
            let count = try IOError.check(
                .writeFile(path: path), SystemCall.write(file.raw, bytes, from: written, isSocket: false))
            written += count
            size += count
        }
    }
}
