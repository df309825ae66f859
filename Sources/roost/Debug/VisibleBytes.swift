/// Writes what a program printed so that a person sees every byte of it.
enum VisibleBytes {
    /// Text stands as it is; ESC is `\e`, the usual controls are as in C, all else is `\xNN`.
    ///
    /// Characters that would show nothing, or change how others show, are written as their bytes, too.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var output = ""
        var rest = Array(bytes)[...]
        while let first = rest.first {
            let part = rest.prefix(length(startingWith: first))
            if let scalars = String(validating: part, as: UTF8.self)?.unicodeScalars, scalars.count == 1 {
                output += scalars.map(text).joined()
                rest = rest.dropFirst(part.count)
            } else {
                output += escaped(first)
                rest = rest.dropFirst()
            }
        }
        return output
    }

    /// RFC 3629 section 3: the first byte says how many there are.
    private static func length(startingWith byte: UInt8) -> Int {
        max(1, min(4, (~byte).leadingZeroBitCount))
    }

    private static func text(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\u{1B}": return "\\e"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\u{08}": return "\\b"
        case "\u{07}": return "\\a"
        case "\\": return "\\\\"
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                return String(scalar).utf8.map(escaped).joined()
            default: return String(scalar)
            }
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
