/// Writes keys and texts so that ``TOMLParser`` reads them back.
enum TOMLText {
    /// A key, in quotes only where it needs them.
    static func key(_ key: String) -> String {
        !key.isEmpty && key.utf8.allSatisfy(TOMLParser.isBare) ? key : quoted(key)
    }

    /// A basic string (https://toml.io/en/v1.0.0#string): quotes, backslashes and control characters are escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
