private import Glibc

/// The lines above the screen: a queue of pages with lines in the compact form of ``Line``.
///
/// A page is a block of memory with lines from its front and their two-byte offsets from its end (a slotted
/// page). Lines are numbered from the first that ever was; the oldest are dropped, and their memory is freed a
/// page at a time.
///
/// Invariant: the lines kept are `range`, and each of them is in exactly one page; the last page is the one
/// that grows, and what is free of it begins at `tail`.
@safe
struct Scrollback: ~Copyable {
    @safe
    private struct Page {
        let base: UnsafeMutablePointer<UInt8>
        let capacity: Int
        /// Bytes of lines, once another page follows.
        var used = 0
        /// Number of its first line.
        var first: Int
    }

    static let pageSize = 65_536

    private var pages: [Page] = []
    private var lower: Int
    private var upper: Int
    private var limit: Int
    private let byteLimit: Int
    private(set) var byteCount = 0

    // The page that grows, apart from the array, because looking into an array costs more than a short line.
    /// Where the next line goes.
    private var tail: UnsafeMutablePointer<UInt8>?
    /// Bytes of lines in that page.
    private var used = 0
    /// Bytes that are free in it.
    private var room = 0
    /// Where the offset of the line before stands.
    private var offsets: UnsafeMutableRawPointer?
    /// The first line that is not in the first page; as high as can be while that page grows.
    private var firstPageEnd = Int.max

    /// Keeps at most `limit` lines, and at most 2 KiB for each of them.
    ///
    /// The first one appended has the number `first`.
    init(limit: Int, first: Int = 0) {
        self.limit = max(0, limit)
        let (bytes, overflow) = self.limit.multipliedReportingOverflow(by: 2048)
        byteLimit = overflow ? Int.max : bytes + (1 << 20)
        lower = first
        upper = first
    }

    deinit {
        for page in pages { unsafe page.base.deallocate() }
    }

    /// Numbers of the lines that are kept.
    var range: Range<Int> { lower..<upper }

