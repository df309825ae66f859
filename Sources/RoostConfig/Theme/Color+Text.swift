internal import RoostTerminal

extension Color {
    private static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ]

    /// Reads `default`, `#rrggbb`, `0` to `255`, or the name of an ANSI colour, `bright-` before it or not.
    init?(text: String) {
        if text == "default" {
            self = .standard
        } else if text.hasPrefix("#") {
            let digits = text.dropFirst()
            guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let rgb = UInt32(digits, radix: 16)
            else { return nil }
            self = .rgb(
                UInt8(truncatingIfNeeded: rgb >> 16), UInt8(truncatingIfNeeded: rgb >> 8),
                UInt8(truncatingIfNeeded: rgb))
        } else if let index = Self.names.firstIndex(of: text) {
            self = .palette(UInt8(index))
        } else if text.hasPrefix("bright-"), let index = Self.names.firstIndex(of: String(text.dropFirst(7)))
        {
            self = .palette(UInt8(8 + index))
        } else if text.allSatisfy(\.isNumber), let index = UInt8(text) {
            self = .palette(index)
        } else {
            return nil
        }
    }
}
