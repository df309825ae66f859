extension Workspace {
    /// Does those commands that need nothing but the layout; ignores the others.
    package mutating func perform(_ command: LayoutCommand) {
        guard let window = activeWindow else { return }
        let area = area
        switch command {
        case .focus(let pane): focus(pane)
        case .focusToward(let direction):
            guard
                let pane = window.layout.neighbour(
                    of: window.active, direction, in: area, recent: window.lastActive)
            else { return }
            focus(pane)
        case .focusOffset(let offset): focus(window.pane(offset: offset))
        case .focusLast: window.lastActive.map { focus($0) }
        case .selectWindowOffset(let offset): selectWindow(offset: offset)
        case .selectLastWindow: lastActive.map { selectWindow($0) }
        case .resize(let pane, let direction, let cells):
            changeActiveWindow {
                $0.zoomed = nil
                $0.layout = $0.layout.resizing(pane ?? $0.active, direction, by: cells, in: area)
            }
        case .moveBorder(let pane, let axis, let place):
            changeActiveWindow {
                guard let frame = $0.layout.frames(in: area)[pane] else { return }
                let border = axis == .horizontal ? frame.column + frame.columns : frame.row + frame.rows
                let length = axis == .horizontal ? area.columns : area.rows
                let cells = min(max(place, 0), length) - border
                $0.zoomed = nil
                $0.layout = $0.layout.movingFarBorder(of: pane, along: axis, by: cells, in: area)
            }
        case .zoom(let pane):
            changeActiveWindow {
                guard $0.panes.count > 1 else { return }
                $0.focus(pane ?? $0.active)
                $0.zoomed = window.zoomed == nil ? $0.active : nil
            }
        case .swap(let offset):
            let other = window.pane(offset: offset)
            guard other != window.active else { return }
            changeActiveWindow {
                $0.zoomed = nil
                $0.layout = $0.layout.renaming([$0.active: other, other: $0.active])
            }
        case .rotate(let offset):
            let order = window.layout.panes
            let count = order.count
            let shift = (offset % count + count) % count
            changeActiveWindow { window in
                window.zoomed = nil
                let names = order.indices.map { (order[($0 + shift) % count], order[$0]) }
                window.layout = window.layout.renaming(Dictionary(uniqueKeysWithValues: names))
            }
        case .breakPane(let pane): breakPane(pane ?? window.active)
        case .nextPreset:
            let all = Layout.Preset.allCases
            let next = window.preset.flatMap { all.firstIndex(of: $0) }.map { all[($0 + 1) % all.count] }
            arrange(next ?? all[0])
        case .preset(let preset): arrange(preset)
        case .split, .closePane, .hidePane, .closeWindow, .openWindow, .selectWindow, .renameWindow, .goTo,
            .splitShowing:
            break
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
