import RoostModel
import Testing

@Suite struct ActionTests {
    private static let withArguments: [Action] =
        Direction.allCases.flatMap { [.resize($0, 1), .resize($0, 5), .resize($0, 1000)] }
        + (0...9).map { .selectWindow($0) } + Layout.Preset.allCases.map { .preset($0) }

    @Test(arguments: Action.names)
    func `every word is read and written back`(name: String) throws {
        let action = try #require(Action(name))
        #expect(action.text == name)
    }

    @Test(arguments: withArguments)
    func `every action with an argument is read back from its words`(action: Action) {
        #expect(Action(action.text) == action)
    }

    @Test func `words name different actions`() {
        let actions = Action.names.compactMap { Action($0) }
        #expect(Set(actions).count == Action.names.count)
    }

    @Test func `resizing without a number moves by one cell`() {
        #expect(Action("resize-left") == .resize(.left, 1))
    }

    @Test(arguments: [
        "", " ", "nonsense", "zoom 3", "select-window", "select-window x", "layout", "layout cascade",
        "resize-left 0", "resize-left -1", "resize-left 1001", "resize-left 1 2", "resize-sideways 1",
        "resize-",
        "SPLIT-RIGHT",
    ])
    func `anything else is no action`(text: String) {
        #expect(Action(text) == nil)
    }
}
