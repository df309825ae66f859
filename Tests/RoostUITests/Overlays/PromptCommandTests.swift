import RoostModel
import Testing

@testable import RoostUI

@Suite struct PromptCommandTests {
    @Test(arguments: [
        ("new-window", PromptCommand.perform(.newWindow)), ("split-right", .perform(.split(.horizontal))),
        ("select-window 3", .perform(.selectWindow(3))), ("select-window -t :3", .perform(.selectWindow(3))),
        ("resize-left 5", .perform(.resize(.left, 5))), ("layout tiled", .perform(.preset(.tiled))),
        ("select-layout main-vertical", .perform(.preset(.mainVertical))),
        ("select-layout", .perform(.nextLayout)),
        ("split-window -h", .perform(.split(.horizontal))), ("split-window", .perform(.split(.vertical))),
        ("splitw -v", .perform(.split(.vertical))), ("kill-pane", .perform(.closePane)),
        ("kill-window", .perform(.closeWindow)), ("resize-pane -Z", .perform(.zoom)),
        ("resizep -L 10", .perform(.resize(.left, 10))), ("select-pane -U", .perform(.focus(.up))),
        ("last-pane", .perform(.lastPane)), ("swap-pane -U", .perform(.swapPrevious)),
        ("rename-window", .perform(.renameWindow)), ("rename-window two words", .renameWindow("two words")),
        ("rename-session 'a  b'", .renameSession("a  b")),
        ("neww -n logs tail -f x", .newWindow(name: "logs", command: ["tail", "-f", "x"])),
        ("new-window htop", .newWindow(name: nil, command: ["htop"])), ("go-to api", .goTo("api")),
        ("send-keys C-c Enter", .send(keys: ["C-c", "Enter"])), ("kill-session api", .kill("api")),
        ("switch-client -t work", .switchWorkspace("work")), ("detach-client", .perform(.detach)),
        ("  help  ", .perform(.help)),
    ])
    func `commands are read`(line: String, command: PromptCommand) throws {
        #expect(try PromptCommand.parse(line) == command)
    }

    @Test(arguments: [
        ("", "type a command, or Tab for a list"),
        ("splt-right", "cannot do splt-right: there is no such command, did you mean split-right?"),
        ("new-win", "cannot do new-win: there is no such command, did you mean new-window?"),
        ("frobnicate", "cannot do frobnicate: there is no such command, Tab lists all"),
        ("select-window", "cannot do select-window: it needs NUMBER, as in select-window NUMBER"),
        ("select-window x", "cannot do select-window: x is not the number of a window"),
        ("zoom now", "cannot do zoom: it takes no words after it"),
        (
            "layout round",
            "cannot arrange panes as round: there are even-horizontal, even-vertical, main-horizontal, "
                + "main-vertical, tiled"
        ),
        ("split-window -x", "cannot do split-window: -x means nothing to it"),
        ("rename-window 'a", "cannot read the command: a ' is not closed"),
        ("resize-left many", "cannot do resize-left: it needs CELLS, as in resize-left CELLS"),
        ("new-window -n", "cannot do new-window: -n needs a NAME"),
    ])
    func `what cannot be read is explained`(line: String, problem: String) {
        #expect(throws: PromptCommand.Problem(description: problem)) { try PromptCommand.parse(line) }
    }

    @Test func `every action has a command of its name`() throws {
        for name in Action.names {
            let action = try #require(Action(name))
            #expect(try PromptCommand.parse(name) == .perform(action))
        }
    }
}
