import RoostModel
import Testing

@testable import RoostTasks

@Suite struct ShownDenialsTests {
    private static func bash(_ call: String?) -> TaskDenial { TaskDenial(tool: "Bash", call: call) }

    @Test func `a result adds what was not told, and another result adds it no more`() {
        var shown = ShownDenials()
        shown.note(Self.bash("a"))
        #expect(shown.missing(from: [Self.bash("a"), Self.bash("b")]) == [Self.bash("b")])
        #expect(shown.missing(from: [Self.bash("a"), Self.bash("b")]) == [])
    }

    @Test func `one that was told without its call stands for one of its tool`() {
        var shown = ShownDenials()
        shown.note(Self.bash(nil))
        #expect(shown.missing(from: [Self.bash("a"), Self.bash("b")]) == [Self.bash("b")])
        #expect(shown.missing(from: [TaskDenial(tool: "Write")]) == [TaskDenial(tool: "Write")])
    }

    @Test func `those without a call are counted`() {
        var shown = ShownDenials()
        #expect(shown.missing(from: [Self.bash(nil), Self.bash(nil)]).count == 2)
        #expect(shown.missing(from: [Self.bash(nil), Self.bash(nil), Self.bash(nil)]).count == 1)
    }
}
