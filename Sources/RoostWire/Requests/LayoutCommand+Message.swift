package import RoostModel

extension LayoutCommand: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case split, focus
        case focusToward = "focus_toward"
        case focusOffset = "focus_offset"
        case focusLast = "focus_last"
        case closePane = "close_pane"
        case hidePane = "hide_pane"
        case closeWindow = "close_window"
        case openWindow = "open_window"
        case selectWindow = "select_window"
        case selectWindowOffset = "select_window_offset"
        case selectLastWindow = "select_last_window"
        case renameWindow = "rename_window"
        case resize
        case resizeTo = "resize_to"
        case moveBorder = "move_border"
        case zoom, swap, rotate
        case breakPane = "break_pane"
        case nextPreset = "next_preset"
        case preset
        case goTo = "go_to"
        case splitShowing = "split_showing"
        case show
    }

    package var message: Message {
        switch self {
        case .split(let pane, let axis, let before, let size, let focus, let session):
            Message(Kind.split).with("pane", pane).with("axis", axis).with("before", before)
                .with("size", size?.message).with("focus", focus).with("session", session)
        case .focus(let pane): Message(Kind.focus).with("pane", pane)
        case .focusToward(let direction): Message(Kind.focusToward).with("direction", direction)
        case .focusOffset(let offset): Message(Kind.focusOffset).with("offset", offset)
        case .focusLast: Message(Kind.focusLast)
        case .closePane(let pane): Message(Kind.closePane).with("pane", pane)
        case .hidePane(let pane): Message(Kind.hidePane).with("pane", pane)
        case .closeWindow(let window): Message(Kind.closeWindow).with("window", window)
        case .openWindow(let session, let name, let focus):
            Message(Kind.openWindow).with("session", session).with("name", name).with("focus", focus)
        case .selectWindow(let number): Message(Kind.selectWindow).with("number", number)
        case .selectWindowOffset(let offset): Message(Kind.selectWindowOffset).with("offset", offset)
        case .selectLastWindow: Message(Kind.selectLastWindow)
        case .renameWindow(let window, let name):
            Message(Kind.renameWindow).with("window", window).with("name", name)
        case .resize(let pane, let direction, let cells):
            Message(Kind.resize).with("pane", pane).with("direction", direction).with("cells", cells)
        case .resizeTo(let pane, let axis, let size):
            Message(Kind.resizeTo).with("pane", pane).with("axis", axis).with("size", size.message)
        case .moveBorder(let pane, let axis, let place):
            Message(Kind.moveBorder).with("pane", pane).with("axis", axis).with("to", place)
        case .zoom(let pane): Message(Kind.zoom).with("pane", pane)
        case .swap(let offset): Message(Kind.swap).with("offset", offset)
        case .rotate(let offset): Message(Kind.rotate).with("offset", offset)
        case .breakPane(let pane): Message(Kind.breakPane).with("pane", pane)
        case .nextPreset: Message(Kind.nextPreset)
        case .preset(let preset): Message(Kind.preset).with("preset", preset)
        case .goTo(let session): Message(Kind.goTo).with("session", session)
        case .splitShowing(let session, let axis):
            Message(Kind.splitShowing).with("session", session).with("axis", axis)
        case .show(let session, let axis): Message(Kind.show).with("session", session).with("axis", axis)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .split:
            self = .split(
                pane: try fields[optional: "pane"], axis: try fields["axis"], before: try fields["before"],
                size: try fields[optionalMessage: "size"], focus: try fields["focus"],
                session: try fields["session"])
        case .focus: self = .focus(pane: try fields["pane"])
        case .focusToward: self = .focusToward(try fields["direction"])
        case .focusOffset: self = .focusOffset(try fields["offset"])
        case .focusLast: self = .focusLast
        case .closePane: self = .closePane(pane: try fields[optional: "pane"])
        case .hidePane: self = .hidePane(pane: try fields[optional: "pane"])
        case .closeWindow: self = .closeWindow(window: try fields[optional: "window"])
        case .openWindow:
            self = .openWindow(
                session: try fields["session"], name: try fields[optional: "name"],
                focus: try fields["focus"])
        case .selectWindow: self = .selectWindow(number: try fields["number"])
        case .selectWindowOffset: self = .selectWindowOffset(try fields["offset"])
        case .selectLastWindow: self = .selectLastWindow
        case .renameWindow:
            self = .renameWindow(window: try fields[optional: "window"], name: try fields["name"])
        case .resize:
            self = .resize(
                pane: try fields[optional: "pane"], try fields["direction"], cells: try fields["cells"])
        case .resizeTo:
            self = .resizeTo(
                pane: try fields[optional: "pane"], axis: try fields["axis"], try fields.message("size"))
        case .moveBorder:
            self = .moveBorder(pane: try fields["pane"], axis: try fields["axis"], to: try fields["to"])
        case .zoom: self = .zoom(pane: try fields[optional: "pane"])
        case .swap: self = .swap(offset: try fields["offset"])
        case .rotate: self = .rotate(offset: try fields["offset"])
        case .breakPane: self = .breakPane(pane: try fields[optional: "pane"])
        case .nextPreset: self = .nextPreset
        case .preset: self = .preset(try fields["preset"])
        case .goTo: self = .goTo(try fields["session"])
        case .splitShowing:
            self = .splitShowing(try fields["session"], axis: try fields["axis"])
        case .show: self = .show(session: try fields["session"], axis: try fields[optional: "axis"])
        }
    }
}

extension PaneSize: MessageFamily {
    package enum Kind: String, CaseIterable, Sendable {
        case cells, percent
    }

    package var message: Message {
        switch self {
        case .cells(let cells): Message(Kind.cells).with("cells", cells)
        case .percent(let share): Message(Kind.percent).with("percent", share)
        }
    }

    package init(_ kind: Kind, _ fields: MessageFields) throws {
        switch kind {
        case .cells: self = .cells(try fields["cells"])
        case .percent: self = .percent(try fields["percent"])
        }
    }
}