    /// Takes a line in its compact form.
    mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        guard let target = unsafe place(line.count) else { return }
        if let source = line.baseAddress { unsafe memcpy(target, source, line.count) }
        count(line.count)
    }

    /// Takes the line that was encoded last.
    @inline(__always)
    mutating func append(_ encoder: LineEncoder) {
        unsafe append(encoder.bytes)
    }

    /// The same for bytes in an array.
    mutating func append(_ line: ArraySlice<UInt8>) {
        unsafe line.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// Takes cells that are plain but for ASCII, straight from the grid: most lines of any output.
    ///
    /// - Parameters:
    ///   - cells: The first of them; their upper bits do not matter.
    ///   - length: How many there are, at most ``Line/columnLimit``.
    ///   - isWrapped: Whether the text goes on in the next line.
    /// - Returns: Whether it was taken; not if a blank is among the characters.
    @inline(__always)
    mutating func append(ascii cells: UnsafePointer<UInt64>, length: Int, isWrapped: Bool) -> Bool {
        guard let target = unsafe place(length &+ 3) else { return true }
        unsafe target[0] = Line.version | (isWrapped ? Line.wrappedFlag : 0)
        var head = 2
        if length < 0x80 {
            unsafe target[1] = UInt8(truncatingIfNeeded: length)
        } else {
            unsafe target[1] = UInt8(truncatingIfNeeded: length) | 0x80
            unsafe target[2] = UInt8(truncatingIfNeeded: length &>> 7)
            head = 3
        }
        guard unsafe LineEncoder.pack(cells, length, into: target + head) else { return false }
        count(head &+ length)
        return true
    }

    /// Room for a line, nil if none is kept.
    @inline(__always)
    private mutating func place(_ needed: Int) -> UnsafeMutablePointer<UInt8>? {
        if room < needed &+ 2 { addPage(needed &+ 2) }
        return unsafe tail
    }

    /// Takes over what was written at `tail`.
    @inline(__always)
    private mutating func count(_ byteCount: Int) {
        guard let line = unsafe tail, let before = unsafe offsets else { return }
        unsafe (before - 2).storeBytes(of: UInt16(truncatingIfNeeded: used), as: UInt16.self)
        unsafe offsets = before - 2
        unsafe tail = line + byteCount
        used &+= byteCount
        room &-= byteCount &+ 2
        upper &+= 1
        if upper &- lower > limit { dropFirst() }
    }

    /// The compact form of a line, nil if it is not kept.
    func encoded(_ number: Int) -> [UInt8]? {
        unsafe bytes(number).map { unsafe Array($0) }
    }

    /// Appends the compact form of a line.
    func encode(_ number: Int, into bytes: inout [UInt8]) {
        if let line = unsafe self.bytes(number) { unsafe bytes.append(contentsOf: line) }
    }

    /// Appends all lines, each with the number of its bytes before it in LEB128.
    ///
    /// - Parameters:
    ///   - bytes: Where they go to.
    ///   - step: Between the lines that are looked for.
    ///   - marks: Gets the lines whose number is a multiple of `step`, and the byte where each begins.
    func encodeAll(
        into bytes: inout [UInt8], marking step: Int, marks: inout [(line: Int, byte: Int)]
    ) {
        for index in pages.indices {
            let page = pages[index]
            for place in max(lower, page.first) - page.first..<max(lower, end(of: index)) - page.first {
                if (page.first + place) % step == 0 { marks.append((page.first + place, bytes.count)) }
                let span = self.span(place, of: index)
                bytes.append(number: span.count)
                unsafe bytes.append(
                    contentsOf: UnsafeBufferPointer(start: page.base + span.lowerBound, count: span.count))
            }
        }
    }

    /// Takes the newest line away, and its number with it.
    mutating func removeLast() -> [UInt8]? {
        guard upper > lower, let line = encoded(upper - 1) else { return nil }
        discardEmptyPage()
        upper -= 1
        let last = pages.count - 1
        pages[last].used = used - line.count
        openLastPage()
        discardEmptyPage()
        return line
    }

    /// Frees the last page if no line is in it.
    private mutating func discardEmptyPage() {
        guard let page = pages.last, page.first == upper else { return }
        unsafe page.base.deallocate()
        byteCount -= page.capacity
        pages.removeLast()
        openLastPage()
    }

    /// Keeps more lines from now on.
    mutating func raiseLimit(by more: Int) {
        limit += more
    }

    /// Keeps fewer lines from now on.
    mutating func reduceLimit(to limit: Int) {
        self.limit = max(0, limit)
        if self.limit == 0 { return clear() }
        while upper - lower > self.limit { dropFirst() }
    }

    /// Gives all lines numbers that are higher by as much.
    mutating func renumber(by difference: Int) {
        for index in pages.indices { pages[index].first += difference }
        lower += difference
        upper += difference
        if pages.count > 1 { firstPageEnd = pages[1].first }
    }

    /// Forgets all lines; numbers go on.
    mutating func clear() {
        for page in pages { unsafe page.base.deallocate() }
        pages.removeAll()
        byteCount = 0
        lower = upper
        openLastPage()
    }

    /// Takes up the last page where its lines end, or none.
    private mutating func openLastPage() {
        firstPageEnd = pages.count > 1 ? pages[1].first : Int.max
        guard let page = pages.last else {
            unsafe tail = nil
            unsafe offsets = nil
            (used, room) = (0, 0)
            return
        }
        let count = upper - page.first
        used = page.used
        room = page.capacity - used - 2 * count
        unsafe tail = page.base + used
        unsafe offsets = UnsafeMutableRawPointer(page.base + page.capacity - 2 * count)
    }

    @inline(never)
    private mutating func addPage(_ needed: Int) {
        guard limit > 0 else {
            // Nothing is ever written, but lines are counted.
            upper += 1
            lower = upper
            return
        }
        discardEmptyPage()
        if !pages.isEmpty { pages[pages.count - 1].used = used }
        // A line that is longer than a page gets one of its own; its offset is 0 and so fits.
        let capacity = max(Self.pageSize, (needed + 1) & ~1)
        unsafe pages.append(Page(base: .allocate(capacity: capacity), capacity: capacity, first: upper))
        byteCount += capacity
        while byteCount > byteLimit, pages.count > 1 { dropPage() }
        openLastPage()
    }

    private mutating func dropPage() {
        let page = pages.removeFirst()
        unsafe page.base.deallocate()
        byteCount -= page.capacity
        lower = max(lower, pages[0].first)
        firstPageEnd = pages.count > 1 ? pages[1].first : Int.max
    }

    @inline(__always)
    private mutating func dropFirst() {
        lower &+= 1
        if firstPageEnd <= lower { dropPage() }
    }

    /// The first line that is not in a page.
    private func end(of index: Int) -> Int {
        index + 1 < pages.count ? pages[index + 1].first : upper
    }

    /// Where a line of a page is in it.
    private func span(_ place: Int, of index: Int) -> Range<Int> {
        let page = pages[index]
        let count = end(of: index) - page.first
        precondition(place >= 0 && place < count, "a line in the range is in a page")
        let all = index + 1 < pages.count ? page.used : used
        let start = offset(place, in: page)
        return start..<(place + 1 < count ? offset(place + 1, in: page) : all)
    }

    private func bytes(_ number: Int) -> UnsafeBufferPointer<UInt8>? {
        guard range.contains(number) else { return nil }
        var low = 0
        var high = pages.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pages[middle].first <= number { low = middle } else { high = middle }
        }
        let span = span(number - pages[low].first, of: low)
        return unsafe UnsafeBufferPointer(start: pages[low].base + span.lowerBound, count: span.count)
    }

    private func offset(_ index: Int, in page: Page) -> Int {
        let place = unsafe UnsafeRawPointer(page.base + page.capacity - 2 * (index + 1))
        return unsafe Int(place.load(as: UInt16.self))
    }

    /// Stops the program where the invariants are broken.
    func checkInvariants() {
        precondition(range.count <= limit, "no more lines than asked for")
        for index in pages.indices {
            let count = end(of: index) - pages[index].first
            precondition(count > 0 || index + 1 == pages.count, "only the last page may be empty")
            let used = index + 1 < pages.count ? pages[index].used : self.used
            precondition(used + 2 * count <= pages[index].capacity, "a page is not overfull")
            if index + 1 == pages.count {
                precondition(room == pages[index].capacity - used - 2 * count, "the room is what is left")
            }
        }
        precondition(pages.isEmpty || pages[0].first <= lower, "the first line is kept")
        precondition(pages.count < 2 || firstPageEnd == pages[1].first, "the end of the first page is known")
        precondition(lower <= upper, "lines are numbered upwards")
    }
}
