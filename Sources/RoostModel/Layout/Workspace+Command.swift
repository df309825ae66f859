extension Workspace {
    /// What keeps a command from being done: it names a pane or window that is not there; nil when nothing does.
    package func problem(with command: LayoutCommand) -> LayoutProblem? {
        if let pane = command.namedPane, window(of: pane) == nil {
            return LayoutProblem(
                operation: "find pane \(pane)", cause: "\(name) has \(Self.counted(panes, "pane"))",
                advice: "see roost pane list")
        }
        if let number = command.namedWindow, window(number: number) == nil {
            return LayoutProblem(
                operation: "find window \(number)",
                cause: "\(name) has \(Self.counted(windows.map(\.number), "window"))",
                advice: "see roost window list")
        }
        switch command {
        case .split(let pane, let axis, _, _, _, _): return noRoom(toSplit: pane, along: axis)
        case .splitShowing(_, let axis), .show(_, let axis?): return noRoom(toSplit: nil, along: axis)
        default: return nil
        }
    }

    /// A pane is not split into parts that nobody could read.
    private func noRoom(toSplit pane: PaneID?, along axis: Layout.Axis) -> LayoutProblem? {
        guard let pane = pane ?? activeWindow?.active,
            let frame = window(of: pane)?.layout.frames(in: area)[pane]
        else { return nil }
        let (length, least, unit) =
            axis == .horizontal
            ? (frame.columns, 2 * Layout.leastColumns + 1, "columns")
            : (frame.rows, 2 * Layout.leastRows, "rows")
        guard length < least else { return nil }
        return LayoutProblem(
            operation: "split pane \(pane)",
            cause: "no room: it has \(length) \(unit), two panes need \(least)",
            advice: "open a window, or choose another layout")
    }

    private var panes: [PaneID] { windows.flatMap(\.layout.panes) }

    private static func counted(_ numbers: [Int], _ word: String) -> String {
        guard let last = numbers.last else { return "no \(word)" }
        guard numbers.count > 1 else { return "only \(word) \(last)" }
        // As many as fit in a line.
        let shown = numbers.dropLast().prefix(20).map { "\($0)" }.joined(separator: ", ")
        return "\(word)s \(shown)\(numbers.count > 21 ? " … " : " and ")\(last)"
    }

    /// The window that the status row shows under a number; nil means the active one.
    package func window(number: Int?) -> Window? {
        guard let number else { return activeWindow }
        return windows.first { $0.number == number }
    }

    /// Does those commands that need nothing but the layout; ignores the others, and what is not there.
    package mutating func perform(_ command: LayoutCommand) {
        switch command {
        case .focus(let pane): focus(pane)
        case .focusToward, .focusOffset, .focusLast: moveFocus(command)
        case .hidePane(let pane): (pane ?? activeWindow?.active).map { closePane($0) }
        case .selectWindow(let number): window(number: number).map { selectWindow($0.id) }
        case .selectWindowOffset(let offset): selectWindow(offset: offset)
        case .selectLastWindow: lastActive.map { selectWindow($0) }
        case .renameWindow(let number, let name):
            window(number: number).map { renameWindow($0.id, to: name) }
        case .resize(let pane, let direction, let cells):
            changeLayout(of: pane) { $0.resizing($1, direction, by: cells, in: $2) }
        case .resizeTo(let pane, let axis, let size):
            changeLayout(of: pane) {
                $0.sizing(
                    $1, along: axis, to: size.cells(of: axis == .horizontal ? $2.columns : $2.rows), in: $2)
            }
        case .moveBorder(let pane, let axis, let place): moveBorder(of: pane, along: axis, to: place)
        case .zoom(let pane): zoom(pane)
        case .swap, .rotate: exchange(command)
        case .breakPane(let pane): (pane ?? activeWindow?.active).map { breakPane($0) }
        case .nextPreset:
            let all = Layout.Preset.allCases
            let next = activeWindow?.preset.flatMap { all.firstIndex(of: $0) }
                .map { all[($0 + 1) % all.count] }
            arrange(next ?? all[0])
        case .preset(let preset): arrange(preset)
        case .split, .closePane, .closeWindow, .openWindow, .goTo, .splitShowing, .show: break
        }
    }

    private mutating func moveFocus(_ command: LayoutCommand) {
        guard let window = activeWindow else { return }
        let pane: PaneID? =
            switch command {
            case .focusToward(let direction):
                window.layout.neighbour(of: window.active, direction, in: area, recent: window.lastActive)
            case .focusOffset(let offset): window.pane(offset: offset)
            default: window.lastActive
            }
        pane.map { focus($0) }
    }

    /// Changes the layout of the window that has a pane, the active one with nil; its zoom ends.
    private mutating func changeLayout(of pane: PaneID?, _ body: (Layout, PaneID, Rect) -> Layout) {
        guard let pane = pane ?? activeWindow?.active, let window = window(of: pane) else { return }
        let area = area
        changeWindow(window.id) {
            $0.zoomed = nil
            $0.layout = body($0.layout, pane, area)
        }
    }

    private mutating func moveBorder(of pane: PaneID, along axis: Layout.Axis, to place: Int) {
        changeLayout(of: pane) { layout, pane, area in
            guard let frame = layout.frames(in: area)[pane] else { return layout }
            let border = axis == .horizontal ? frame.column + frame.columns : frame.row + frame.rows
            let length = axis == .horizontal ? area.columns : area.rows
            let cells = min(max(place, 0), length) - border
            return layout.movingFarBorder(of: pane, along: axis, by: cells, in: area)
        }
    }

    private mutating func zoom(_ pane: PaneID?) {
        guard let window = pane.map({ window(of: $0) }) ?? activeWindow, window.panes.count > 1 else {
            return
        }
        selectWindow(window.id)
        changeWindow(window.id) {
            $0.focus(pane ?? $0.active)
            $0.zoomed = window.zoomed == nil ? $0.active : nil
        }
    }

    private mutating func exchange(_ command: LayoutCommand) {
        guard let window = activeWindow else { return }
        let names: [PaneID: PaneID]
        switch command {
        case .swap(let offset):
            let other = window.pane(offset: offset)
            guard other != window.active else { return }
            names = [window.active: other, other: window.active]
        case .rotate(let offset):
            let order = window.layout.panes
            let count = order.count
            let shift = (offset % count + count) % count
            names = Dictionary(
                uniqueKeysWithValues: order.indices.map { (order[($0 + shift) % count], order[$0]) })
        default: return
        }
        changeActiveWindow {
            $0.zoomed = nil
            $0.layout = $0.layout.renaming(names)
        }
    }

    private mutating func arrange(_ preset: Layout.Preset) {
        changeActiveWindow { window in
            guard let layout = Layout(preset, panes: window.layout.panes) else { return }
            window.zoomed = nil
            window.layout = layout
            window.preset = preset
        }
    }
}

extension Window {
    /// The pane so many places after the active one in reading order, around the end.
    package func pane(offset: Int) -> PaneID {
        let order = layout.panes
        let place = order.firstIndex(of: active) ?? 0
        return order[(place + offset % order.count + order.count) % order.count]
    }
}
