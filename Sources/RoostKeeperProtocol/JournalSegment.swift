private import CPosix
private import Glibc

/// One mapped segment of a session's journal; owns the mapping and its descriptor.
///
/// Invariant: only one process appends at a time: the server while it is the reader of the master, else the keeper.
/// The fence around mmap(2): everything from the file is checked against the file's size before it is used.
@safe package struct JournalSegment: ~Copyable, Sendable {
    /// What one read gave.
    package enum ReadResult: Hashable, Sendable {
        /// These data bytes are new, counted from the segment's first.
        case bytes(Range<Int>)
        case wouldBlock
        /// The other side is closed (end of file, or EIO on a terminal).
        case end
        /// The segment takes no more.
        case full
        case failed(errno: Int32)
    }

    /// Why a file is not a segment that we can use.
    package enum Damage: Error, Hashable, Sendable {
        case system(errno: Int32)
        /// It holds nothing: its creation was cut short, or it was retired.
        case unused
        /// It is not ours, of another version, or its numbers cannot be true.
        case invalid
    }

    /// How much is read at once, as the last reads were.
    package struct Window: Hashable, Sendable {
        fileprivate var byteCount = JournalLayout.smallestWindow
        /// Reads in a row that left three quarters of it unused.
        private var smallReads = 0

        /// The smallest.
        package init() {}

        fileprivate mutating func adapt(to count: Int) {
            if count >= byteCount / 2 {
                byteCount = min(byteCount * 2, JournalLayout.largestWindow)
                smallReads = 0
            } else if count < byteCount / 4 {
                smallReads += 1
                if smallReads == 16 {
                    byteCount = max(byteCount / 2, JournalLayout.smallestWindow)
                    smallReads = 0
                }
            }
        }
    }

    package let descriptor: Int32
    package let session: UInt64
    /// Bytes of data that the file has room for.
    package let fileCapacity: Int
    /// An address and not a pointer, because a unique owner may hand it to another thread.
    private let address: UInt

    var base: UnsafeMutableRawPointer {
        guard let base = unsafe UnsafeMutableRawPointer(bitPattern: address) else {
            preconditionFailure("mmap(2) never gives the null pointer")
        }
        return unsafe base
    }

    /// Makes an empty file a segment; takes the descriptor over, also when it fails.
    ///
    /// All blocks are reserved at once, so that a full disk is an error here and not a SIGBUS later.
    package init(
        creatingIn descriptor: Int32, session: UInt64, firstOffset: UInt64, capacity: Int
    ) throws(Damage) {
        var failure: Int32
        repeat {
            failure = posix_fallocate(descriptor, 0, off_t(JournalLayout.headerByteCount + capacity))
        } while failure == EINTR
        guard failure == 0 else {
            _ = close(descriptor)
            throw .system(errno: failure)
        }
        self.address = try Self.map(descriptor, capacity: capacity)
        self.descriptor = descriptor
        self.session = session
        self.fileCapacity = capacity
        let base = unsafe self.base
        unsafe base.storeBytes(
            of: JournalLayout.version.littleEndian, toByteOffset: JournalLayout.versionOffset, as: UInt32.self
        )
        store(session, at: JournalLayout.sessionOffset)
        store(firstOffset, at: JournalLayout.firstOffset)
        store(UInt64(capacity), at: JournalLayout.capacityOffset)
        store(0, at: JournalLayout.committedOffset)
        store(0, at: JournalLayout.filledOffset)
        store(0, at: JournalLayout.sizeCountOffset)
        store(JournalLayout.magic, at: 0)
    }

    /// Opens a segment that may be damaged; takes the descriptor over, also when it fails.
    package init(opening descriptor: Int32) throws(Damage) {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else {
            let failure = errno
            _ = close(descriptor)
            throw .system(errno: failure)
        }
        let most = Int(facts.st_size) - JournalLayout.headerByteCount
        guard most > 0, most <= 1 << 30 else {
            _ = close(descriptor)
            // Made, but not reserved yet.
            throw most <= 0 ? .unused : .invalid
        }
        let address = try Self.map(descriptor, capacity: most)
        func field(_ offset: Int) -> UInt64 {
            guard let base = unsafe UnsafeRawPointer(bitPattern: address) else { return 0 }
            return unsafe UInt64(littleEndian: roost_load_acquire(base + offset))
        }
        let magic = field(0)
        let capacity = field(JournalLayout.capacityOffset)
        let committed = field(JournalLayout.committedOffset)
        let filled = field(JournalLayout.filledOffset)
        let first = field(JournalLayout.firstOffset)
        let isUnused = magic == 0 || (magic == JournalLayout.magic && capacity == 0)
        guard !isUnused, magic == JournalLayout.magic, field(8) == UInt64(JournalLayout.version),
            capacity <= most,
            filled <= most, committed <= filled, committed <= capacity, first <= UInt64.max >> 1
        else {
            unsafe munmap(
                UnsafeMutableRawPointer(bitPattern: address), JournalLayout.headerByteCount + most)
            _ = close(descriptor)
            throw isUnused ? .unused : .invalid
        }
        self.address = address
        self.descriptor = descriptor
        self.session = field(JournalLayout.sessionOffset)
        self.fileCapacity = most
    }

    /// Unmaps the segment and gives its descriptor back.
    package consuming func takeDescriptor() -> Int32 {
        unsafe munmap(base, JournalLayout.headerByteCount + fileCapacity)
        let descriptor = descriptor
        discard self
        return descriptor
    }

    deinit {
        unsafe munmap(base, JournalLayout.headerByteCount + fileCapacity)
        _ = close(descriptor)
    }

    private static func map(_ descriptor: Int32, capacity: Int) throws(Damage) -> UInt {
        let length = JournalLayout.headerByteCount + capacity
        let result = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let base = unsafe result, unsafe base != MAP_FAILED else {
            let failure = errno
            _ = close(descriptor)
            throw .system(errno: failure)
        }
        return UInt(bitPattern: base)
    }

    func store(_ value: UInt64, at offset: Int) {
        unsafe roost_store_release(base + offset, value.littleEndian)
    }

    private func load(_ offset: Int) -> Int {
        // Another process may have broken it since it was checked.
        let value = unsafe UInt64(littleEndian: roost_load_acquire(base + offset))
        return Int(min(value, UInt64(fileCapacity)))
    }

    /// The position of the segment's first byte in all that the session ever printed.
    package var firstOffset: UInt64 {
        unsafe UInt64(littleEndian: roost_load_acquire(base + JournalLayout.firstOffset)) & (.max >> 1)
    }
    /// Bytes of data that are whole.
    package var committed: Int { load(JournalLayout.committedOffset) }
    /// Bytes of data that may be committed.
    package var capacity: Int { load(JournalLayout.capacityOffset) }
    /// The position after the last byte, in all that the session ever printed.
    package var endOffset: UInt64 { firstOffset + UInt64(committed) }
    package var isFull: Bool { committed >= capacity }

    /// Commits what a writer had read when it was killed.
    ///
    /// - Returns: How many bytes that were.
    @discardableResult package func repair() -> Int {
        let committed = self.committed
        var end = min(load(JournalLayout.filledOffset), capacity)
        let data = unsafe base + JournalLayout.headerByteCount
        while end > committed, unsafe data.load(fromByteOffset: end - 1, as: UInt8.self) == 0xFF { end -= 1 }
        guard end > committed else { return 0 }
        store(UInt64(end), at: JournalLayout.committedOffset)
        return end - committed
    }

    /// Makes this segment take no more, whoever has it open.
    package func seal() {
        store(UInt64(committed), at: JournalLayout.capacityOffset)
    }

    /// Forgets all it holds, which is stored elsewhere; for ``reuse(firstOffset:)``.
    package func retire() {
        store(0, at: JournalLayout.capacityOffset)
    }

    /// Begins again at an offset, empty; the pages and blocks that it has are used again.
    ///
    /// Killed before the last store, it is a retired segment still.
    package func reuse(firstOffset: UInt64) {
        store(0, at: JournalLayout.capacityOffset)
        store(0, at: JournalLayout.committedOffset)
        store(0, at: JournalLayout.filledOffset)
        store(0, at: JournalLayout.sizeCountOffset)
        store(firstOffset, at: JournalLayout.firstOffset)
        store(UInt64(fileCapacity), at: JournalLayout.capacityOffset)
    }

    /// One read(2) into the segment.
    package func read(from source: Int32, window: inout Window) -> ReadResult {
        let committed = self.committed
        let capacity = self.capacity
        guard committed < capacity else { return .full }
        // Half a window is worth a read; an idle session touches no new page.
        let filled = fill(
            window.byteCount, least: window.byteCount / 2, committed: committed, capacity: capacity)
        let target = unsafe base + JournalLayout.headerByteCount + committed
        var count = unsafe Glibc.read(source, target, filled - committed)
        while count < 0, errno == EINTR {
            count = unsafe Glibc.read(source, target, filled - committed)
        }
        guard count > 0 else {
            guard count < 0, errno != EIO else { return .end }
            return errno == EAGAIN ? .wouldBlock : .failed(errno: errno)
        }
        store(UInt64(committed + count), at: JournalLayout.committedOffset)
        window.adapt(to: count)
        return .bytes(committed..<(committed + count))
    }

    /// Makes the bytes that the next write may take 0xFF, each byte once.
    ///
    /// - Parameters:
    ///   - window: Bytes to make ready, as far as there is room.
    ///   - least: Bytes that must be ready; with more than that nothing is done.
    ///   - committed: Bytes of data that are whole.
    ///   - capacity: Bytes of data that may be committed.
    /// - Returns: Where what is ready ends.
    private func fill(_ window: Int, least: Int, committed: Int, capacity: Int) -> Int {
        let filled = load(JournalLayout.filledOffset)
        guard filled - committed < min(least, capacity - committed) else { return filled }
        let wanted = min(committed + window, capacity)
        unsafe memset(base + JournalLayout.headerByteCount + filled, 0xFF, wanted - filled)
        store(UInt64(wanted), at: JournalLayout.filledOffset)
        return wanted
    }

    /// Appends bytes that no descriptor gave, in the same order of stores as ``read(from:window:)``.
    ///
    /// - Returns: How many of them there was room for, from the first on.
    package func append(_ bytes: RawSpan) -> Int {
        let committed = self.committed
        let count = min(bytes.byteCount, capacity - committed)
        guard count > 0 else { return 0 }
        _ = fill(count, least: count, committed: committed, capacity: capacity)
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + JournalLayout.headerByteCount + committed).copyMemory(
                from: start, byteCount: count)
        }
        store(UInt64(committed + count), at: JournalLayout.committedOffset)
        return count
    }

    /// Lends the data bytes of a range, which must be committed.
    package func withBytes<Result>(_ range: Range<Int>, _ body: (RawSpan) -> Result) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= committed, "only committed bytes are whole")
        let bytes = unsafe UnsafeRawBufferPointer(
            start: base + JournalLayout.headerByteCount + range.lowerBound, count: range.count)
        return unsafe body(bytes.bytes)
    }

    /// Appends the data bytes of a range, which must be committed, to `output`.
    package func copy(_ range: Range<Int>, to output: inout [UInt8]) {
        withBytes(range) { bytes in
            unsafe bytes.withUnsafeBytes { unsafe output.append(contentsOf: $0) }
        }
    }
}
