import RoostModel
import RoostTestSupport
import Testing

@Suite struct WorkspaceTests {
    private func session(_ number: UInt64) -> SessionID { SessionID(rawValue: number) }

    private func workspace() -> Workspace { Workspace(name: "work", rows: 23, columns: 80) }

    @Test func `a new window takes the lowest free number and is gone to`() {
        var workspace = workspace()
        for number in 1...3 { workspace.openWindow(showing: session(UInt64(number))) }
        let second = workspace.windows[1].id
        workspace.closeWindow(second)
        workspace.openWindow(showing: session(4))
        #expect(workspace.windows.map(\.number) == [1, 2, 3])
        #expect(workspace.activeWindow?.number == 2)
        #expect(workspace.windows[1].id != second)
    }

    @Test func `closing the active window goes back to the one used before`() {
        var workspace = workspace()
        for number in 1...3 { workspace.openWindow(showing: session(UInt64(number))) }
        workspace.perform(.selectLastWindow)
        #expect(workspace.activeWindow?.number == 2)
        workspace.closeWindow(workspace.active)
        #expect(workspace.activeWindow?.number == 3)
        workspace.closeWindow(workspace.active)
        workspace.closeWindow(workspace.active)
        #expect(workspace.activeWindow == nil)
        #expect(workspace.isValid)
    }

    @Test func `closing a pane goes back to the one used before`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        let third = try workspace.add(second, along: .vertical, showing: session(3))
        workspace.focus(first)
        workspace.focus(third)
        workspace.closePane(third)
        #expect(workspace.activeWindow?.active == first)
    }

    @Test func `the window goes with its last pane`() {
        var workspace = workspace()
        let pane = workspace.openWindow(showing: session(1))
        workspace.closePane(pane)
        #expect(workspace.windows.isEmpty)
    }

    @Test func `windows are gone through in both directions, around the end`() {
        var workspace = workspace()
        for number in 1...3 { workspace.openWindow(showing: session(UInt64(number))) }
        workspace.perform(.selectWindowOffset(1))
        #expect(workspace.activeWindow?.number == 1)
        workspace.perform(.selectWindowOffset(-1))
        #expect(workspace.activeWindow?.number == 3)
    }

    @Test(arguments: [Int.min, Int.max, -7, 7])
    func `no offset stops the program`(offset: Int) throws {
        var workspace = workspace()
        workspace.openWindow(showing: session(1))
        let pane = workspace.openWindow(showing: session(2))
        try workspace.add(pane, along: .horizontal, showing: session(3))
        for command: LayoutCommand in [
            .selectWindowOffset(offset), .focusOffset(offset), .swap(offset: offset), .rotate(offset: offset),
            .moveBorder(pane: pane, axis: .horizontal, to: offset), .resize(pane: nil, .left, cells: offset),
        ] {
            workspace.perform(command)
            #expect(workspace.isValid, "\(command)")
        }
    }

    @Test func `zoom shows one pane on the whole area, and going elsewhere ends it`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        workspace.perform(.zoom(pane: nil))
        #expect(workspace.visibleFrames == [second: workspace.area])
        workspace.perform(.focusOffset(1))
        #expect(workspace.visibleFrames.count == 2)
        #expect(workspace.activeWindow?.active == first)
    }

    @Test func `a single pane cannot be zoomed`() {
        var workspace = workspace()
        workspace.openWindow(showing: session(1))
        workspace.perform(.zoom(pane: nil))
        #expect(workspace.activeWindow?.zoomed == nil)
    }

    @Test func `rotating moves every pane one place on`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        let third = try workspace.add(second, along: .horizontal, showing: session(3))
        workspace.perform(.rotate(offset: 1))
        #expect(workspace.activeWindow?.layout.panes == [third, first, second])
        workspace.perform(.rotate(offset: -1))
        #expect(workspace.activeWindow?.layout.panes == [first, second, third])
    }

    @Test func `swapping exchanges two panes and keeps the focus on the one that moved`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        workspace.perform(.swap(offset: -1))
        #expect(workspace.activeWindow?.layout.panes == [second, first])
        #expect(workspace.activeWindow?.active == second)
    }

    @Test func `sessions come in reading order, each once`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(5))
        try workspace.add(first, along: .horizontal, showing: session(3), before: true)
        try workspace.add(first, along: .vertical, showing: session(5))
        workspace.openWindow(showing: session(3))
        #expect(workspace.sessions == [session(3), session(5)])
    }

    @Test func `a border goes where the pointer is`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        try workspace.add(first, along: .horizontal, showing: session(2))
        workspace.perform(.moveBorder(pane: first, axis: .horizontal, to: 20))
        #expect(workspace.visibleFrames[first]?.columns == 20)
    }

    /// 1 2 | 4 over 3 | 4: the border right of 2 is the one between the columns, not the one between 1 and 2.
    @Test func `the border right of a pane is meant, also when its own split ends there`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let fourth = try workspace.add(first, along: .horizontal, showing: session(4))
        try workspace.add(first, along: .vertical, showing: session(3))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        workspace.perform(.moveBorder(pane: second, axis: .horizontal, to: 50))
        let frames = workspace.visibleFrames
        #expect(frames[fourth]?.column == 51)
        #expect(frames[second].map { $0.column + $0.columns } == 50)
    }

    @Test func `a broken-out pane has a window of its own and shows the same session`() throws {
        var workspace = workspace()
        let first = workspace.openWindow(showing: session(1))
        let second = try workspace.add(first, along: .horizontal, showing: session(2))
        workspace.perform(.breakPane(pane: second))
        #expect(workspace.windows.map(\.panes.count) == [1, 1])
        #expect(workspace.sessions == [session(1), session(2)])
        #expect(workspace.activeWindow?.number == 2)
    }

    @Test func `what a file says is checked`() throws {
        var good = workspace()
        let first = good.openWindow(showing: session(1))
        try good.add(first, along: .horizontal, showing: session(2))
        #expect(good.isValid)
        func broken(_ change: (inout Workspace) -> Void) -> Bool {
            var copy = good
            change(&copy)
            return !copy.isValid
        }
        #expect(broken { $0.active = 99 })
        #expect(broken { $0.rows = 0 })
        #expect(broken { $0.columns = .max })
        #expect(broken { $0.nextID = 1 })
        #expect(broken { $0.nextID = .max })
        #expect(broken { $0.windows[0].active = 99 })
        #expect(broken { $0.windows[0].zoomed = 99 })
        #expect(broken { $0.windows[0].panes.removeLast() })
        #expect(broken { $0.windows.append($0.windows[0]) })
        #expect(broken { $0.windows[0].layout = .split(.vertical, []) })
    }

    @Test(arguments: 0..<200)
    func `random commands keep every invariant`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var workspace = workspace()
        for step in 0..<120 {
            let command = LayoutCommand.random(on: workspace, using: &generator)
            switch command {
            case nil:
                workspace.openWindow(showing: session(UInt64(step)))
            case .split(let pane?, let axis, let before, let size, let focus, _)?:
                workspace.split(
                    pane, along: axis, showing: session(UInt64(step)), before: before, size: size,
                    focus: focus)
            case .closePane(let pane?)?: workspace.closePane(pane)
            case .closeWindow(let number)?:
                workspace.window(number: number).map { workspace.closeWindow($0.id) }
            case let command?: workspace.perform(command)
            }
            let breach = workspace.breach
            #expect(breach == nil, "seed \(seed), step \(step): \(String(describing: command))")
            if breach != nil { return }
        }
    }
}

