/// A pane's number: unique in its workspace, never used again there.
package typealias PaneID = Int

/// How the panes of a window share its area: a tree of splits.
///
/// Shares are weights, not cells, so that a window that shrinks and grows again looks as it did.
///
/// Invariant: a split has at least two children, none of them a split along the same axis, and each weight
/// is finite and above zero.
package indirect enum Layout: Hashable, Sendable {
    /// How the children of a split lie.
    package enum Axis: String, Codable, Hashable, Sendable {
        /// Side by side, one column of line between.
        case horizontal
        /// Above each other; a pane's title row is the line between.
        case vertical
    }

    /// A part of a split.
    package struct Child: Codable, Hashable, Sendable {
        package var weight: Double
        package var layout: Layout

        package init(weight: Double = 1, layout: Layout) {
            self.weight = weight
            self.layout = layout
        }
    }

    case pane(PaneID)
    case split(Axis, [Child])

    /// A pane that is split has so many rows left: its title and one of its program.
    package static let leastRows = 2
    /// A pane that is split has so many columns left: a sign, and a little of what is called so.
    package static let leastColumns = 6

    /// An area has room for several panes; in a smaller one the one with the keys is shown alone.
    package static func hasRoom(_ area: Rect) -> Bool { area.columns >= 40 && area.rows >= 9 }

    /// A pane's frame shows something of its program.
    package static func isReadable(_ frame: Rect) -> Bool {
        frame.rows >= leastRows && frame.columns >= leastColumns
    }

    /// All panes in reading order.
    package var panes: [PaneID] {
        switch self {
        case .pane(let pane): [pane]
        case .split(_, let children): children.flatMap(\.layout.panes)
        }
    }

    /// Puts `new` beside `pane`, on the far side unless `before`; the two share the old one's area equally.
    ///
    /// - Returns: The layout as it was when `pane` is not in it.
    package func splitting(_ pane: PaneID, along axis: Axis, adding new: PaneID, before: Bool = false)
        -> Layout
    {
        switch self {
        case .pane(pane):
            let parts = before ? [new, pane] : [pane, new]
            return .split(axis, parts.map { Child(layout: .pane($0)) })
        case .pane:
            return self
        case .split(let own, var children):
            if own == axis, let index = children.firstIndex(where: { $0.layout == .pane(pane) }) {
                let half = children[index].weight / 2
                children[index].weight = half
                children.insert(Child(weight: half, layout: .pane(new)), at: before ? index : index + 1)
            } else {
                for index in children.indices {
                    children[index].layout = children[index].layout
                        .splitting(pane, along: axis, adding: new, before: before)
                }
            }
            return Layout.split(own, children).normalized
        }
    }

    /// Takes `pane` out; its neighbours grow in proportion.
    ///
    /// Nil when nothing is left.
    package func removing(_ pane: PaneID) -> Layout? {
        switch self {
        case .pane(let own):
            return own == pane ? nil : self
        case .split(let axis, let children):
            let kept = children.compactMap { child in
                child.layout.removing(pane).map { Child(weight: child.weight, layout: $0) }
            }
            return kept.isEmpty ? nil : Layout.split(axis, kept).normalized
        }
    }

    /// Gives every pane the number that `names` has for it.
    package func renaming(_ names: [PaneID: PaneID]) -> Layout {
        switch self {
        case .pane(let pane): .pane(names[pane] ?? pane)
        case .split(let axis, let children):
            .split(axis, children.map { Child(weight: $0.weight, layout: $0.layout.renaming(names)) })
        }
    }

    /// The same picture with the invariant restored: single children lifted, splits along one axis merged.
    private var normalized: Layout {
        guard case .split(let axis, let children) = self else { return self }
        if children.count == 1 { return children[0].layout }
        var merged: [Child] = []
        for child in children {
            guard case .split(axis, let inner) = child.layout else {
                merged.append(child)
                continue
            }
            let total = inner.reduce(0) { $0 + $1.weight }
            merged += inner.map { Child(weight: child.weight * $0.weight / total, layout: $0.layout) }
        }
        return .split(axis, merged)
    }

    /// True when every weight can be computed with and every split has parts; checked on what a file says.
    package var isValid: Bool {
        guard case .split(let axis, let children) = self else { return true }
        return children.count >= 2 && Set(panes).count == panes.count
            && children.allSatisfy {
                if case .split(axis, _) = $0.layout { return false }
                return $0.weight.isFinite && $0.weight > 0 && $0.layout.isValid
            }
    }
}

