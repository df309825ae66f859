private import CPosix
import Foundation
private import Glibc

/// Disk that the write-ahead log has before it needs it.
///
/// All that is written goes to the log first. With blocks allocated beyond its end (fallocate(2) with
/// FALLOC_FL_KEEP_SIZE) the few records that matter can be committed on a disk that is full, whoever filled it. That
/// there is no room to allocate more is known before the log runs into its end: from then on output is left out.
struct DiskReserve {
    /// Bytes allocated beyond the log's end: some hundred transactions without output.
    static let byteCount: Int64 = 4 << 20
    /// With less than this it is renewed.
    private static let lowWater = byteCount / 2

    /// Allocates a range of a file that may lie beyond its end; 0, or -errno.
    typealias Allocation = @Sendable (_ descriptor: Int32, _ start: Int64, _ count: Int64) -> Int32

    private let allocate: Allocation
    /// Up to where the log has its blocks, in bytes; and where it ended then.
    private var allocated: (end: Int64, size: Int64) = (0, 0)

    /// Nothing is allocated yet.
    init(_ allocate: @escaping Allocation = { roost_allocate($0, $1, $2) }) {
        self.allocate = allocate
    }

    /// Allocates again what the log has used of it; costs one stat(2) when that is little.
    ///
    /// - Parameter path: The log's; nothing happens while there is none.
    /// - Returns: False when the disk, or what the user may have of it, is full.
    mutating func renew(_ path: String) -> Bool {
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 else {
            return true
        }
        // A log that was cut has lost what lay beyond its end.
        if size < allocated.size { allocated = (0, 0) }
        guard allocated.end - size < Self.lowWater, let file = FileHandle(forUpdatingAtPath: path) else {
            return true
        }
        let answer = allocate(file.fileDescriptor, size, Self.byteCount)
        guard answer != -ENOSPC, answer != -EDQUOT, answer != -EFBIG else { return false }
        // A file system that cannot do it is as it was without.
        allocated = (size + Self.byteCount, size)
        return true
    }
}
