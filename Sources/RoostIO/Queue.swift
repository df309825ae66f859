/// First in, first out; both ends in constant time on average.
package struct Queue<Element> {
    /// Invariant: what is before `start` was taken and is nil.
    private var elements: [Element?] = []
    private var start = 0

    /// Makes an empty queue.
    package init() {}

    package var isEmpty: Bool { start == elements.count }
    /// How many elements wait.
    package var count: Int { elements.count - start }
    /// The oldest.
    package var first: Element? { isEmpty ? nil : elements[start] }

    /// Adds the newest.
    package mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Takes the oldest; nil when there is none.
    package mutating func popFirst() -> Element? {
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
