private import CPosix
private import Glibc

/// A file in memory with given content; its descriptor is closed with it unless it was taken.
final class MemoryFile {
    private var descriptor: Int32

    /// Nil when the system has no more of them.
    init?(_ content: [UInt8]) {
        descriptor = unsafe roost_memory_file("roost-fuzz")
        guard descriptor >= 0 else { return nil }
        var start = 0
        while start < content.count {
            let count = unsafe content.withUnsafeBytes {
                unsafe pwrite(
                    descriptor, $0.baseAddress.map { unsafe $0 + start }, content.count - start, off_t(start))
            }
            guard count > 0 else { return nil }
            start += count
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Gives the descriptor away, for good.
    func takeDescriptor() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }

    /// All of a file.
    static func content(of descriptor: Int32) -> [UInt8] {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else { return [] }
        var content = [UInt8](repeating: 0, count: Int(facts.st_size))
        let count = unsafe content.withUnsafeMutableBytes {
            unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
        }
        return count == content.count ? content : []
    }

    /// A new one without content; the caller owns it.
    static func empty() -> Int32 { unsafe roost_memory_file("roost-fuzz") }
}

/// A pipe that holds some bytes and then ends.
final class BytePipe {
    /// The end to read from.
    let source: Int32

    /// Nil when there are more bytes than a pipe holds, or no more pipes.
    init?(_ content: [UInt8]) {
        var ends: [Int32] = [-1, -1]
        guard content.count <= 60_000, unsafe pipe(&ends) == 0 else { return nil }
        source = ends[0]
        let count = unsafe content.withUnsafeBytes { unsafe write(ends[1], $0.baseAddress, $0.count) }
        close(ends[1])
        guard count == content.count else { return nil }
    }

    deinit { close(source) }
}