// MARK: - Geometry

extension Layout {
    /// Where each pane lies, title row included; a pane for which no room is left has an empty rectangle.
    package func frames(in area: Rect) -> [PaneID: Rect] {
        var frames: [PaneID: Rect] = [:]
        place(in: area, into: &frames)
        return frames
    }

    private func place(in area: Rect, into frames: inout [PaneID: Rect]) {
        switch self {
        case .pane(let pane):
            frames[pane] = area
        case .split(let axis, let children):
            for (child, part) in zip(children, Self.parts(of: area, along: axis, children: children)) {
                child.layout.place(in: part, into: &frames)
            }
        }
    }

    /// Cuts an area by weight: edges are rounded, not lengths, so that nothing is lost or gained.
    private static func parts(of area: Rect, along axis: Axis, children: [Child]) -> [Rect] {
        let gap = axis == .horizontal ? 1 : 0
        let length = axis == .horizontal ? area.columns : area.rows
        let room = max(0, length - gap * (children.count - 1))
        let total = children.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        var edge = 0
        return children.indices.map { index in
            sum += children[index].weight
            let end = index == children.count - 1 ? room : Int((sum / total * Double(room)).rounded())
            defer { edge = end }
            let start = edge + gap * index
            return axis == .horizontal
                ? Rect(row: area.row, column: area.column + start, rows: area.rows, columns: end - edge)
                : Rect(row: area.row + start, column: area.column, rows: end - edge, columns: area.columns)
        }
    }

    /// Moves the nearest border of `pane` that lies along `direction` by `cells`, as far as there is room.
    ///
    /// Like tmux: the border on the far side moves; a pane at the far end moves its near border instead.
    package func resizing(_ pane: PaneID, _ direction: Direction, by cells: Int, in area: Rect) -> Layout {
        let axis: Axis = direction == .left || direction == .right ? .horizontal : .vertical
        let forward = direction == .right || direction == .down
        let cells = forward ? cells : 0 &- cells
        return resized(pane, along: axis, by: cells, in: area, farBorderOnly: false) ?? self
    }

    /// Moves the border right of or below `pane` by `cells`, back when they are negative, as far as there is
    /// room; the outer border of the area stays.
    package func movingFarBorder(of pane: PaneID, along axis: Axis, by cells: Int, in area: Rect) -> Layout {
        resized(pane, along: axis, by: cells, in: area, farBorderOnly: true) ?? self
    }

    /// Gives a pane a width or height in cells, as far as there is room: of the border that the pane shares with
    /// the next one, or the one before, whichever brings it closer.
    package func sizing(_ pane: PaneID, along axis: Axis, to cells: Int, in area: Rect) -> Layout {
        func length(_ layout: Layout) -> Int? {
            layout.frames(in: area)[pane].map { axis == .horizontal ? $0.columns : $0.rows }
        }
        guard let now = length(self), now != cells else { return self }
        let wanted = min(max(cells, 0), axis == .horizontal ? area.columns : area.rows)
        let direction: Direction = axis == .horizontal ? .right : .down
        return [1, -1].map { resizing(pane, direction, by: (wanted - now) * $0, in: area) }
            .min { abs((length($0) ?? now) - wanted) < abs((length($1) ?? now) - wanted) } ?? self
    }

