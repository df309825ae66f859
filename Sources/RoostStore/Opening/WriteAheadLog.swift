import Foundation

/// SQLite's write-ahead log, read without SQLite: what it will take, and what it will pass over without a word.
///
/// ```text
/// header   magic 4, version 4, page size 4, sequence 4, salts 8, checksum 8        32 bytes
/// frame    page number 4, pages after a commit or 0 4, salts 8, checksum 8         24 bytes, then a page
/// ```
/// Integers are big-endian; the checksum goes on from frame to frame. SQLite stops at the first frame whose
/// checksum is wrong, even where committed frames follow it.
///
/// - SeeAlso: https://www.sqlite.org/fileformat2.html#walformat
struct WriteAheadLog {
    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// A page of a committed transaction.
    struct Frame {
        let page: UInt32
        /// Where the page's content lies in the log.
        let place: UInt64
    }

    private(set) var pageSize = 0
    /// What SQLite takes, in order.
    private(set) var frames: [Frame] = []
    /// Frames of the same log behind the first that is damaged, with it.
    private(set) var lostFrames = 0
    /// Transactions that end with one of them.
    private(set) var lostTransactions = 0

    /// Reads the log of a database; nil without one.
    ///
    /// Cost: one pass over the file, a page in memory.
    init?(database path: String) {
        guard let file = FileHandle(forReadingAtPath: path + "-wal") else { return nil }
        defer { try? file.close() }
        guard let head = Self.read(file, Self.headerSize) else { return nil }
        let size = Self.word(head, 8)
        guard [0x377F_0682, 0x377F_0683].contains(Self.word(head, 0)), (512...65_536).contains(size),
            size.nonzeroBitCount == 1
        else { return nil }
        pageSize = Int(size)
        var checksum = Checksum(isBigEndian: Self.word(head, 0) & 1 == 1)
        checksum.add(head.prefix(24))
        let salts = head[16..<24]
        var isDamaged = checksum != head.suffix(8)
        var waiting: [Frame] = []
        var place = UInt64(Self.headerSize)
        while let frame = Self.read(file, Self.frameHeaderSize + pageSize) {
            defer { place += UInt64(frame.count) }
            // What an earlier turn of the log left behind has other salts.
            guard frame[8..<16] == salts, Self.word(frame, 0) > 0 else { break }
            if !isDamaged {
                checksum.add(frame.prefix(8))
                checksum.add(frame.dropFirst(Self.frameHeaderSize))
                isDamaged = checksum != frame[16..<24]
            }
            let isCommit = Self.word(frame, 4) > 0
            if isDamaged {
                lostFrames += 1
                lostTransactions += isCommit ? 1 : 0
            } else {
                waiting.append(Frame(page: Self.word(frame, 0), place: place + UInt64(Self.frameHeaderSize)))
                guard isCommit else { continue }
                frames += waiting
                waiting = []
            }
        }
        // A kill between the two writes of a frame leaves one that is not whole, and nothing behind it. In a large
        // transaction SQLite writes over its own frames, and mends the checksums behind them when it commits.
        if lostFrames <= 1 || lostTransactions == 0 { (lostFrames, lostTransactions) = (0, 0) }
    }

    private static func read(_ file: FileHandle, _ count: Int) -> ArraySlice<UInt8>? {
        guard let data = try? file.read(upToCount: count), data.count == count else { return nil }
        return [UInt8](data)[...]
    }

    private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
        bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension WriteAheadLog {
    /// The sum over pairs of words that a frame carries.
    private struct Checksum {
        let isBigEndian: Bool
        private var first: UInt32 = 0
        private var second: UInt32 = 0

        init(isBigEndian: Bool) {
            self.isBigEndian = isBigEndian
        }

        /// Adds bytes, a multiple of eight.
        mutating func add(_ bytes: ArraySlice<UInt8>) {
            let bytes = bytes.span
            var index = 0
            while index + 8 <= bytes.count {
                first = first &+ word(bytes, index) &+ second
                second = second &+ word(bytes, index + 4) &+ first
                index += 8
            }
        }

        private func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
            let word =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                | UInt32(bytes[index + 3]) << 24
            return isBigEndian ? word.byteSwapped : word
        }

        static func != (sum: Checksum, stored: ArraySlice<UInt8>) -> Bool {
            sum.first != WriteAheadLog.word(stored, 0) || sum.second != WriteAheadLog.word(stored, 4)
        }
    }
}
