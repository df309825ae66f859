import ArgumentParser
import FoundationEssentials

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
        let document = String(decoding: try encoder.encode(value), as: UTF8.self)
        // The encoder writes an empty array over three lines.
        return document == "[\n\n]" ? "[]" : document
    }
}