    private func resized(
        _ pane: PaneID, along axis: Axis, by cells: Int, in area: Rect, farBorderOnly: Bool
    ) -> Layout? {
        guard case .split(let own, var children) = self,
            let index = children.firstIndex(where: { $0.layout.panes.contains(pane) })
        else { return nil }
        let parts = Self.parts(of: area, along: own, children: children)
        if let inner = children[index].layout.resized(
            pane, along: axis, by: cells, in: parts[index], farBorderOnly: farBorderOnly)
        {
            children[index].layout = inner
            return .split(own, children)
        }
        guard own == axis, !farBorderOnly || index < children.count - 1 else { return nil }
        var lengths = parts.map { axis == .horizontal ? $0.columns : $0.rows }
        let least = Self.leastRows
        let (first, second) = index < lengths.count - 1 ? (index, index + 1) : (index - 1, index)
        let moved =
            cells >= 0
            ? min(cells, max(0, lengths[second] - least)) : max(cells, -max(0, lengths[first] - least))
        guard moved != 0 else { return self }
        lengths[first] += moved
        lengths[second] -= moved
        for index in children.indices { children[index].weight = Double(max(1, lengths[index])) }
        return .split(own, children)
    }

    /// The pane that lies in `direction` of `pane`; wraps around.
    ///
    /// Of several it is `recent`, as in tmux: who went there comes back. Otherwise it is the one that shares the
    /// longest part of the border.
    package func neighbour(
        of pane: PaneID, _ direction: Direction, in area: Rect, recent: PaneID? = nil
    ) -> PaneID? {
        let frames = frames(in: area)
        guard let own = frames[pane] else { return nil }
        func overlap(_ one: Range<Int>, _ other: Range<Int>) -> Int { one.clamped(to: other).count }
        func shared(_ rect: Rect) -> Int {
            direction == .left || direction == .right
                ? overlap(own.row..<own.row + own.rows, rect.row..<rect.row + rect.rows)
                : overlap(own.column..<own.column + own.columns, rect.column..<rect.column + rect.columns)
        }
        /// How far the rectangle's near edge lies ahead; what lies behind counts from the far end (wrap).
        func distance(_ rect: Rect) -> Int {
            let ahead: Int
            let length: Int
            switch direction {
            case .left: (ahead, length) = (own.column - (rect.column + rect.columns), area.columns)
            case .right: (ahead, length) = (rect.column - (own.column + own.columns), area.columns)
            case .up: (ahead, length) = (own.row - (rect.row + rect.rows), area.rows)
            case .down: (ahead, length) = (rect.row - (own.row + own.rows), area.rows)
            }
            return ahead >= 0 ? ahead : ahead + 2 * length
        }
        return frames.filter { $0.key != pane && shared($0.value) > 0 }
            .min {
                (distance($0.value), $0.key == recent ? 0 : 1, -shared($0.value), $0.key) < (
                    distance($1.value), $1.key == recent ? 0 : 1, -shared($1.value), $1.key
                )
            }?
            .key
    }
}

// MARK: - Presets

extension Layout {
    /// tmux's ready-made arrangements, in the order in which `C-b Space` goes through them.
    package enum Preset: String, Codable, CaseIterable, Hashable, Sendable {
        case evenHorizontal = "even-horizontal"
        case evenVertical = "even-vertical"
        case mainHorizontal = "main-horizontal"
        case mainVertical = "main-vertical"
        case tiled
    }

    /// Arranges panes, in this order, as a preset says.
    ///
    /// Nil without panes.
    package init?(_ preset: Preset, panes: [PaneID]) {
        guard let first = panes.first else { return nil }
        guard panes.count > 1 else {
            self = .pane(first)
            return
        }
        func even(_ axis: Axis, _ panes: [PaneID]) -> Layout {
            panes.count == 1 ? .pane(panes[0]) : .split(axis, panes.map { Child(layout: .pane($0)) })
        }
        let rest = Array(panes.dropFirst())
        switch preset {
        case .evenHorizontal: self = even(.horizontal, panes)
        case .evenVertical: self = even(.vertical, panes)
        case .mainHorizontal:
            self = .split(.vertical, [Child(layout: .pane(first)), Child(layout: even(.horizontal, rest))])
        case .mainVertical:
            self = .split(.horizontal, [Child(layout: .pane(first)), Child(layout: even(.vertical, rest))])
        case .tiled:
            let columns = Int(Double(panes.count).squareRoot().rounded(.up))
            let rows = stride(from: 0, to: panes.count, by: columns).map {
                even(.horizontal, Array(panes[$0..<min($0 + columns, panes.count)]))
            }
            self = rows.count == 1 ? rows[0] : .split(.vertical, rows.map { Child(layout: $0) })
        }
    }
}
