/// Which rows of a list of blocks can be seen; only blocks near the view are measured.
///
/// Invariant: with blocks, `top.block` is one of them while the view does not follow the end.
struct TranscriptScroll: Hashable, Sendable {
    /// A row of a block.
    struct Place: Hashable, Sendable {
        var block: Int
        var row: Int
    }

    /// The first row that can be seen; nil: the last row is, whatever comes.
    private(set) var top: Place?

    var isFollowing: Bool { top == nil }

    /// Shows the end from now on, also when it moves.
    mutating func follow() { top = nil }

    /// Stays where it is.
    mutating func hold(at place: Place) { top = place }

    /// Shows the beginning.
    mutating func begin() { top = Place(block: 0, row: 0) }

    /// The first row that can be seen.
    ///
    /// - Parameters:
    ///   - rows: How many can be seen.
    ///   - count: How many blocks there are.
    ///   - height: How many rows a block has, at least one.
    /// - Returns: The beginning where there are no blocks.
    func first(rows: Int, count: Int, height: (Int) -> Int) -> Place {
        let last = Self.last(rows: rows, count: count, height: height)
        guard let top, top.block < count else { return last }
        let own = Place(block: top.block, row: min(top.row, height(top.block) - 1))
        return (own.block, own.row) < (last.block, last.row) ? own : last
    }

    /// Moves by rows, down if positive; at the end it follows.
    mutating func move(by rows: Int, seeing visible: Int, count: Int, height: (Int) -> Int) {
        guard count > 0 else { return }
        let last = Self.last(rows: visible, count: count, height: height)
        var place = first(rows: visible, count: count, height: height)
        var left = abs(rows)
        while left > 0 {
            if rows > 0 {
                let step = min(left, height(place.block) - place.row)
                place.row += step
                left -= step
                guard place.row >= height(place.block) else { continue }
                guard place.block + 1 < count else { break }
                place = Place(block: place.block + 1, row: 0)
            } else {
                let step = min(left, place.row)
                place.row -= step
                left -= step
                guard left > 0 else { continue }
                guard place.block > 0 else { break }
                place = Place(block: place.block - 1, row: height(place.block - 1))
            }
        }
        top = rows > 0 && (place.block, place.row) >= (last.block, last.row) ? nil : place
    }

    /// Moves no farther than needed for a block's first row, and as much of it as there is room for, to be seen.
    mutating func show(block: Int, seeing visible: Int, count: Int, height: (Int) -> Int) {
        guard block >= 0, block < count else { return }
        let place = first(rows: visible, count: count, height: height)
        if (block, 0) < (place.block, place.row) {
            top = Place(block: block, row: 0)
            return
        }
        var row = -place.row
        for index in place.block..<block {
            row += height(index)
            if row >= 2 * visible { break }
        }
        let excess = row + min(height(block), visible) - visible
        if row >= 2 * visible {
            // Too far away to be counted row by row: it comes to the top.
            top = Place(block: block, row: 0)
        } else if excess > 0 {
            move(by: excess, seeing: visible, count: count, height: height)
        }
    }

    /// Whether fewer rows than a margin lie before what can be seen, and behind it.
    func isNear(
        margin: Int, seeing visible: Int, count: Int, height: (Int) -> Int
    ) -> (start: Bool, end: Bool) {
        let place = first(rows: visible, count: count, height: height)
        var before = place.row
        var block = place.block
        while block > 0, before < margin {
            block -= 1
            before += height(block)
        }
        var behind = -place.row - visible
        block = place.block
        while block < count, behind < margin {
            behind += height(block)
            block += 1
        }
        return (before < margin, behind < margin)
    }

    /// Blocks went away or came in before the others: the view stays where it is.
    mutating func shift(by blocks: Int) {
        guard let place = top else { return }
        let moved = place.block + blocks
        top = moved < 0 ? Place(block: 0, row: 0) : Place(block: moved, row: place.row)
    }

    /// The first row that can be seen when the last one can.
    private static func last(rows: Int, count: Int, height: (Int) -> Int) -> Place {
        var left = rows
        var block = count
        while block > 0 {
            block -= 1
            let own = height(block)
            if own >= left { return Place(block: block, row: own - left) }
            left -= own
        }
        return Place(block: 0, row: 0)
    }
}
