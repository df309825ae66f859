/// The colours that X11 has names for.
enum ColorName {
    /// By name, in lower case and without spaces.
    private static let values: [Substring: UInt32] = {
        let words = table.split(whereSeparator: \.isWhitespace)
        var values: [Substring: UInt32] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            values[words[index]] = UInt32(words[index + 1], radix: 16)
        }
        return values
    }()

    /// The colour as `0xRRGGBB`, nil if there is none with this name; case and spaces do not matter.
    static func value(_ name: Substring) -> UInt32? {
        guard name.utf8.count <= 40 else { return nil }
        let plain = Substring(name.lowercased().filter { $0 != " " })
        return values[plain] ?? grey(plain)
    }

    /// `gray0` to `gray100`, in percent.
    private static func grey(_ name: Substring) -> UInt32? {
        guard name.hasPrefix("gray") || name.hasPrefix("grey") else { return nil }
        let digits = name.dropFirst(4)
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let percent = UInt32(digits), percent <= 100
        else {
            return nil
        }
        return (percent * 255 + 50) / 100 * 0x1_0101
    }
}
