import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct OverlayStackTests {
    /// Says what it hears.
    private struct Probe: Overlay {
        let name: String
        var pane: PaneID?
        var topics: Topics = []

        mutating func draw(on canvas: inout Canvas, in context: UIContext) {
            canvas.write(name, row: 0, column: 0, style: .plain)
        }

        mutating func handle(_ event: InputEvent, in context: UIContext) -> [OverlayEffect] {
            [.message("\(name) handles", isError: false)]
        }

        mutating func receive(
            _ response: Response, for request: Request, in context: UIContext
        ) -> [OverlayEffect] { [.message("\(name) receives", isError: false)] }

        mutating func tick(in context: UIContext) -> [OverlayEffect] {
            [.message("\(name) ticks", isError: false)]
        }

        mutating func subscribed(in context: UIContext) -> [OverlayEffect] {
            [.message("\(name) asks", isError: false)]
        }

        mutating func hear(_ event: TasksEvent, in context: UIContext) -> [OverlayEffect] {
            [.message("\(name) hears", isError: false)]
        }

        mutating func perform(_ command: ClientCommand, in context: UIContext) -> [OverlayEffect]? {
            command == .scrollUp ? [.close] : nil
        }

        var followedPane: (pane: PaneID, frame: Rect)? {
            pane.map { ($0, Rect(row: 2, column: 0, rows: 4, columns: 10)) }
        }

        var showsTimes: Bool { pane == nil }
    }

    private func words(_ wanted: [(id: OverlayStack.ID, effect: OverlayEffect)]) -> [String] {
        wanted.map { effect in
            if case .message(let text, _) = effect.effect { text } else { "other" }
        }
    }

    /// A dialog, and above it something on pane 7, which has the keys.
    private func stack(_ context: UIContext) -> (stack: OverlayStack, ids: [OverlayStack.ID]) {
        var stack = OverlayStack()
        let first = stack.push(Probe(name: "a"), in: context)
        let second = stack.push(Probe(name: "b", pane: 7), in: context)
        return (stack, (first + second).map(\.id))
    }

    @Test func `the topmost gets events, all hear of time`() throws {
        var context = try UIContext.main()
        context.focusedPane = 7
        var (stack, _) = stack(context)
        let handled = stack.handle(.focus(true), in: context)
        #expect(words(handled) == ["b handles"])
        let ticked = stack.tick(in: context)
        #expect(words(ticked) == ["a ticks", "b ticks"])
        var canvas = Canvas(rows: 1, columns: 5)
        stack.draw(on: &canvas, in: context)
        #expect(canvas.text() == "b\n")
    }

    @Test func `an answer finds who asked, wherever that lies`() throws {
        let context = try UIContext.main()
        var (stack, ids) = stack(context)
        let answer = stack.receive(.done, for: .workspace(.list), to: ids[0], in: context)
        #expect(answer.map(words) == ["a receives"])
        let removed = stack.remove(ids[0])
        #expect((removed as? Probe)?.name == "a")
        let late = stack.receive(.done, for: .workspace(.list), to: ids[0], in: context)
        let again = stack.remove(ids[0])
        #expect(late == nil && again == nil)
        let third = stack.push(Probe(name: "c"), in: context)
        #expect(third.first?.id != ids[0])
    }

    @Test func `a command is the topmost's if it has a use for it`() throws {
        var context = try UIContext.main()
        context.focusedPane = 7
        var (stack, ids) = stack(context)
        let used = stack.perform(.scrollUp, in: context)
        #expect(used?.map(\.id) == [ids[1]])
        let unused = stack.perform(.detach, in: context)
        var empty = OverlayStack()
        let nobody = empty.perform(.scrollUp, in: context)
        let nothing = empty.handle(.focus(true), in: context)
        #expect(unused == nil && nobody == nil && nothing.isEmpty)
    }

    @Test func `what lies on one pane is spoken to while that has the keys`() throws {
        var context = try UIContext.main()
        var (stack, _) = stack(context)
        context.focusedPane = 3
        let elsewhere = stack.handle(.focus(true), in: context)
        #expect(words(elsewhere) == ["a handles"])
        let there = stack.handle(.focus(true), on: 7, in: context)
        #expect(words(there) == ["b handles"])
        #expect((stack.top(for: 3) as? Probe)?.name == "a" && (stack.top(for: 7) as? Probe)?.name == "b")
        var alone = OverlayStack()
        _ = alone.push(Probe(name: "b", pane: 7), in: context)
        #expect(alone.top(for: 3) == nil && alone.handle(.focus(true), in: context).isEmpty)
    }

    @Test func `only those with topics are told of them`() throws {
        let context = try UIContext.main()
        var (stack, _) = stack(context)
        #expect(stack.topics.isEmpty)
        let ids = stack.push(Probe(name: "c", topics: .tasks), in: context).map(\.id)
        _ = stack.push(Probe(name: "d", topics: .notices), in: context)
        #expect(stack.topics == [.tasks, .notices])
        let asked = stack.subscribed(in: context)
        #expect(words(asked) == ["c asks", "d asks"])
        let heard = stack.hear(TasksEvent(changed: []), in: context)
        #expect(words(heard) == ["c hears"])
        for id in ids { _ = stack.remove(id) }
        #expect(stack.topics == .notices)
    }

    @Test func `what lies on one pane goes with it, dialogs stay`() throws {
        let context = try UIContext.main()
        var (stack, _) = stack(context)
        #expect(stack.followedPane(atRow: 3, column: 9) == 7 && stack.showsTimes)
        #expect(stack.followedPane(atRow: 0, column: 0) == nil)
        let top = try #require(stack.top(for: 7))
        let outside = MouseEvent(action: .press, button: .left, row: 0, column: 0)
        let inside = MouseEvent(action: .press, button: .left, row: 3, column: 9)
        #expect(OverlayStack.isOutside(outside, top) && !OverlayStack.isOutside(inside, top))
        stack.removeFollowers(of: 3)
        #expect(stack.followedPane(atRow: 3, column: 9) == 7)
        stack.removeFollowers(of: 7)
        #expect(stack.followedPane(atRow: 3, column: 9) == nil && !stack.isEmpty)
    }
}
