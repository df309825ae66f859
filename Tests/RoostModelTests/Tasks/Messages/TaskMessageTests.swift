import Foundation
import RoostModel
import Testing

@Suite struct TaskMessageTests {
    private static let messages: [(message: TaskMessage, json: String)] = [
        (TaskMessage(.start(conversation: "c", model: nil)), #"{"conversation":"c","kind":"start"}"#),
        (TaskMessage(.prompt("p")), #"{"kind":"prompt","text":"p"}"#),
        (TaskMessage(.text("t"), parent: "t1"), #"{"kind":"text","parent":"t1","text":"t"}"#),
        (TaskMessage(.text("t", isPiece: true)), #"{"kind":"text","piece":true,"text":"t"}"#),
        (TaskMessage(.thinking("t")), #"{"kind":"thinking","text":"t"}"#),
        (TaskMessage(.preview("t", isThinking: true)), #"{"kind":"preview","text":"t","thinking":true}"#),
        (
            TaskMessage(.toolCall(id: "1", name: "Bash", input: "{}")),
            #"{"id":"1","input":"{}","kind":"tool_call","name":"Bash"}"#
        ),
        (
            TaskMessage(.toolResult(id: "1", output: "o", isError: true)),
            #"{"id":"1","is_error":true,"kind":"tool_result","text":"o"}"#
        ),
        (TaskMessage(.status("s")), #"{"kind":"status","text":"s"}"#),
        (TaskMessage(.denial(TaskDenial(tool: "Bash"))), #"{"denial":{"tool":"Bash"},"kind":"denial"}"#),
        (TaskMessage(.error("e", isFinal: false)), #"{"kind":"error","text":"e"}"#),
        (
            TaskMessage(.error("e", code: "c", isFinal: true)),
            #"{"code":"c","final":true,"kind":"error","text":"e"}"#
        ),
        (
            TaskMessage(.result(TaskResult(isError: false, text: "r", cost: 0.5))),
            #"{"kind":"result","result":{"codes":[],"denials":[],"errors":[],"is_error":false,"text":"r","total_cost_usd":0.5,"usage":{}}}"#
        ),
        (TaskMessage(.diagnostic("d")), #"{"kind":"diagnostic","text":"d"}"#),
        (TaskMessage(.raw("r", cause: .notUTF8)), #"{"cause":"not_utf8","kind":"raw","text":"r"}"#),
    ]

    @Test(arguments: messages.indices)
    func `the form of a message in JSON is frozen, and it is read as it was written`(index: Int) throws {
        let (message, json) = Self.messages[index]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(message)
        #expect(String(decoding: data, as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(TaskMessage.self, from: data) == message)
    }

    @Test func `only what comes again whole is passing`() {
        #expect(Self.messages.filter(\.message.isPassing).count == 1)
    }
}
