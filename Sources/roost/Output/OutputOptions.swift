import ArgumentParser
import FoundationEssentials
import RoostModel
import RoostTasks

/// The flag of all commands that print facts.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document.")
    var json = false

    /// Prints a value as JSON, or what `text` makes of it.
    func print(_ value: some Encodable, text: () -> String) throws {
        let output = json ? try Self.document(value) : text()
        guard !output.isEmpty else { return }
        Swift.print(output, terminator: output.hasSuffix("\n") ? "" : "\n")
    }

    /// Pretty, with the keys in a stable order.
    static func document(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.embedJSON()
        let document = String(decoding: try encoder.encode(value), as: UTF8.self)
        // The encoder writes an empty array over three lines.
        return document == "[\n\n]" ? "[]" : document
    }
}

extension JSONEncoder {
    /// What sessions keep as JSON is written as a part of the document, and not as a text.
    func embedJSON() {
        guard let key = CodingUserInfoKey.embeddedJSON else { return }
        userInfo[key] = EmbeddedJSON { JSONParser.parse($0) }
    }
}
