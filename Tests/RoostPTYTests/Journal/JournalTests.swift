import Foundation
import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostTestSupport
import Testing

@testable import RoostPTY

@Suite struct JournalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func journal(offset: UInt64 = 0) throws -> Journal {
        try Journal(directory: folder.path, session: 1, offset: offset)
    }

    /// Reads `count` bytes of the pattern; gives how many the journal took.
    private func feed(_ journal: inout Journal, _ count: Int, from start: Int) throws -> Int {
        let source = try Source()
        var done = 0
        while done < count {
            source.write(pattern(min(32 << 10, count - done), from: start + done))
            var isEmpty = false
            while !isEmpty, done < count {
                var next: UInt64?
                switch journal.read(from: source.output.raw, { next = $1 + UInt64($0.byteCount) }) {
                case .bytes(let count):
                    #expect(next == journal.endOffset)
                    done += count
                case .wouldBlock: isEmpty = true
                default: return done
                }
            }
        }
        return done
    }

    @Test func `a read gives the bytes and where they are`() throws {
        var journal = try journal(offset: 70)
        let source = try Source()
        source.write(pattern(50))
        var lent: (bytes: [UInt8], offset: UInt64)?
        #expect(journal.read(from: source.output.raw) { lent = ($0.copied, $1) } == .bytes(count: 50))
        #expect(lent?.bytes == pattern(50))
        #expect(lent?.offset == 70)
        #expect(journal.startOffset == 70)
        #expect(journal.endOffset == 120)
        lent = nil
        #expect(journal.read(from: source.output.raw) { lent = ($0.copied, $1) } == .wouldBlock)
        source.end()
        #expect(journal.read(from: source.output.raw) { lent = ($0.copied, $1) } == .end)
        #expect(lent == nil)
    }

    @Test(arguments: [1, 4096, 65536, 200_000])
    func `bytes without a descriptor are appended, across segments`(count: Int) throws {
        var journal = try journal(offset: 9)
        let source = try Source()
        source.write(pattern(10))
        _ = journal.read(from: source.output.raw)
        var lent: [UInt8] = []
        let taken = journal.append(pattern(count, from: 10)) { bytes, offset in
            #expect(offset == 19 + UInt64(lent.count))
            lent += bytes.copied
        }
        #expect(taken == count)
        #expect(lent == pattern(count, from: 10))
        source.write(pattern(5, from: 10 + count))
        #expect(journal.read(from: source.output.raw) == .bytes(count: 5))
        #expect(journal.bytes(from: 9, upTo: .max) == pattern(count + 15))
    }

    @Test func `what does not fit is not taken, and there is room again after a trim`() throws {
        var journal = try journal()
        let most = Journal.maximumByteCount
        let taken = journal.append(pattern(most + 100))
        #expect(taken <= most)
        #expect(taken > most - JournalLayout.smallestCapacity)
        #expect(journal.endOffset == UInt64(taken))
        #expect(journal.append(pattern(1)) == 0)
        journal.trim(upTo: UInt64(taken))
        #expect(journal.append(pattern(7)) == 7)
        #expect(journal.bytes(from: UInt64(taken), upTo: .max) == pattern(7))
    }

    @Test func `the first byte that is kept is behind what was trimmed`() throws {
        var journal = try journal(offset: 100)
        #expect(journal.firstKept(from: 0) == 100)
        _ = try feed(&journal, 200_000, from: 0)
        #expect(journal.firstKept(from: 0) == 100)
        #expect(journal.firstKept(from: 70_000) == 70_000)
        journal.trim(upTo: 100 + 65536)
        #expect(journal.firstKept(from: 0) == 100 + 65536)
        #expect(journal.firstKept(from: .max) == journal.endOffset)
    }

    @Test func `any range is given back, across segments`() throws {
        var journal = try journal()
        let count = 400_000
        #expect(try feed(&journal, count, from: 0) == count)
        #expect(try folder.names.count > 2)
        let all = pattern(count)
        #expect(journal.bytes(from: 0, upTo: UInt64(count)) == all)
        for (from, end) in [(0, 1), (65535, 65537), (65536, 65536), (100, 399_999), (399_999, 500_000)] {
            let expected = from < end ? Array(all[from..<min(end, count)]) : []
            #expect(journal.bytes(from: UInt64(from), upTo: UInt64(end)) == expected)
        }
        #expect(journal.bytes(from: 400_000, upTo: 400_001) == [])
    }

    @Test func `segments grow while nothing is trimmed, up to the largest`() throws {
        var journal = try journal()
        var sizes: Set<Int> = [journal.newest.segment.fileCapacity]
        var start = 0
        while start < 12 << 20 {
            start += try feed(&journal, 256 << 10, from: start)
            sizes.insert(journal.newest.segment.fileCapacity)
        }
        #expect(sizes.min() == JournalLayout.smallestCapacity)
        #expect(sizes.max() == JournalLayout.largestCapacity)
    }

    @Test func `segments stay small when each is stored at once`() throws {
        var journal = try journal()
        var start = 0
        while start < 2 << 20 {
            start += try feed(&journal, 10_000, from: start)
            journal.trim(upTo: journal.endOffset)
            #expect(journal.newest.segment.fileCapacity == JournalLayout.smallestCapacity)
            // The newest, and one to be used again.
            #expect(try folder.names.count <= 2)
        }
    }

    @Test func `trimming deletes whole segments and keeps the rest`() throws {
        var journal = try journal()
        _ = try feed(&journal, 200_000, from: 0)
        let files = try folder.names.count
        journal.trim(upTo: 65535)
        #expect(try folder.names.count == files)
        #expect(journal.startOffset == 0)
        journal.trim(upTo: 65536)
        // It is smaller than what is needed now, so there is no use for it.
        #expect(try folder.names.count == files - 1)
        #expect(journal.startOffset == 65536)
        #expect(journal.bytes(from: 65536, upTo: 200_000) == pattern(200_000 - 65536, from: 65536))
        #expect(journal.bytes(from: 0, upTo: 200_000) == [])
    }

    @Test func `steady output makes and deletes no files`() throws {
        var journal = try journal()
        var start = 0
        var names: Set<String> = []
        while start < 4 << 20 {
            start += try feed(&journal, 60_000, from: start)
            #expect(
                journal.bytes(from: UInt64(start - 60_000), upTo: .max)
                    == pattern(60_000, from: start - 60_000))
            journal.trim(upTo: UInt64(start - 1))
            names.formUnion(try folder.names)
        }
        #expect(names.count == 2)
    }

    @Test func `after a flood the journal is small again`() throws {
        var journal = try journal()
        _ = try feed(&journal, 3 << 20, from: 0)
        #expect(journal.newest.segment.fileCapacity > JournalLayout.smallestCapacity)
        journal.didRotate = false
        journal.trim(upTo: journal.endOffset)
        #expect(journal.newest.segment.fileCapacity == JournalLayout.smallestCapacity)
        #expect(journal.didRotate == true)
        #expect(try folder.names.count == 1)
        #expect(journal.startOffset == 3 << 20)
        #expect(try feed(&journal, 100, from: 3 << 20) == 100)
        #expect(journal.bytes(from: 3 << 20, upTo: journal.endOffset) == pattern(100, from: 3 << 20))
    }

    @Test func `a journal that nobody stores becomes full, and goes on when it is trimmed`() throws {
        var journal = try journal()
        var total = 0
        while true {
            let count = try feed(&journal, 1 << 20, from: total)
            total += count
            if count < 1 << 20 { break }
        }
        #expect(total <= Journal.maximumByteCount)
        #expect(total > Journal.maximumByteCount - JournalLayout.smallestCapacity)
        journal.trim(upTo: UInt64(total / 2))
        #expect(try feed(&journal, 1 << 20, from: total) == 1 << 20)
        #expect(
            journal.bytes(from: UInt64(total) - 5, upTo: UInt64(total) + 5) == pattern(10, from: total - 5))
    }

    @Test func `a new segment is told once, so that the keeper gets it`() throws {
        var journal = try journal()
        #expect(journal.didRotate == true)
        journal.didRotate = false
        let first = journal.currentSegmentDescriptor
        _ = try feed(&journal, 65536, from: 0)
        #expect(journal.didRotate == false)
        _ = try feed(&journal, 1, from: 65536)
        #expect(journal.didRotate == true)
        #expect(journal.currentSegmentDescriptor != first)
    }

    @Test
    func `without room for another segment the journal goes round in the one that it has, and says why`()
        throws
    {
        let inner = folder.path + "/inner"
        unsafe mkdir(inner, 0o700)
        var journal = try Journal(directory: inner, session: 1, offset: 0)
        _ = try feed(&journal, 65536, from: 0)
        unsafe unlink("\(inner)/0000000000000001-0000000000000000.seg")
        unsafe rmdir(inner)
        #expect(journal.shortage == nil)
        // What is not stored yet is kept, and nothing is read over it.
        #expect(try feed(&journal, 10, from: 65536) == 0)
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(65536))
        #expect(
            journal.shortage?.description.hasPrefix("cannot create the journal \(inner)/0000000000000001-00")
                == true)
        #expect(journal.shortage?.errno == ENOENT)
        journal.trim(upTo: journal.endOffset)
        journal.didRotate = false
        #expect(journal.append(pattern(65536, from: 65536)) == 65536)
        // The keeper has the file already.
        #expect(journal.didRotate == false)
        #expect(journal.startOffset == 65536)
        #expect(journal.bytes(from: 65536, upTo: .max) == pattern(65536, from: 65536))
        #expect(journal.append(pattern(1)) == 0)
        // As soon as there is room again, it is used.
        unsafe mkdir(inner, 0o700)
        #expect(journal.append(pattern(100, from: 131_072)) == 100)
        #expect(journal.shortage == nil)
        #expect(journal.didRotate == true)
        #expect(journal.bytes(from: 65536, upTo: .max) == pattern(65636, from: 65536))
        journal.trim(upTo: journal.endOffset)
        journal.remove()
        #expect(unsafe rmdir(inner) == 0)
    }

    @Test func `a segment in reserve of another size serves when there is no room for a new one`() throws {
        let inner = folder.path + "/inner"
        unsafe mkdir(inner, 0o700)
        var journal = try Journal(directory: inner, session: 1, offset: 0)
        _ = try feed(&journal, 30_000, from: 0)
        journal.trim(upTo: 30_000)
        _ = try feed(&journal, 35_546, from: 30_000)
        // The first one is in reserve now, and what is printed next wants a larger one.
        journal.trim(upTo: 65_536)
        for name in try FileManager.default.contentsOfDirectory(atPath: inner) {
            unsafe unlink("\(inner)/\(name)")
        }
        unsafe rmdir(inner)
        #expect(journal.append(pattern(131_072 - 65_546, from: 65_546)) == 131_072 - 65_546)
        #expect(journal.append(pattern(65_536, from: 131_072)) == 65_536)
        #expect(journal.shortage?.errno == ENOENT)
        #expect(journal.bytes(from: 65_536, upTo: .max) == pattern(131_072, from: 65_536))
        #expect(journal.append(pattern(1)) == 0)
    }

    @Test func `a journal that exists is not begun again`() throws {
        let first = try journal()
        #expect(throws: JournalError.self) { _ = try self.journal() }
        _ = consume first
    }

    @Test func `files are private, and gone after removal`() throws {
        var journal = try journal()
        _ = try feed(&journal, 200_000, from: 0)
        var facts = stat()
        for name in try folder.names {
            #expect(unsafe stat("\(folder.path)/\(name)", &facts) == 0)
            #expect(facts.st_mode & 0o777 == 0o600)
        }
        journal.remove()
        #expect(try folder.names.isEmpty)
    }
}
