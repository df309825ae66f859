import RoostKeeperProtocol

/// The output of a session that is not in the database yet, in files that are mapped and appended to.
///
/// A read(2) goes straight into the newest segment, and the length is committed after it, so that after the death
/// of this process at any instant ``recover(directory:session:onDamage:)`` (or the keeper, which appends to the
/// newest segment meanwhile) finds every byte once. A power cut may lose what the kernel had not written yet.
///
/// Without disk or descriptors for another segment it goes round in those that it has, which were reserved when they
/// were made: what lives is written down as long as the store takes it, or leaves it out, in time.
///
/// Offsets count all bytes that the session ever printed. Invariant: every segment but the newest is full or sealed,
/// so a process that still has an old one open cannot append to it.
package struct Journal: ~Copyable, Sendable {
    /// Bytes kept at most; then the reader pauses until some are trimmed.
    package static let maximumByteCount = 16 << 20

    /// What ``read(from:_:)`` came to.
    package enum ReadResult: Hashable, Sendable {
        /// So many new bytes.
        case bytes(count: Int)
        case wouldBlock
        /// The other side is closed: end of file, or EIO on a terminal.
        case end
        /// As much is kept as may be, or as there is disk for: pause reading until the next ``Journal/trim(upTo:)``.
        case full
        /// The read failed.
        case failed(errno: Int32)
    }

    let directory: String
    /// Whose output this is.
    package let session: UInt64
    var older: [KeptSegment] = []
    var newest: KeptSegment
    /// Retired segments, so that a session that prints steadily makes and deletes no files, and touches no new
    /// pages: a page costs the kernel more than the bytes in it cost the terminal.
    private var spares: [KeptSegment] = []
    private var window = JournalSegment.Window()
    /// What ``trim(upTo:)`` was told last.
    private var trimmedOffset: UInt64
    /// The newest segment is another one than when this was last set to false: its descriptor goes to the keeper.
    package var didRotate = true
    /// Why there was no other segment when one was wanted last; nil when there was.
    package private(set) var shortage: JournalError?

    /// Begins a journal at an offset, with one small segment.
    ///
    /// - Throws: ``JournalError``, with EEXIST when there is a journal that was not recovered or removed.
    package init(directory: String, session: UInt64, offset: UInt64) throws(JournalError) {
        self.newest = try KeptSegment.make(
            in: directory, session: session, offset: offset, capacity: JournalLayout.smallestCapacity)
        self.directory = directory
        self.session = session
        self.trimmedOffset = offset
    }

    /// Invariant: `segments` are in order and not empty.
    init(recovered segments: [KeptSegment], newest: KeptSegment, directory: String) {
        self.directory = directory
        self.session = newest.segment.session
        self.trimmedOffset = segments.first?.segment.firstOffset ?? newest.segment.firstOffset
        self.older = segments
        self.newest = newest
    }

    /// The offset of the oldest byte that is kept.
    package var startOffset: UInt64 { older.first?.segment.firstOffset ?? newest.segment.firstOffset }
    /// The offset after the newest byte: all bytes ever.
    package var endOffset: UInt64 { newest.segment.endOffset }
    /// The newest segment, for the keeper; lent, and another one after ``didRotate``.
    package var currentSegmentDescriptor: Int32 { newest.segment.descriptor }

    /// One read(2), straight into the journal.
    ///
    /// - Parameters:
    ///   - descriptor: Non-blocking.
    ///   - body: Is lent the new bytes, where they lie, and the offset of the first; not called without any.
    /// - Returns: What came of it.
    package mutating func read(
        from descriptor: Int32, _ body: (_ bytes: RawSpan, _ offset: UInt64) -> Void = { _, _ in }
    ) -> ReadResult {
        guard makeRoom() else { return .full }
        let segment = newest
        switch segment.segment.read(from: descriptor, window: &window) {
        case .bytes(let range):
            segment.lend(range, to: body)
            return .bytes(count: range.count)
        case .wouldBlock: return .wouldBlock
        case .end: return .end
        case .full: return .full
        case .failed(let errno): return .failed(errno: errno)
        }
    }

    /// Appends bytes that come from no descriptor, as if they had been read.
    ///
    /// - Parameters:
    ///   - bytes: What to append.
    ///   - body: Is lent each piece of them, where it lies now, and the offset of its first byte.
    /// - Returns: How many of the bytes were taken, from the first on: all, unless as much is kept as may be.
    package mutating func append(
        _ bytes: [UInt8], _ body: (_ bytes: RawSpan, _ offset: UInt64) -> Void = { _, _ in }
    ) -> Int {
        var count = 0
        while count < bytes.count, makeRoom() {
            let start = newest.segment.committed
            let taken = newest.segment.append(unsafe bytes.span.bytes.extracting(droppingFirst: count))
            guard taken > 0 else { break }
            newest.lend(start..<(start + taken), to: body)
            count += taken
        }
        return count
    }

    /// Begins another segment if the newest is full; false when as much is kept as may be.
    private mutating func makeRoom() -> Bool {
        guard newest.segment.isFull else { return true }
        if let capacity = nextCapacity, rotate(capacity: capacity) { return true }
        guard older.isEmpty, trimmedOffset >= endOffset else { return false }
        newest.segment.reuse(firstOffset: endOffset)
        return true
    }

    /// More when a whole segment came before anything of it was trimmed; nil when there is no room.
    private var nextCapacity: Int? {
        let room = Self.maximumByteCount - Int(clamping: endOffset - startOffset)
        guard room >= JournalLayout.smallestCapacity else { return nil }
        let last = max(newest.segment.fileCapacity, JournalLayout.smallestCapacity)
        let isFlooded = endOffset - min(trimmedOffset, endOffset) >= UInt64(last)
        var capacity = min(isFlooded ? last * JournalLayout.growth : last, JournalLayout.largestCapacity)
        while capacity > room { capacity /= JournalLayout.growth }
        return max(capacity, JournalLayout.smallestCapacity)
    }

    /// Goes on in another segment; false when there is none.
    mutating func rotate(capacity: Int) -> Bool {
        guard let next = nextSegment(capacity: capacity) else { return false }
        // Only now: until there is a new one, the keeper may append to the old one.
        newest.segment.seal()
        older.append(newest)
        newest = next
        didRotate = true
        return true
    }

    private mutating func nextSegment(capacity: Int) -> KeptSegment? {
        if let index = spares.lastIndex(where: { $0.segment.fileCapacity == capacity }) {
            shortage = nil
            let spare = spares.remove(at: index)
            spare.segment.reuse(firstOffset: endOffset)
            return spare
        }
        do throws(JournalError) {
            let made = try KeptSegment.make(
                in: directory, session: session, offset: endOffset, capacity: capacity)
            shortage = nil
            return made
        } catch {
            shortage = error
            let spare = spares.popLast()
            spare?.segment.reuse(firstOffset: endOffset)
            return spare
        }
    }

    /// A copy of the bytes of a range, as far as they are kept without a gap from its beginning on.
    package func bytes(from: UInt64, upTo end: UInt64) -> [UInt8] {
        guard from < end else { return [] }
        var result: [UInt8] = []
        var next = from
        for kept in older where next < end { kept.copy(&next, end, to: &result) }
        if next < end { newest.copy(&next, end, to: &result) }
        return result
    }

    /// The offset of the first byte from `offset` on that is kept; ``endOffset`` when there is none.
    package func firstKept(from offset: UInt64) -> UInt64 {
        for kept in older where kept.segment.endOffset > offset {
            return max(offset, kept.segment.firstOffset)
        }
        return min(max(offset, newest.segment.firstOffset), endOffset)
    }

    /// The bytes below an offset are stored elsewhere: segments that hold nothing else are used again or deleted.
    package mutating func trim(upTo offset: UInt64) {
        trimmedOffset = max(trimmedOffset, offset)
        let done = older.prefix { $0.segment.endOffset <= offset }.count
        for kept in older.prefix(done) { retire(kept) }
        older.removeFirst(done)
        // After a flood, back to what an idle session needs.
        guard older.isEmpty, offset >= endOffset, newest.segment.fileCapacity > JournalLayout.modestCapacity,
            newest.segment.committed > 0
        else { return }
        // Without a new segment the large one serves as well.
        guard rotate(capacity: JournalLayout.smallestCapacity) else { return }
        for kept in older { kept.delete(in: directory) }
        older = []
        deleteSpares()
    }

    /// A flood needs as many again as the store is behind, and all else one.
    private mutating func retire(_ kept: KeptSegment) {
        let capacity = kept.segment.fileCapacity
        guard capacity == newest.segment.fileCapacity else { return kept.delete(in: directory) }
        if spares.first.map({ $0.segment.fileCapacity != capacity }) ?? false { deleteSpares() }
        let most = capacity > JournalLayout.modestCapacity ? Self.maximumByteCount / capacity : 1
        guard spares.count < most else { return kept.delete(in: directory) }
        kept.segment.retire()
        spares.append(kept)
    }

    private mutating func deleteSpares() {
        for kept in spares { kept.delete(in: directory) }
        spares = []
    }

    /// Deletes the files; nothing may be read after it.
    package mutating func remove() {
        for kept in older { kept.delete(in: directory) }
        older = []
        newest.delete(in: directory)
        deleteSpares()
    }
}
