/// The characters of more than one scalar that cells refer to.
///
/// Hash consing: a cluster is a shorter cluster (or a scalar) and one scalar more, so that adding a combining mark
/// looks up a pair of numbers and nothing else. Mark and sweep frees what no cell holds, as for styles.
///
/// Invariant: `slots` finds each cluster by its two parts, and the parts of a cluster in use are in use.
struct ClusterTable {
    /// The first part of a cluster: a scalar, or with ``clusterFlag`` the index of another cluster.
    typealias Part = UInt32

    static let clusterFlag: UInt32 = 1 << 31

    /// The most scalars that a cell keeps; those after it are dropped.
    ///
    /// The longest emoji sequences have ten.
    static let scalarLimit = 24

    /// The most clusters; the scalar field of a cell could tell two million.
    static let limit = 1 << 17

    private struct Entry {
        var first: Part
        var last: UInt32
        /// 0 when the entry is free.
        var count: UInt32
        /// Where its scalars begin in `pool`.
        var start: UInt32
    }

    private var entries: [Entry] = []
    private var free: [UInt32] = []
    /// The scalars of all clusters, each in one piece; those of free ones too, until the next sweep.
    private var pool: [UInt32] = []
    /// Open addressing with linear steps; an index and 1, 0 is an empty slot.
    private var slots = [UInt32](repeating: 0, count: 16)
    private var sweepThreshold = 2048

    /// Clusters that have an index, whether a cell still holds them or not.
    var count: Int { entries.count - free.count }

    /// Whether the owner should call ``sweep(keeping:)`` before the next cluster is added.
    var isSweepDue: Bool { count >= sweepThreshold }

    /// Highest index ever given, and one more.
    var capacity: Int { entries.count }

    /// How many scalars a part has.
    func scalarCount(_ part: Part) -> Int {
        part & Self.clusterFlag == 0 ? 1 : Int(entries[Int(part & ~Self.clusterFlag)].count)
    }

    /// The last scalar of a part.
    func last(_ part: Part) -> UInt32 {
        part & Self.clusterFlag == 0 ? part : entries[Int(part & ~Self.clusterFlag)].last
    }

    /// The first scalar of a part.
    func first(_ part: Part) -> UInt32 {
        var part = part
        while part & Self.clusterFlag != 0 { part = entries[Int(part & ~Self.clusterFlag)].first }
        return part
    }

    /// The scalars of a cluster in order.
    func scalars(_ index: UInt32) -> ArraySlice<UInt32> {
        let entry = entries[Int(index)]
        return pool[Int(entry.start)..<Int(entry.start + entry.count)]
    }

    /// One scalar of a cluster; for loops that must not count references.
    @inline(__always)
    func scalar(_ index: UInt32, at place: Int) -> UInt32 {
        pool[Int(entries[Int(index)].start) &+ place]
    }

    /// The text of a cluster.
    func text(_ index: UInt32) -> String {
        var text = ""
        for scalar in scalars(index) { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return text
    }

    /// The index of a part and one scalar more, new or known; nil if the table is full.
    mutating func add(_ first: Part, _ last: UInt32) -> UInt32? {
        let mask = slots.count - 1
        var slot = Self.spread(first, last) & mask
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            let entry = entries[Int(index)]
            if entry.first == first, entry.last == last { return index }
            slot = (slot + 1) & mask
        }
        guard !free.isEmpty || entries.count < Self.limit else { return nil }
        let entry = Entry(
            first: first, last: last, count: UInt32(scalarCount(first) + 1), start: UInt32(pool.count))
        if first & Self.clusterFlag == 0 {
            pool.append(first)
        } else {
            pool += scalars(first & ~Self.clusterFlag)
        }
        pool.append(last)
        let index: UInt32
        if let reused = free.popLast() {
            index = reused
            entries[Int(reused)] = entry
        } else {
            index = UInt32(entries.count)
            entries.append(entry)
        }
        slots[slot] = index + 1
        if count * 2 > slots.count { rebuildSlots(count: slots.count * 2) }
        return index
    }

    /// Frees every cluster that is not marked and that no marked one is made of; shorter marks than the table
    /// are allowed.
    mutating func sweep(keeping isUsed: [Bool]) {
        var kept = [Bool](repeating: false, count: entries.count)
        for index in isUsed.indices.prefix(entries.count) where isUsed[index] {
            var part = UInt32(index) | Self.clusterFlag
            while part & Self.clusterFlag != 0, !kept[Int(part & ~Self.clusterFlag)] {
                kept[Int(part & ~Self.clusterFlag)] = true
                part = entries[Int(part & ~Self.clusterFlag)].first
            }
        }
        for index in entries.indices where !kept[index] && entries[index].count > 0 {
            entries[index] = Entry(first: 0, last: 0, count: 0, start: 0)
            free.append(UInt32(index))
        }
        let old = pool
        pool.removeAll(keepingCapacity: true)
        for index in entries.indices where entries[index].count > 0 {
            let entry = entries[index]
            entries[index].start = UInt32(pool.count)
            pool += old[Int(entry.start)..<Int(entry.start + entry.count)]
        }
        rebuildSlots(count: slots.count)
        sweepThreshold = min(Self.limit - 1, max(2048, count * 2))
    }

    private mutating func rebuildSlots(count: Int) {
        slots = [UInt32](repeating: 0, count: count)
        let mask = count - 1
        for index in entries.indices where entries[index].count > 0 {
            var slot = Self.spread(entries[index].first, entries[index].last) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index) + 1
        }
    }

    @inline(__always)
    private static func spread(_ first: UInt32, _ last: UInt32) -> Int {
        var hash = (UInt64(first) << 32 | UInt64(last)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF)
    }

    /// Stops the program where the invariant is broken.
    func checkInvariants() {
        for index in entries.indices where entries[index].count > 0 {
            let entry = entries[index]
            precondition(
                entry.count >= 2 && Int(entry.count) <= Self.scalarLimit, "a cluster is of some scalars")
            precondition(scalarCount(entry.first) == Int(entry.count) - 1, "its first part is in use")
            precondition(scalars(UInt32(index)).last == entry.last, "its scalars are in the pool")
            precondition(scalars(UInt32(index)).first == first(entry.first), "from the first to the last")
            var slot = Self.spread(entry.first, entry.last) & (slots.count - 1)
            while slots[slot] != UInt32(index) + 1 {
                precondition(slots[slot] != 0, "a cluster is found by its parts")
                slot = (slot + 1) & (slots.count - 1)
            }
        }
    }
}
