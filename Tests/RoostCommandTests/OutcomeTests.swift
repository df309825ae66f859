import ArgumentParser
import RoostClient
import RoostConfig
import RoostWire
import Testing

@testable import roost

@Suite struct OutcomeTests {
    @Test func `what cannot be done is one line with the next step, and 1`() {
        let outcome = Outcome(
            ClientError(
                .noServer, "reach the server", cause: "none is running", advice: "roost new starts one"))
        #expect(outcome.status == 1)
        #expect(outcome.message == "roost: cannot reach the server: none is running (roost new starts one)")
        let refused = Outcome(
            ClientError(Failure("find session x", cause: "there is none", advice: "see roost list")))
        #expect(refused.message == "roost: cannot find session x: there is none (see roost list)")
    }

    @Test func `a problem of the configuration names the file`() {
        let outcome = Outcome(
            ConfigError(file: "/c.toml", line: 3, key: "ui.mouse", cause: "no", advice: "fix it"))
        #expect(outcome.message == "roost: cannot read /c.toml, line 3, key ui.mouse: no (fix it)")
        #expect(outcome.status == 1)
    }

    @Test func `a wait that timed out is 3 and says nothing more`() {
        #expect(Outcome(WaitCommand.timedOut).status == 3)
        #expect(Outcome(WaitCommand.timedOut).message.isEmpty)
    }

    @Test func `bad usage is 2, with our name before it`() {
        do {
            _ = try Roost.parseAsRoot(["resize", "a", "big"])
            Issue.record("it was understood")
        } catch {
            let outcome = Outcome(error)
            #expect(outcome.status == 2)
            #expect(outcome.message.hasPrefix("roost: The value 'big' is invalid"))
        }
    }

    @Test(arguments: [["--help"], ["list", "--help"], ["--version"], ["help", "new"]])
    func `help is no error`(words: [String]) {
        do {
            var command = try Roost.parseAsRoot(words)
            try command.run()
            Issue.record("it was no request for help")
        } catch {
            let outcome = Outcome(error)
            #expect(outcome.status == 0)
            #expect(!outcome.isError)
            #expect(!outcome.message.isEmpty)
        }
    }
}
