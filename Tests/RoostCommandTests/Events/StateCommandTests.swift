import ArgumentParser
import RoostClient
import RoostModel
import RoostWire
import Testing

@testable import roost

@Suite struct StateCommandTests {
    private func request(_ words: String..., own: String? = nil) throws -> Request.Session {
        try StateCommand.parse(words).request(own: own)
    }

    @Test func `a session and a name, or a name alone where it is called in one`() throws {
        #expect(
            try request("api", "reviewing", "--data", "{}", own: "7")
                == .setState(target: "api", name: "reviewing", data: "{}"))
        #expect(try request("reviewing", own: "7") == .setState(target: "7", name: "reviewing"))
        #expect(try request("api", "--clear", own: "7") == .setState(target: "api", name: nil))
        #expect(try request("--clear", own: "7") == .setState(target: "7", name: nil))
    }

    @Test func `elsewhere the session has to be said`() {
        #expect(throws: ClientError.self) { try request("reviewing") }
        #expect(throws: ClientError.self) { try request("--clear", own: "") }
    }

    @Test(arguments: [[], ["a", "b", "c"], ["a", "b", "--clear"], ["--clear", "--data", "{}"]])
    func `what makes no sense`(words: [String]) {
        #expect(throws: (any Error).self) { try StateCommand.parse(words) }
    }

    @Test func `names of states, and none that is a slip away from one`() {
        #expect(StateName(argument: "running") == .state(.running))
        #expect(StateName(argument: "reviewing") == .custom("reviewing"))
        #expect(StateName(argument: "runing") == nil)
        #expect(StateName(argument: "a b") == nil)
        #expect(StateName.custom("reviewing").condition == .customState("reviewing"))
    }
}