extension Workspace {
    /// What is wrong, if anything.
    fileprivate var breach: String? {
        if !isValid { return "not valid" }
        let numbers = windows.map(\.number)
        if numbers != Set(numbers).sorted() { return "numbers \(numbers)" }
        for window in windows {
            if !window.layout.keepsInvariant { return "layout \(window.layout)" }
            if window.zoomed != nil, window.zoomed != window.active { return "zoom" }
            if let last = window.lastActive, last == window.active || !window.layout.panes.contains(last) {
                return "last active \(last)"
            }
        }
        return nil
    }

    /// Splits a pane that is there.
    @discardableResult
    fileprivate mutating func add(
        _ pane: PaneID, along axis: Layout.Axis, showing session: SessionID, before: Bool = false
    ) throws -> PaneID {
        let new = split(pane, along: axis, showing: session, before: before)
        return try #require(new)
    }
}

extension LayoutCommand {
    /// A command that may name panes which are gone; nil: open a window.
    fileprivate static func random(
        on workspace: Workspace, using generator: inout SeededGenerator
    ) -> LayoutCommand? {
        let panes = workspace.windows.flatMap(\.panes).map(\.id)
        let pane =
            Int.random(in: 0..<10, using: &generator) == 0 ? 999 : panes.randomElement(using: &generator) ?? 1
        let window = workspace.windows.map(\.number).randomElement(using: &generator) ?? 1
        let direction = Direction.allCases.randomElement(using: &generator) ?? .left
        let axis: Layout.Axis = Bool.random(using: &generator) ? .horizontal : .vertical
        let offset = Int.random(in: -3...3, using: &generator)
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: return nil
        case 1, 2, 3:
            return .split(
                pane: pane, axis: axis, before: Bool.random(using: &generator),
                size: [nil, .cells(offset * 10), .percent(offset * 40)].randomElement(using: &generator)
                    ?? nil,
                focus: Bool.random(using: &generator),
                session: SessionRequest(arguments: [], environment: [:]))
        case 4: return .closePane(pane: pane)
        case 5:
            return Int.random(in: 0..<4, using: &generator) == 0 ? .closeWindow(window: window) : .focusLast
        case 6: return .focus(pane: pane)
        case 7: return .focusToward(direction)
        case 8: return .focusOffset(offset)
        case 9: return .resize(pane: pane, direction, cells: Int.random(in: 0...30, using: &generator))
        case 10: return .moveBorder(pane: pane, axis: axis, to: Int.random(in: -5...90, using: &generator))
        case 11: return .zoom(pane: Bool.random(using: &generator) ? pane : nil)
        case 12: return .swap(offset: offset)
        case 13: return .rotate(offset: offset)
        case 14: return .breakPane(pane: pane)
        case 15: return .nextPreset
        case 17: return .resizeTo(pane: pane, axis: axis, .cells(Int.random(in: -5...90, using: &generator)))
        case 18: return .hidePane(pane: pane)
        case 16: return .selectWindowOffset(offset)
        default: return .selectLastWindow
        }
    }
}
