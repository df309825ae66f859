private import CPosix
private import Glibc

/// Small private files and the directories they live in.
package enum Files {
    /// Makes sure that there is a directory that nobody else can write to or read.
    ///
    /// What is missing of the path is made, 0700. An own directory that others may only look into is closed to them.
    /// A symbolic link is followed if it is our own.
    ///
    /// - Throws: ``IOError`` with ENOTDIR for something else; with EPERM, and the owner and mode, for a directory
    ///   (or link) of another user or one that group or world may write to.
    package static func makePrivateDirectory(_ path: String) throws(IOError) {
        try makeDirectories(path)
        var link = SystemCall.FileFacts()
        try IOError.check(.makeDirectory(path: path), SystemCall.inspect(path, &link))
        let directory = Descriptor(
            try IOError.check(.makeDirectory(path: path), SystemCall.openDirectory(path)))
        var facts = SystemCall.FileFacts()
        try IOError.check(.makeDirectory(path: path), SystemCall.inspect(directory.raw, &facts))
        let user = geteuid()
        guard !link.isLink || link.owner == user else {
            throw IOError(.trustDirectory(path: path, owner: link.owner, mode: link.mode), errno: EPERM)
        }
        guard facts.owner == user, facts.mode & 0o022 == 0 else {
            throw IOError(.trustDirectory(path: path, owner: facts.owner, mode: facts.mode), errno: EPERM)
        }
        if facts.mode & 0o077 != 0 {
            try IOError.check(.makeDirectory(path: path), roost_change_mode(directory.raw, 0o700))
        }
    }

    private static func makeDirectories(_ path: String) throws(IOError) {
        let answer = SystemCall.makeDirectory(path, mode: 0o700)
        if answer == 0 || answer == -EEXIST { return }
        let parent = parent(of: path)
        guard answer == -ENOENT, !parent.isEmpty else {
            throw IOError(.makeDirectory(path: path), errno: -answer)
        }
        try makeDirectories(parent)
        let second = SystemCall.makeDirectory(path, mode: 0o700)
        if second != -EEXIST { try IOError.check(.makeDirectory(path: path), second) }
    }

    /// The path without its last part and the slashes around that; empty if nothing is left.
    private static func parent(of path: String) -> String {
        var rest = path[...]
        while rest.last == "/" { rest.removeLast() }
        while let last = rest.last, last != "/" { rest.removeLast() }
        while rest.last == "/" { rest.removeLast() }
        return String(rest)
    }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - path: A regular file, or one of /proc that has no size.
    ///   - maximum: More bytes than this are refused.
    /// - Returns: Its bytes.
    /// - Throws: ``IOError``, with EFBIG if it is longer.
    package static func readAll(_ path: String, maximum: Int = 64 << 20) throws(IOError) -> [UInt8] {
        let file = Descriptor(
            try IOError.check(.readFile(path: path), SystemCall.open(path, O_RDONLY | O_NONBLOCK)))
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try IOError.check(.readFile(path: path), SystemCall.read(file.raw, into: &part))
            guard count > 0 else { return content }
            guard count <= maximum - content.count else { throw IOError(.readFile(path: path), errno: EFBIG) }
            content.append(contentsOf: part[..<count])
        }
    }

    /// Reads the beginning of a file that may be large.
    ///
    /// - Throws: ``IOError``.
    package static func readBeginning(_ path: String, maximum: Int) throws(IOError) -> [UInt8] {
        let file = Descriptor(
            try IOError.check(.readFile(path: path), SystemCall.open(path, O_RDONLY | O_NONBLOCK)))
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: min(1 << 16, max(1, maximum)))
        while content.count < maximum {
            let count = try IOError.check(.readFile(path: path), SystemCall.read(file.raw, into: &part))
            guard count > 0 else { break }
            content.append(contentsOf: part[..<min(count, maximum - content.count)])
        }
        return content
    }

    /// Makes an empty file, 0600, where there is none; one that is there is never touched, whatever cannot be found out
    /// about it.
    ///
    /// - Throws: ``IOError``.
    package static func makeFile(_ path: String) throws(IOError) {
        let answer = SystemCall.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        guard answer != -EEXIST else { return }
        _ = Descriptor(try IOError.check(.writeFile(path: path), answer))
    }

    /// Replaces a file, 0600: readers see the old or the new content, and so does the next start after a power cut.
    ///
    /// Costs two fsync(2). A symbolic link at the path is replaced, not followed.
    ///
    /// - Throws: ``IOError``; then the old content stands and nothing is left behind.
    package static func writeAtomically(_ bytes: [UInt8], to path: String) throws(IOError) {
        let operation = IOError.Operation.writeFile(path: path)
        let slash = path.lastIndex(of: "/")
        let directoryPath = slash.map { String(path[...$0]) } ?? "."
        let temporaryPath = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        let directory = Descriptor(try IOError.check(operation, SystemCall.openDirectory(directoryPath)))
        let file = Descriptor(
            try IOError.check(
                operation, SystemCall.open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)))
        do throws(IOError) {
            var written = 0
            while written < bytes.count {
                written += try IOError.check(
                    operation, SystemCall.write(file.raw, bytes, from: written, isSocket: false))
            }
            try IOError.check(operation, roost_synchronize(file.raw))
            try IOError.check(operation, SystemCall.rename(temporaryPath, to: path))
        } catch {
            _ = SystemCall.unlink(temporaryPath)
            throw error
        }
        try IOError.check(operation, roost_synchronize(directory.raw))
    }

    /// Makes a symbolic link, or lets the one that is there lead elsewhere; nobody ever finds none.
    ///
    /// - Throws: ``IOError``; then the old one stands.
    package static func link(_ path: String, to target: String) throws(IOError) {
        let operation = IOError.Operation.writeFile(path: path)
        let temporaryPath = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        try IOError.check(operation, SystemCall.symlink(target, at: temporaryPath))
        do throws(IOError) {
            try IOError.check(operation, SystemCall.rename(temporaryPath, to: path))
        } catch {
            _ = SystemCall.unlink(temporaryPath)
            throw error
        }
    }

    /// Locks a file for this process, until the descriptor and all its copies are closed.
    ///
    /// The file is made if need be, 0600, and never removed: removing it would let two hold the lock.
    ///
    /// - Returns: nil if someone else has it.
    /// - Throws: ``IOError``.
    package static func lock(_ path: String) throws(IOError) -> Descriptor? {
        let file = Descriptor(
            try IOError.check(
                .lockFile(path: path), SystemCall.open(path, O_RDWR | O_CREAT, mode: 0o600)))
        let answer = roost_lock(file.raw)
        guard answer != -EWOULDBLOCK else { return nil }
        try IOError.check(.lockFile(path: path), answer)
        return file
    }

    /// Locks a file for this process like ``lock(_:)``, and blocks the thread until whoever has it lets it go.
    ///
    /// - Throws: ``IOError``.
    package static func waitForLock(_ path: String) throws(IOError) -> Descriptor {
        let file = Descriptor(
            try IOError.check(
                .lockFile(path: path), SystemCall.open(path, O_RDWR | O_CREAT, mode: 0o600)))
        try IOError.check(.lockFile(path: path), roost_wait_for_lock(file.raw))
        return file
    }

    /// Lifts the limit of open descriptors as far as the user may, and answers it.
    ///
    /// Children inherit it, and programs with select(2) cannot use a descriptor over 1,023.
    @discardableResult
    package static func raiseDescriptorLimit() throws(IOError) -> Int {
        Int(try IOError.check(.raiseDescriptorLimit, roost_raise_descriptor_limit()))
    }
}
