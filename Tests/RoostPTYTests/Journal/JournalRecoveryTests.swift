import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostTestSupport
import Testing

@testable import RoostPTY

@Suite struct JournalRecoveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ offset: UInt64, session: UInt64 = 1) -> String {
        JournalName(session: session, firstOffset: offset).path(in: folder.path)
    }

    /// A journal of the pattern that is left as a killed process leaves it.
    private func leave(_ count: Int, session: UInt64 = 1) throws {
        var journal = try Journal(directory: folder.path, session: session, offset: 0)
        let source = try Source()
        while journal.endOffset < UInt64(count) {
            source.write(pattern(min(10_000, count - Int(journal.endOffset)), from: Int(journal.endOffset)))
            while case .bytes = journal.read(from: source.output.raw) {}
        }
    }

    private func makeSegment(_ offset: UInt64, _ content: [UInt8], capacity: Int = 65536) throws {
        let file = unsafe open(path(offset), O_RDWR | O_CREAT | O_EXCL, 0o600)
        let segment = try JournalSegment(
            creatingIn: file, session: 1, firstOffset: offset, capacity: capacity)
        let source = try Source()
        source.write(content)
        var window = JournalSegment.Window()
        while case .bytes = segment.read(from: source.output.raw, window: &window) {}
        #expect(segment.committed == content.count)
    }

    private func recover(_ damages: inout [JournalDamage]) throws -> Journal? {
        var found: [JournalDamage] = []
        defer { damages = found }
        return try Journal.recover(directory: folder.path, session: 1) { found.append($0) }
    }

    private func expectNoJournal(_ damages: inout [JournalDamage]) throws {
        if try recover(&damages) != nil { Issue.record("there is a journal") }
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 500_000])
    func `all that was read is there, and reading goes on`(count: Int) throws {
        try leave(count)
        var damages: [JournalDamage] = []
        guard var journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [])
        #expect(journal.startOffset == 0)
        #expect(journal.endOffset == UInt64(count))
        #expect(journal.didRotate == true)
        let source = try Source()
        source.write(pattern(100, from: count))
        while case .bytes = journal.read(from: source.output.raw) {}
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(count + 100))
    }

    @Test func `what was read before the commit is there`() throws {
        try leave(100)
        overwrite(path(0), at: JournalLayout.headerByteCount + 100, with: pattern(50, from: 100))
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(150))
    }

    @Test func `what the keeper appended is there`() throws {
        try leave(100)
        do {
            let segment = try JournalSegment(opening: unsafe open(path(0), O_RDWR))
            let source = try Source()
            source.write(pattern(200, from: 100))
            var window = JournalSegment.Window()
            while case .bytes = segment.read(from: source.output.raw, window: &window) {}
        }
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(300))
    }

    @Test func `a session without a journal has none`() throws {
        try leave(100, session: 2)
        var damages: [JournalDamage] = []
        try expectNoJournal(&damages)
        if try Journal.recover(directory: folder.path + "/none", session: 1) != nil {
            Issue.record("a journal from nowhere")
        }
    }

    @Test func `a segment that was made and not used gives way to what the keeper appended`() throws {
        try makeSegment(0, pattern(150))
        try makeSegment(100, [])
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [])
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(150))
        #expect(try folder.names.count == 1)
    }

    @Test func `a retired segment is no part of the journal`() throws {
        try makeSegment(0, pattern(10))
        try makeSegment(10, pattern(10, from: 10))
        do { try JournalSegment(opening: unsafe open(path(0), O_RDWR)).retire() }
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [])
        #expect(journal.startOffset == 10)
        #expect(try folder.names.count == 1)
    }

    @Test func `segments are in the order of what they hold, whatever their names`() throws {
        try makeSegment(0, [])
        try makeSegment(100, pattern(10, from: 100))
        do {
            let reused = try JournalSegment(opening: unsafe open(path(0), O_RDWR))
            reused.reuse(firstOffset: 110)
            let source = try Source()
            source.write(pattern(5, from: 110))
            var window = JournalSegment.Window()
            #expect(reused.read(from: source.output.raw, window: &window) == .bytes(0..<5))
        }
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [])
        #expect(journal.bytes(from: 100, upTo: .max) == pattern(15, from: 100))
    }

    @Test func `changes of size are there, in order`() throws {
        do {
            var journal = try Journal(directory: folder.path, session: 1, offset: 0)
            let source = try Source()
            for turn in 0..<300 {
                journal.noteResize(rows: UInt16(turn), columns: 80)
                source.write([65])
                while case .bytes = journal.read(from: source.output.raw) {}
            }
        }
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(journal.resizes.map(\.offset) == (0..<300).map { UInt64($0) })
        #expect(journal.resizes.map(\.rows) == (0..<300).map { UInt16($0) })
        #expect(journal.bytes(from: 0, upTo: .max).count == 300)
    }

    @Test func `a file whose creation was cut short is removed`() throws {
        try makeSegment(0, pattern(10))
        overwrite(path(10), at: 0, with: [UInt8](repeating: 0, count: 10_000))
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [])
        #expect(journal.endOffset == 10)
        #expect(try folder.names.count == 1)
    }

    @Test func `a damaged segment is set aside, and the gap is told`() throws {
        try makeSegment(0, pattern(10))
        try makeSegment(10, pattern(10, from: 10))
        try makeSegment(20, pattern(10, from: 20))
        overwrite(path(10), at: 3, with: [0])
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [.setAside(path: path(10)), .gap(10..<20)])
        #expect(try folder.names.filter { $0.hasSuffix(".bad") }.count == 1)
        #expect(journal.startOffset == 0)
        #expect(journal.endOffset == 30)
        #expect(journal.bytes(from: 0, upTo: .max) == pattern(10))
        #expect(journal.bytes(from: 15, upTo: .max) == [])
        #expect(journal.bytes(from: 20, upTo: .max) == pattern(10, from: 20))
    }

    @Test func `when all is damaged, there is no journal`() throws {
        overwrite(path(0), at: 0, with: pattern(10_000))
        var damages: [JournalDamage] = []
        try expectNoJournal(&damages)
        #expect(damages == [.setAside(path: path(0))])
        #expect(try Journal.list(directory: folder.path).isEmpty)
    }

    @Test func `a segment of another session, a link and a folder are set aside`() throws {
        try leave(10, session: 2)
        unsafe rename(path(0, session: 2), path(7))
        unsafe symlink("/dev/zero", path(8))
        unsafe mkdir(path(9), 0o700)
        var damages: [JournalDamage] = []
        try expectNoJournal(&damages)
        #expect(damages == [7, 8, 9].map { .setAside(path: path($0)) })
        unsafe rmdir(path(9) + ".bad")
    }

    @Test func `bytes that two segments hold differently are set aside`() throws {
        try makeSegment(0, pattern(50))
        try makeSegment(40, pattern(50))
        var damages: [JournalDamage] = []
        guard let journal = try recover(&damages) else {
            Issue.record("no journal")
            return
        }
        #expect(damages == [.setAside(path: path(40))])
        #expect(journal.endOffset == 50)
    }

    @Test func `journals are listed by session`() throws {
        try leave(200_000, session: 2)
        try leave(10, session: 1)
        overwrite(folder.path + "/other", at: 0, with: [1])
        let list = try Journal.list(directory: folder.path)
        #expect(list.map(\.session) == [1, 2])
        #expect(list.map(\.firstOffset) == [0, 0])
        #expect(list[0].segmentCount == 1)
        #expect(list[1].segmentCount > 1)
        try Journal.remove(directory: folder.path, session: 2)
        #expect(try Journal.list(directory: folder.path).map(\.session) == [1])
        #expect(try Journal.list(directory: folder.path + "/none").isEmpty)
    }
}
