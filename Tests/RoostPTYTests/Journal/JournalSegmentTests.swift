import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostTestSupport
import Testing

@Suite struct JournalSegmentTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }
    private var path: String { folder.path + "/segment" }

    private func create(capacity: Int = 64 << 10) throws -> JournalSegment {
        let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        return try JournalSegment(creatingIn: file, session: 5, firstOffset: 1000, capacity: capacity)
    }

    private func open() throws -> JournalSegment {
        try JournalSegment(opening: unsafe Glibc.open(path, O_RDWR))
    }

    private func read(
        _ segment: borrowing JournalSegment, _ source: Int32, window: JournalSegment.Window = .init()
    ) -> JournalSegment.ReadResult {
        var window = window
        return segment.read(from: source, window: &window)
    }

    private func repaired() throws -> Int { try open().repair() }

    private func bytes(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func data(_ segment: borrowing JournalSegment) -> [UInt8] {
        var output: [UInt8] = []
        segment.copy(0..<segment.committed, to: &output)
        return output
    }

    @Test func `what is read is there, for whoever opens it`() throws {
        let segment = try create()
        let source = try Source()
        #expect(read(segment, source.output.raw) == .wouldBlock)
        source.write(pattern(100))
        #expect(read(segment, source.output.raw) == .bytes(0..<100))
        let other = try open()
        #expect(other.session == 5)
        #expect(other.firstOffset == 1000)
        #expect(other.endOffset == 1100)
        #expect(data(other) == pattern(100))
        source.write(pattern(20, from: 100))
        #expect(read(segment, source.output.raw) == .bytes(100..<120))
        #expect(data(other) == pattern(120))
    }

    @Test func `what is appended is there as if it had been read`() throws {
        let segment = try create(capacity: 4096)
        let source = try Source()
        source.write(pattern(100))
        #expect(read(segment, source.output.raw) == .bytes(0..<100))
        #expect(unsafe segment.append(pattern(3000, from: 100).span.bytes) == 3000)
        #expect(try open().endOffset == 4100)
        // A writer that was killed after this leaves nothing to repair.
        #expect(try repaired() == 0)
        #expect(unsafe segment.append(pattern(2000, from: 3100).span.bytes) == 996)
        #expect(unsafe segment.append([1].span.bytes) == 0)
        #expect(data(segment) == pattern(4096))
    }

    @Test func `a segment takes exactly what it has room for`() throws {
        let segment = try create(capacity: 4096)
        let source = try Source()
        source.write(pattern(5000))
        var total = 0
        while case .bytes(let range) = read(segment, source.output.raw) { total += range.count }
        #expect(total == 4096)
        #expect(segment.isFull == true)
        #expect(read(segment, source.output.raw) == .full)
        #expect(data(segment) == pattern(4096))
    }

    @Test func `the end of the input is told`() throws {
        let segment = try create()
        let source = try Source()
        source.write([1])
        source.end()
        #expect(read(segment, source.output.raw) == .bytes(0..<1))
        #expect(read(segment, source.output.raw) == .end)
        #expect(read(segment, -1) == .failed(errno: EBADF))
    }

    @Test func `the end of a terminal is told`() throws {
        let segment = try create()
        var terminal: Terminal? = Terminal()
        let master = Descriptor(dup(terminal?.master.raw ?? -1))
        #expect(read(segment, master.raw) == .wouldBlock)
        terminal = nil
        #expect(read(segment, master.raw) == .end)
    }

    /// The state that a writer leaves when it is killed between read(2) and the commit.
    @Test(arguments: [0, 1, 7, 4095])
    func `what was read but not committed is repaired`(uncommitted: Int) throws {
        do {
            let segment = try create()
            let source = try Source()
            source.write(pattern(300))
            #expect(read(segment, source.output.raw) == .bytes(0..<300))
        }
        overwrite(path, at: JournalLayout.headerByteCount + 300, with: pattern(uncommitted, from: 300))
        // The window reaches 4096, as far as the writer made bytes 0xFF.
        let there = min(uncommitted, 4096 - 300)
        let segment = try open()
        #expect(segment.committed == 300)
        #expect(segment.repair() == there)
        #expect(segment.repair() == 0)
        #expect(data(segment) == pattern(300 + there))
    }

    @Test func `bytes that the writer had not made ready are never taken for output`() throws {
        do { _ = try create() }
        overwrite(path, at: JournalLayout.headerByteCount, with: pattern(10))
        let segment = try open()
        #expect(segment.repair() == 0)
    }

    @Test func `a sealed segment takes no more, in any process`() throws {
        let segment = try create()
        let source = try Source()
        source.write(pattern(10))
        #expect(read(segment, source.output.raw) == .bytes(0..<10))
        let other = try open()
        other.seal()
        source.write([1])
        #expect(read(segment, source.output.raw) == .full)
        let third = try open()
        #expect(third.isFull == true)
        #expect(third.repair() == 0)
    }

    @Test func `a segment that is used again has nothing of what it had`() throws {
        let segment = try create()
        let source = try Source()
        source.write(pattern(1000))
        #expect(read(segment, source.output.raw) == .bytes(0..<1000))
        #expect(segment.noteSize(rows: 1, columns: 2) == true)
        segment.retire()
        #expect(throws: JournalSegment.Damage.unused) { _ = try open() }
        #expect(read(segment, source.output.raw) == .full)
        segment.reuse(firstOffset: 5000)
        #expect(try repaired() == 0)
        #expect(segment.endOffset == 5000)
        #expect(segment.sizes == [])
        source.write(pattern(10))
        #expect(read(segment, source.output.raw) == .bytes(0..<10))
        #expect(data(try open()) == pattern(10))
    }

    @Test func `changes of size have their place among the bytes`() throws {
        let segment = try create()
        let source = try Source()
        #expect(segment.noteSize(rows: 24, columns: 80) == true)
        source.write(pattern(10))
        #expect(read(segment, source.output.raw) == .bytes(0..<10))
        #expect(segment.noteSize(rows: 50, columns: 300) == true)
        let expected = [
            JournalResize(offset: 1000, rows: 24, columns: 80),
            JournalResize(offset: 1010, rows: 50, columns: 300),
        ]
        #expect(try open().sizes == expected)
        for _ in 2..<JournalLayout.maximumSizeCount { #expect(segment.noteSize(rows: 1, columns: 1) == true) }
        #expect(segment.noteSize(rows: 2, columns: 2) == false)
        #expect(segment.sizes.count == JournalLayout.maximumSizeCount)
        #expect(data(segment) == pattern(10))
        overwrite(path, at: JournalLayout.sizeCountOffset, with: bytes(.max))
        #expect(try open().sizes.count == JournalLayout.maximumSizeCount)
    }

    @Test func `a file whose creation was cut short is unfinished`() throws {
        overwrite(path, at: 0, with: [])
        #expect(throws: JournalSegment.Damage.unused) { _ = try open() }
        overwrite(path, at: 0, with: [UInt8](repeating: 0, count: 8192))
        #expect(throws: JournalSegment.Damage.unused) { _ = try open() }
    }

    private static let impossible: [(Int, UInt64)] = [
        (0, 1), (8, 2), (JournalLayout.capacityOffset, 65537), (JournalLayout.capacityOffset, .max),
        (JournalLayout.committedOffset, 65537), (JournalLayout.committedOffset, .max),
        (JournalLayout.committedOffset, 1), (JournalLayout.filledOffset, 1 << 40),
        (JournalLayout.firstOffset, .max),
    ]

    @Test(arguments: impossible)
    func `numbers that cannot be true are found`(offset: Int, value: UInt64) throws {
        do { _ = try create() }
        overwrite(path, at: offset, with: bytes(value))
        #expect(throws: JournalSegment.Damage.invalid) { _ = try open() }
    }

    @Test func `any header is judged without a trap`() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        do { _ = try create(capacity: 8192) }
        for _ in 0..<2000 {
            let offset = Int.random(in: 0..<64, using: &random)
            overwrite(path, at: offset, with: [.random(in: 0...255, using: &random)])
            guard let segment = try? open() else { continue }
            segment.repair()
            #expect(segment.committed <= 8192)
            #expect(data(segment).count == segment.committed)
        }
    }

    @Test func `a full disk is an error when the segment is made`() throws {
        let file = unsafe Glibc.open("/dev/full", O_RDWR)
        #expect(throws: JournalSegment.Damage.self) {
            _ = try JournalSegment(creatingIn: file, session: 1, firstOffset: 0, capacity: 4096)
        }
    }
}
