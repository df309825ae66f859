/// The bodies that wait for their time, earliest first; those of one instant in the order they came.
///
/// A binary heap of small values beside a table of the bodies: cancelling takes the body at once, and its heap
/// entry is dropped when it comes up, or when more than half of the entries are such.
struct TimerQueue {
    typealias Body = @Sendable () -> Void

    private struct Entry {
        let deadline: Int64
        let sequence: UInt64
        let key: SlotKey

        func precedes(_ other: Entry) -> Bool {
            (deadline, sequence) < (other.deadline, other.sequence)
        }
    }

    private var heap: [Entry] = []
    private var bodies = SlotTable<Body>()
    private var nextSequence: UInt64 = 0

    /// How many bodies wait.
    var count: Int { bodies.count }

    /// How many entries are kept for them, the cancelled ones included.
    var entryCount: Int { heap.count }

    /// A mark between what was scheduled before and what is scheduled from now on.
    var mark: UInt64 { nextSequence }

    /// When the next body is due, nil without one; drops cancelled entries on the way.
    mutating func nextDeadline() -> Int64? {
        while let first = heap.first, !bodies.contains(first.key) { removeFirst() }
        return heap.first?.deadline
    }

    /// Adds a body that is due at `deadline`, O(log n).
    mutating func insert(at deadline: Int64, _ body: @escaping Body) -> SlotKey {
        let key = bodies.insert(body)
        heap.append(Entry(deadline: deadline, sequence: nextSequence, key: key))
        nextSequence &+= 1
        siftUp(from: heap.count - 1)
        return key
    }

    /// Takes a body out, if it has not been taken yet.
    mutating func remove(_ key: SlotKey) -> Body? {
        let body = bodies.remove(key)
        if heap.count > 64, heap.count > 2 * bodies.count { dropCancelled() }
        return body
    }

    /// Takes the next body that is due at `now` and was scheduled before `mark`.
    ///
    /// The mark keeps a body that schedules itself at once from running for ever.
    mutating func popDue(now: Int64, before mark: UInt64) -> Body? {
        guard let deadline = nextDeadline(), deadline <= now, let first = heap.first, first.sequence < mark
        else {
            return nil
        }
        removeFirst()
        return bodies.remove(first.key)
    }

    private mutating func dropCancelled() {
        heap.removeAll { !bodies.contains($0.key) }
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { siftDown(from: index) }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(from: 0)
    }

    private mutating func siftUp(from start: Int) {
        var index = start
        while index > 0, heap[index].precedes(heap[(index - 1) / 2]) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func siftDown(from start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && heap[child].precedes(heap[least]) {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}
