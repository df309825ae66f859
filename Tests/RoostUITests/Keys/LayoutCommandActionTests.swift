import RoostModel
import Testing

@testable import RoostUI

@Suite struct LayoutCommandActionTests {
    private let request = SessionRequest(environment: ["A": "b"])

    @Test func `actions on panes and windows are the server's`() {
        #expect(
            LayoutCommand(.split(.vertical)) { request }
                == .split(
                    pane: nil, axis: .vertical, before: false, size: nil, focus: true, session: request))
        #expect(LayoutCommand(.focus(.up)) { request } == .focusToward(.up))
        #expect(LayoutCommand(.selectWindow(3)) { request } == .selectWindow(number: 3))
        #expect(LayoutCommand(.resize(.left, 5)) { request } == .resize(pane: nil, .left, cells: 5))
        #expect(LayoutCommand(.previousPane) { request } == .focusOffset(-1))
        #expect(LayoutCommand(.swapPrevious) { request } == .swap(offset: -1))
    }

    @Test(arguments: Action.names)
    func `every word is either the server's or the client's`(name: String) throws {
        let action = try #require(Action(name))
        let client: Set<Action> = [
            .renameWindow, .renameSession, .detach, .sendPrefix, .redraw, .suspend, .sessions, .workspaces,
            .windows, .newSession, .nextAttention, .inbox, .history, .search, .tasks, .help, .commandPrompt,
            .messages, .paneNumbers, .clock, .dismissHint, .copyMode, .scrollUp, .scrollDown, .paste,
            .reloadConfig,
        ]
        #expect((LayoutCommand(action) { request } == nil) == client.contains(action))
    }
}
