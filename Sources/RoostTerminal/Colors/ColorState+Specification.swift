extension ColorState.Value {
    init(_ color: TerminalOptions.RGB) {
        self.init(red: color.red, green: color.green, blue: color.blue)
    }

    /// A colour as XParseColor(3) has them: `#rgb` and `rgb:r/g/b` with one to four digits for each part,
    /// `rgbi:` and the CIE spaces with three numbers, and the names of X11; nil for anything else.
    init?(specification: Substring) {
        guard specification.utf8.count <= 128 else { return nil }
        if specification.hasPrefix("#") {
            self.init(digits: specification.dropFirst())
        } else if let colon = specification.firstIndex(of: ":") {
            let parts = specification[specification.index(after: colon)...].split(
                separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            self.init(space: specification[..<colon].lowercased(), parts)
        } else {
            guard let value = ColorName.value(specification) else { return nil }
            self.init(
                red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
        }
    }

    private init?(digits: Substring) {
        let length = digits.count / 3
        guard digits.count == length * 3 else { return nil }
        self.init(
            [digits.prefix(length), digits.dropFirst(length).prefix(length), digits.suffix(length)]
                .compactMap { Self.part($0, isShort: true) })
    }

    private init?(space: String, _ parts: [Substring]) {
        if space == "rgb" {
            self.init(parts.compactMap { Self.part($0, isShort: false) })
            return
        }
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } ? Double(part) : nil
        }
        guard let color = DeviceColor.value(space: space, numbers) else { return nil }
        self.init(red: color.red, green: color.green, blue: color.blue)
    }

    private init?(_ values: [UInt8]) {
        guard values.count == 3 else { return nil }
        self.init(red: values[0], green: values[1], blue: values[2])
    }

    /// In `#rgb` a digit is the high part of the value; in `rgb:` it is scaled.
    private static func part(_ digits: Substring, isShort: Bool) -> UInt8? {
        guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit) else { return nil }
        guard let value = UInt32(digits, radix: 16) else { return nil }
        let bits = UInt32(digits.count * 4)
        if isShort { return UInt8(truncatingIfNeeded: bits >= 8 ? value >> (bits - 8) : value << (8 - bits)) }
        return UInt8(truncatingIfNeeded: value * 255 / ((1 << bits) - 1))
    }
}
