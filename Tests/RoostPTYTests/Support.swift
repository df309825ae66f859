import CPosix
import Foundation
import Glibc
import RoostIO

/// A stream that a test writes and a journal reads.
struct Source: ~Copyable {
    let input: Descriptor
    let output: Descriptor

    init() throws {
        let (first, second) = try UnixSocket.pair().take()
        input = Descriptor(first)
        output = Descriptor(second)
    }

    /// Writes all of it; the other end must read before the socket is full.
    func write(_ bytes: [UInt8]) {
        let count = unsafe Glibc.write(input.raw, bytes, bytes.count)
        precondition(count == bytes.count, "the socket took \(count) of \(bytes.count) bytes")
    }

    func end() {
        shutdown(input.raw, Int32(SHUT_WR))
    }
}

/// A terminal without a child.
struct Terminal: ~Copyable {
    let master: Descriptor
    let slave: Descriptor

    init(rows: UInt16 = 24, columns: UInt16 = 80) {
        var name = [CChar](repeating: 0, count: 64)
        master = Descriptor(unsafe roost_pty_open(rows, columns, &name, 64))
        slave = Descriptor(unsafe open(name, O_RDWR | O_NOCTTY | O_CLOEXEC))
    }
}

/// Bytes that tell where they are, never 0xFF; they repeat after a prime number, so no two segments are alike.
func pattern(_ count: Int, from start: Int = 0) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    while result.count < count {
        let first = (start + result.count) % period.count
        result.append(contentsOf: period[first..<min(first + count - result.count, period.count)])
    }
    return result
}

private let period: [UInt8] = (0..<65521).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) % 251 }

/// Writes bytes into a file, as another process or a bad disk may.
func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) {
    let file = Descriptor(unsafe open(path, O_RDWR | O_CREAT, 0o600))
    let count = unsafe pwrite(file.raw, bytes, bytes.count, off_t(offset))
    precondition(count == bytes.count, "cannot write to \(path)")
}

extension RawSpan {
    /// The bytes, to be kept.
    var copied: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
