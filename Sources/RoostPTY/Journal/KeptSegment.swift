private import Glibc
private import RoostIO
import RoostKeeperProtocol

/// A segment and its file; arrays hold no values that cannot be copied.
final class KeptSegment: Sendable {
    let segment: JournalSegment
    /// Its name in the directory, with the offset of its first use.
    let file: String

    init(_ segment: consuming JournalSegment, file: String) {
        self.segment = segment
        self.file = file
    }

    static func make(
        in directory: String, session: UInt64, offset: UInt64, capacity: Int
    ) throws(JournalError) -> KeptSegment {
        let name = JournalName(session: session, firstOffset: offset)
        let path = name.path(in: directory)
        guard DescriptorReserve.segment.isMet else { throw JournalError(.create(path: path), errno: EMFILE) }
        let descriptor = SystemCall.createFile(path)
        guard descriptor >= 0 else { throw JournalError(.create(path: path), errno: -descriptor) }
        do throws(JournalSegment.Damage) {
            return KeptSegment(
                try JournalSegment(
                    creatingIn: descriptor, session: session, firstOffset: offset, capacity: capacity),
                file: name.file)
        } catch {
            _ = SystemCall.unlink(path)
            throw JournalError(.create(path: path), errno: error.errno)
        }
    }

    func delete(in directory: String) {
        _ = SystemCall.unlink("\(directory)/\(file)")
    }

    /// Lends data bytes of a committed range, and the offset of the first in all that the session ever printed.
    func lend(_ range: Range<Int>, to body: (_ bytes: RawSpan, _ offset: UInt64) -> Void) {
        let offset = segment.firstOffset + UInt64(range.lowerBound)
        segment.withBytes(range) { body($0, offset) }
    }

    /// Appends what it has of the bytes from `next` to `end`, and moves `next` behind them.
    func copy(_ next: inout UInt64, _ end: UInt64, to result: inout [UInt8]) {
        let last = min(segment.endOffset, end)
        guard next >= segment.firstOffset, next < last else { return }
        let first = Int(next - segment.firstOffset)
        segment.copy(first..<(first + Int(last - next)), to: &result)
        next = last
    }
}

extension JournalSegment.Damage {
    /// EINVAL where the kernel named no cause.
    var errno: Int32 {
        guard case .system(let errno) = self else { return EINVAL }
        return errno
    }
}
