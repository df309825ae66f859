/// The bytes of a journal segment, a file that the server and the keeper map and append to in turn.
///
/// ```text
///    0  8 bytes  "ROOSTJ1" and NUL; written last, so zero means that its creation was cut short
///    8  u32      version, 1
///   12  u32      zero
///   16  u64      session
///   24  u64      first offset: the position of the first byte of data in all that the session ever printed
///   32  u64      capacity: bytes of data that may be committed; a smaller one seals the segment, and zero says that
///                it holds nothing any more and waits to be used again
///   40  u64      committed: bytes of data that are whole
///   48  u64      filled: bytes of data that were made 0xFF before they were read into
///   56  u64      changes of the terminal's size that follow, at most 252
///   64           the changes, 16 bytes each: u64 offset of the byte before which it came, u16 rows, u16 columns,
///                u32 zero
/// 4096           data
/// ```
///
/// Little-endian. Invariant: committed <= filled <= capacity of the file.
///
/// A writer makes the bytes after `committed` 0xFF, stores `filled`, lets read(2) write straight into them, and
/// stores `committed`. Killed at any instant, it leaves what it read before the last byte below `filled` that is
/// not 0xFF; a byte 0xFF is never part of UTF-8.
/// (A program that prints other bytes loses those 0xFF that end the very last read.)
package enum JournalLayout {
    /// "ROOSTJ1\0", as a little-endian integer.
    package static let magic: UInt64 = 0x0031_4A54_534F_4F52
    /// 1: the first one.
    package static let version: UInt32 = 1

    package static let versionOffset = 8
    package static let sessionOffset = 16
    package static let firstOffset = 24
    package static let capacityOffset = 32
    package static let committedOffset = 40
    package static let filledOffset = 48
    package static let sizeCountOffset = 56
    package static let sizesOffset = 64
    package static let sizeByteCount = 16
    package static let maximumSizeCount = 252
    /// Where the data begin: a page, so that they can be mapped apart from the header.
    package static let headerByteCount = 4096

    /// Data bytes of the first segment of a session, and of one that has little to do.
    package static let smallestCapacity = 64 << 10
    /// Data bytes up to which a segment is kept when its session has little to do.
    package static let modestCapacity = 256 << 10
    /// Data bytes of a segment under flood.
    package static let largestCapacity = 4 << 20
    /// A larger segment has so many times the bytes; a file is costly to make and to delete (0.4 ms).
    package static let growth = 4
    /// What may be read at once.
    package static let smallestWindow = 4 << 10
    package static let largestWindow = 64 << 10
}
