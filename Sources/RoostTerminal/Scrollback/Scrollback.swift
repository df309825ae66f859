private import Glibc

/// The lines above the screen, in the compact form of ``Line``, in pages.
///
/// A page is a block of memory: lines from its front, their two-byte offsets from its end. Lines are
/// numbered from the first that ever was; the oldest are dropped, a page at a time is freed.
///
/// Invariant: the lines kept are `range`, and each of them is in exactly one page; the last page is the one
/// that grows.
@safe
struct Scrollback: ~Copyable {
    @safe
    private struct Page {
        let base: UnsafeMutablePointer<UInt8>
        let capacity: Int
        var used = 0
        var count = 0
        /// Number of its first line.
        var first: Int
    }

    static let pageSize = 65_536

    private var pages: [Page] = []
    /// Numbers of the lines that are kept.
    private(set) var range: Range<Int>
    private var limit: Int
    private let byteLimit: Int
    private(set) var byteCount = 0

    /// Keeps at most `limit` lines, and at most 2 KiB for each of them.
    ///
    /// The first one appended has the number `first`.
    init(limit: Int, first: Int = 0) {
        self.limit = max(0, limit)
        let (bytes, overflow) = self.limit.multipliedReportingOverflow(by: 2048)
        byteLimit = overflow ? Int.max : bytes + (1 << 20)
        range = first..<first
    }

    deinit {
        for page in pages { unsafe page.base.deallocate() }
    }

    /// Takes a line in its compact form.
    mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        guard limit > 0 else {
            range = range.upperBound + 1..<range.upperBound + 1
            return
        }
        let needed = line.count + 2
        if pages.isEmpty || remaining < needed { addPage(needed) }
        let last = pages.count - 1
        let page = pages[last]
        if let source = line.baseAddress { unsafe memcpy(page.base + page.used, source, line.count) }
        let offset = unsafe UnsafeMutableRawPointer(page.base + page.capacity - 2 * (page.count + 1))
        unsafe offset.storeBytes(of: UInt16(truncatingIfNeeded: page.used), as: UInt16.self)
        pages[last].used += line.count
        pages[last].count += 1
        range = range.lowerBound..<range.upperBound + 1
        if range.count > limit { dropFirst() }
    }

    /// Takes the line that was encoded last.
    @inline(__always)
    mutating func append(_ encoder: LineEncoder) {
        unsafe append(encoder.bytes)
    }

    /// The same for bytes in an array.
    mutating func append(_ line: some Sequence<UInt8>) {
        let copy = Array(line)
        unsafe copy.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// The compact form of a line, nil if it is not kept.
    func encoded(_ number: Int) -> [UInt8]? {
        guard let place = place(of: number) else { return nil }
        let page = pages[place.page]
        return unsafe Array(
            UnsafeBufferPointer(start: page.base + place.bytes.lowerBound, count: place.bytes.count))
    }

    /// Appends the compact form of a line.
    func encode(_ number: Int, into bytes: inout [UInt8]) {
        guard let place = place(of: number) else { return }
        let page = pages[place.page]
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: page.base + place.bytes.lowerBound, count: place.bytes.count))
    }

    /// Takes the newest line away, and its number with it.
    mutating func removeLast() -> [UInt8]? {
        guard !range.isEmpty, let line = encoded(range.upperBound - 1) else { return nil }
        let last = pages.count - 1
        pages[last].count -= 1
        pages[last].used -= line.count
        range = range.lowerBound..<range.upperBound - 1
        if pages[last].count == 0 {
            let page = pages.removeLast()
            unsafe page.base.deallocate()
            byteCount -= page.capacity
        }
        return line
    }

    /// Keeps more lines from now on.
    mutating func raiseLimit(by more: Int) {
        limit += more
    }

    /// Keeps fewer lines from now on.
    mutating func reduceLimit(to limit: Int) {
        self.limit = max(0, limit)
        if self.limit == 0 { return clear() }
        while range.count > self.limit { dropFirst() }
    }

    /// Gives all lines numbers that are higher by as much.
    mutating func renumber(by difference: Int) {
        for index in pages.indices { pages[index].first += difference }
        range = range.lowerBound + difference..<range.upperBound + difference
    }

    /// Forgets all lines; numbers go on.
    mutating func clear() {
        for page in pages { unsafe page.base.deallocate() }
        pages.removeAll()
        byteCount = 0
        range = range.upperBound..<range.upperBound
    }

    private var remaining: Int {
        let page = pages[pages.count - 1]
        return page.capacity - page.used - 2 * page.count
    }

    private mutating func addPage(_ needed: Int) {
        // A line that is longer than a page gets one of its own; its offset is 0 and so fits.
        let capacity = max(Self.pageSize, (needed + 1) & ~1)
        unsafe pages.append(
            Page(base: .allocate(capacity: capacity), capacity: capacity, first: range.upperBound))
        byteCount += capacity
        while byteCount > byteLimit, pages.count > 1 { dropPage() }
    }

    private mutating func dropPage() {
        let page = pages.removeFirst()
        unsafe page.base.deallocate()
        byteCount -= page.capacity
        range = max(range.lowerBound, page.first + page.count)..<range.upperBound
    }

    private mutating func dropFirst() {
        range = range.lowerBound + 1..<range.upperBound
        if pages[0].first + pages[0].count <= range.lowerBound, pages.count > 1 {
            dropPage()
        }
    }

    private func place(of number: Int) -> (page: Int, bytes: Range<Int>)? {
        guard range.contains(number) else { return nil }
        var low = 0
        var high = pages.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pages[middle].first <= number { low = middle } else { high = middle }
        }
        let page = pages[low]
        let index = number - page.first
        precondition(index >= 0 && index < page.count, "a line in the range is in a page")
        let start = offset(index, in: page)
        let end = index + 1 < page.count ? offset(index + 1, in: page) : page.used
        return (low, start..<end)
    }

    private func offset(_ index: Int, in page: Page) -> Int {
        let place = unsafe UnsafeRawPointer(page.base + page.capacity - 2 * (index + 1))
        return unsafe Int(place.load(as: UInt16.self))
    }

    /// Stops the program where the invariants are broken.
    func checkInvariants() {
        precondition(range.count <= limit, "no more lines than asked for")
        var next: Int?
        for page in pages {
            precondition(next == nil || next == page.first, "pages follow each other")
            next = page.first + page.count
            precondition(page.used + 2 * page.count <= page.capacity, "a page is not overfull")
        }
        precondition(next == nil || next == range.upperBound, "the last page has the last line")
        if !range.isEmpty { precondition(pages[0].first <= range.lowerBound, "the first line is kept") }
    }
}
