import RoostModel
import RoostWire
import Testing

@Suite struct RequestCommandTests {
    @Test(arguments: [
        (
            ServerCommand.renameSession(session: nil, name: "x"),
            Request.session(.rename(target: "1", name: "x"))
        ),
        (.renameSession(session: "api", name: "x"), .session(.rename(target: "api", name: "x"))),
        (.endSession(session: "api"), .session(.kill(target: "api"))),
        (.sendKeys(session: nil, keys: ["C-c"]), .session(.sendKeys(target: "1", keys: ["C-c"]))),
        (
            .sendText(session: "api", text: "ls"),
            .session(.send(target: "api", text: "ls", enter: false))
        ),
        (.newWorkspace(name: "w"), .workspace(.create(name: "w"))),
        (.switchWorkspace(name: "w"), .workspace(.switch(name: "w"))),
        (.renameWorkspace(workspace: nil, name: "w"), .workspace(.rename(name: "work", to: "w"))),
        (.renameWorkspace(workspace: "a", name: "b"), .workspace(.rename(name: "a", to: "b"))),
        (.removeWorkspace(name: "w"), .workspace(.remove(name: "w"))),
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
