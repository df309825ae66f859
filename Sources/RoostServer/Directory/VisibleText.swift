import RoostTerminal

/// Bounds and cleans what people and programs call things.
enum VisibleText {
    /// A name fits a row and a file's name: columns of a terminal, and bytes.
    static let nameLimit = (columns: 64, bytes: 255)
    /// The same of a title.
    static let titleLimit = (columns: 256, bytes: 1024)

    /// Something is seen where it stands: no control, no blank of any kind, nothing that shows nothing or turns the
    /// text around it.
    ///
    /// A mark that belongs to the letter before it is seen with that.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
            false
        // Two that are drawn as blanks although they are no spaces.
        default: !scalar.properties.isDefaultIgnorableCodePoint && scalar != "\u{2800}"
        }
    }

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
