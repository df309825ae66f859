/// First in, first out; both ends in constant time on average.
///
/// Inlinable, so that each module that uses it has code of its own for its elements: without, every look at an
/// element asks the runtime for its type.
package struct Queue<Element> {
    /// Invariant: what is before `start` was taken and is nil.
    @usableFromInline var elements: [Element?] = []
    @usableFromInline var start = 0

    /// Makes an empty queue.
    @inlinable package init() {}

    @inlinable package var isEmpty: Bool { start == elements.count }
    /// How many elements wait.
    @inlinable package var count: Int { elements.count - start }
    /// The oldest.
    @inlinable package var first: Element? { isEmpty ? nil : elements[start] }

    /// Adds the newest.
    @inlinable package mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Takes the oldest; nil when there is none.
    @inlinable package mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = elements[start].take()
        start += 1
        if start == elements.count {
            elements.removeAll(keepingCapacity: elements.count <= 64)
            start = 0
        } else if start > 32, start > elements.count / 2 {
            elements.removeFirst(start)
            start = 0
        }
        return element
    }
}

extension Queue: Sendable where Element: Sendable {}
