/// A place in a ``SlotTable``: the index in the low half, the generation of the place in the high half.
struct SlotKey: Hashable, Sendable {
    let rawValue: UInt64

    fileprivate var index: Int { Int(truncatingIfNeeded: rawValue & 0xFFFF_FFFF) }
    fileprivate var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    fileprivate init(index: Int, generation: UInt32) {
        rawValue = UInt64(generation) << 32 | UInt64(UInt32(truncatingIfNeeded: index))
    }
}

/// Values under keys that outlive them harmlessly: a place is used again, its key is not.
///
/// The kernel and cancelled timers hold keys of values that are long gone; such a key finds nothing, and never a
/// later value in the same place. All operations are O(1) and hash nothing.
struct SlotTable<Element> {
    private struct Slot {
        var generation: UInt32
        var element: Element?
    }

    private var slots: [Slot] = []
    private var free: [Int] = []

    /// How many values there are.
    var count: Int { slots.count - free.count }

    /// Stores a value and gives its key.
    mutating func insert(_ element: Element) -> SlotKey {
        guard let index = free.popLast() else {
            slots.append(Slot(generation: 0, element: element))
            return SlotKey(index: slots.count - 1, generation: 0)
        }
        slots[index].element = element
        return SlotKey(index: index, generation: slots[index].generation)
    }

    /// Whether the key's value is still here.
    func contains(_ key: SlotKey) -> Bool {
        slots.indices.contains(key.index) && slots[key.index].generation == key.generation
            && slots[key.index].element != nil
    }

    /// The value of a key, changed in place; nil once it was removed, and then setting it does nothing.
    subscript(key: SlotKey) -> Element? {
        get {
            contains(key) ? slots[key.index].element : nil
        }
        _modify {
            var nothing: Element?
            if contains(key) {
                yield &slots[key.index].element
            } else {
                yield &nothing
            }
        }
    }

    /// Takes a value out; its key finds nothing from now on.
    @discardableResult
    mutating func remove(_ key: SlotKey) -> Element? {
        guard contains(key) else { return nil }
        defer {
            slots[key.index].element = nil
            slots[key.index].generation &+= 1
            free.append(key.index)
        }
        return slots[key.index].element
    }
}
