import RoostModel
import RoostWire
import Testing

@Suite struct RequestCommandTests {
    @Test(arguments: [
        (ServerCommand.renameSession(session: nil, name: "x"), Request.renameSession(target: "1", name: "x")),
        (.renameSession(session: "api", name: "x"), .renameSession(target: "api", name: "x")),
        (.endSession(session: "api"), .kill(target: "api")),
        (.sendKeys(session: nil, keys: ["C-c"]), .sendKeys(target: "1", keys: ["C-c"])),
        (.sendText(session: "api", text: "ls"), .send(target: "api", text: "ls", enter: false)),
        (.newWorkspace(name: "w"), .newWorkspace(name: "w")),
        (.switchWorkspace(name: "w"), .switchWorkspace(name: "w")),
        (.renameWorkspace(workspace: nil, name: "w"), .renameWorkspace(name: "work", to: "w")),
        (.renameWorkspace(workspace: "a", name: "b"), .renameWorkspace(name: "a", to: "b")),
        (.removeWorkspace(name: "w"), .removeWorkspace(name: "w")),
    ])
    func `a command asks for what it says`(command: ServerCommand, request: Request) {
        #expect(Request(command, session: "1", workspace: "work") == request)
    }

    @Test(arguments: [
        ServerCommand.renameSession(session: nil, name: "x"), .sendKeys(session: nil, keys: ["a"]),
        .sendText(session: nil, text: "a"), .renameWorkspace(workspace: nil, name: "w"),
    ])
    func `without a session or workspace there is nothing to ask for`(command: ServerCommand) {
        #expect(Request(command) == nil)
    }
}
