import RoostClient
import RoostModel
import Testing

@testable import roost

@Suite struct BatchEntryTests {
    private static func problem(_ text: String) -> String? {
        do throws(ClientError) {
            _ = try BatchEntry.read(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `lines are prompts with what is different about them`() throws {
        let text = #"""
            {"prompt":"one"}

            {"prompt":"two","priority":3,"options":{"max_turns":2,"permission":"edit"},"metadata":{"a":"b"}}
            """#
        #expect(try BatchEntry.read(text).count == 2)
    }

    @Test(arguments: [
        (#"{"prompt":"x","bogus":1}"#, #"it has no key "bogus""#),
        (#"{"prompt":"x","allowed_tools":["Bash"]}"#, #"allowed_tools belongs into the object "options""#),
        (#"{"prompt":"x","options":{"timeout":5}}"#, #"it has no key "options.timeout""#),
        (#"{"prompt":"x","retries":"many"}"#, "retries is of another type"),
        (#"{"name":"x"}"#, "prompt is missing"), (#"["x"]"#, "it is no JSON object"),
        ("{", "it is no JSON object"),
    ])
    func `a line that says what nobody reads is refused by its number`(line: String, cause: String) {
        let problem = Self.problem("{\"prompt\":\"fine\"}\n" + line)
        #expect(problem?.contains("cannot read line 2 of the batch: \(cause) (") == true, "\(problem ?? "")")
    }
}
