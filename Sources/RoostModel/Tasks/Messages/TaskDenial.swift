/// A tool that the model asked for in a print-mode task and did not get.
package struct TaskDenial: Codable, Hashable, Sendable {
    /// The tool's name; empty where the program does not tell it.
    package var tool: String
    /// Which call it was; nil where the program does not tell it.
    package var call: String?
    /// What the tool was to do, as JSON text; nil where the program does not tell it.
    package var input: String?
    /// Why it was refused; nil where the program does not tell it.
    package var reason: String?

    package init(tool: String, call: String? = nil, input: String? = nil, reason: String? = nil) {
        self.tool = tool
        self.call = call
        self.input = input
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case tool, call, input, reason
    }
}
