import RoostTerminal

/// Bounds and cleans what programs call themselves; names that people give have ``NameRule``.
enum VisibleText {
    /// The most of a title: columns of a terminal, and bytes.
    static let titleLimit = (columns: 256, bytes: 1024)

    /// The beginning of a text that fits, whole characters, without controls and what turns text around.
    static func bounded(_ text: String, to limit: (columns: Int, bytes: Int)) -> String {
        var result = ""
        var (columns, bytes) = (0, 0)
        for character in text {
            let part = String(
                String.UnicodeScalarView(
                    character.unicodeScalars.filter {
                        ![.control, .lineSeparator, .paragraphSeparator].contains(
                            $0.properties.generalCategory)
                            && !$0.properties.isBidiControl
                    }))
            columns += CharacterWidth.of(part)
            bytes += part.utf8.count
            guard columns <= limit.columns, bytes <= limit.bytes else { break }
            result += part
        }
        return result
    }
}
