/// The colours that OSC 4 and 10...19 set and query.
///
/// They change nothing on the screen: what a palette index looks like is the viewer's theme; a program that
/// asks gets back what it set, or a default.
struct ColorState: Equatable {
    /// Red, green and blue of 0...255.
    struct Value: Equatable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8

        /// `rgb:rrrr/gggg/bbbb`, as xterm answers.
        var text: String {
            "rgb:\(Self.hex(red))/\(Self.hex(green))/\(Self.hex(blue))"
        }

        private static func hex(_ value: UInt8) -> String {
            let digits = String(value, radix: 16)
            let two = digits.count < 2 ? "0" + digits : digits
            return two + two
        }
    }

    /// By index; from 256 on the special colours of OSC 5 (bold, underline, blink, inverse, italic).
    var palette: [Int: Value] = [:]
    /// By number of the OSC that sets it, 10...19.
    var dynamic: [Int: Value] = [:]

    /// The index of the first special colour.
    static let firstSpecial = 256
    /// The number of indices.
    static let count = 261
    /// The numbers of the OSC that set dynamic colours; with 100 more they take them back.
    static let dynamicNumbers = 10...19
}
