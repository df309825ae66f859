private import Glibc

/// What the system says about this machine, this user and its files.
package enum Host {
    /// The machine's name as gethostname(2) gives it, without the domain.
    package static var name: String {
        let name = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, unsafe gethostname(base, 255) == 0 else {
                return "localhost"
            }
            unsafe buffer[255] = 0
            return unsafe String(cString: base)
        }
        return String(name.prefix { $0 != "." })
    }

    /// Tells one start of the machine from every other (random(4)); empty when the kernel does not say.
    package static var bootIdentifier: String {
        let text = (try? Files.readAll("/proc/sys/kernel/random/boot_id", maximum: 128)) ?? []
        return String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self)
    }

    /// The login shell of this user; nil when the machine's own list of users (passwd(5)) does not know it.
    ///
    /// Users of a directory service are not looked for: what getpwuid(3) loads for them, a program that is linked
    /// statically cannot rely on.
    package static var loginShell: String? {
        let bytes = (try? Files.readAll("/etc/passwd", maximum: 1 << 20)) ?? []
        return loginShell(of: getuid(), in: String(decoding: bytes, as: UTF8.self))
    }

    /// The last field of the user's line, unless it is empty.
    static func loginShell(of user: UInt32, in passwd: String) -> String? {
        for line in passwd.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 7, UInt32(fields[2]) == user else { continue }
            return fields[6].isEmpty ? nil : String(fields[6])
        }
        return nil
    }

    /// The wall clock, in milliseconds since 1970-01-01 UTC.
    package static var milliseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Whether a folder is there, at a path as ``ByteText``, that can be entered.
    package static func isDirectory(_ path: String) -> Bool {
        var facts = stat()
        let path = cString(path)
        guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return false }
        return unsafe access(path, X_OK) == 0
    }

    /// Whether two paths, as ``ByteText``, lead to one file or folder.
    package static func isSame(_ path: String, _ other: String) -> Bool {
        var (facts, others) = (stat(), stat())
        guard unsafe stat(cString(path), &facts) == 0, unsafe stat(cString(other), &others) == 0 else {
            return false
        }
        return facts.st_dev == others.st_dev && facts.st_ino == others.st_ino
    }

    /// Whether something is at a path, as ``ByteText``, or where its links lead.
    package static func exists(_ path: String) -> Bool { unsafe access(cString(path), F_OK) == 0 }

    /// The words of this process as ``ByteText``, the zeroth too; nil when /proc does not tell.
    package static var arguments: [String]? { strings("/proc/self/cmdline") }

    /// What the environment of this process was at its start, `NAME=value` each, as ``ByteText``.
    package static var environment: [String]? { strings("/proc/self/environ") }

    private static func strings(_ path: String) -> [String]? {
        guard var bytes = try? Files.readAll(path) else { return nil }
        if bytes.last == 0 { bytes.removeLast() }
        guard !bytes.isEmpty else { return [] }
        return bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            ByteText.text(of: Array($0))
        }
    }

    /// The directory of this process, without symbolic links, as ``ByteText``; nil when it was removed.
    package static var workingDirectory: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard unsafe getcwd(&buffer, buffer.count) != nil else { return nil }
        return ByteText.text(of: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }

    private static func cString(_ path: String) -> [CChar] {
        ByteText.bytes(of: path).map { CChar(bitPattern: $0) } + [0]
    }

    /// Whether a file is there that can be run; `errno` says why not, nil when it can.
    package static func whyNotExecutable(_ path: String) -> Int32? {
        unsafe access(path, X_OK) == 0 ? nil : errno
    }

    /// What an `errno` means, in words.
    package static func message(for errno: Int32) -> String {
        unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    }

    /// Writes to standard error; what does not fit is lost.
    package static func writeError(_ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Deletes a file, if it is there.
    package static func removeFile(_ path: String) {
        _ = unsafe unlink(path)
    }

    /// Writes one byte to a descriptor, and closes it.
    package static func sendLast(_ byte: UInt8, to descriptor: Int32) {
        var byte = byte
        _ = unsafe write(descriptor, &byte, 1)
        _ = close(descriptor)
    }
}
