/// The properties of text that are on or off (SGR), and DECSCA's protection.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits; only the twelve low ones are used, and encoded forms keep exactly those.
    public let rawValue: UInt16

    /// Takes the bits as they are.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// SGR 1.
    public static let bold = Attributes(rawValue: 1 << 0)
    /// SGR 2.
    public static let dim = Attributes(rawValue: 1 << 1)
    /// SGR 3.
    public static let italic = Attributes(rawValue: 1 << 2)
    /// SGR 5.
    public static let blink = Attributes(rawValue: 1 << 3)
    /// SGR 6.
    public static let rapidBlink = Attributes(rawValue: 1 << 4)
    /// SGR 7.
    public static let inverse = Attributes(rawValue: 1 << 5)
    /// SGR 8.
    public static let invisible = Attributes(rawValue: 1 << 6)
    /// SGR 9.
    public static let strikethrough = Attributes(rawValue: 1 << 7)
    /// SGR 53.
    public static let overline = Attributes(rawValue: 1 << 8)
    /// DECSCA 1 or SPA: selective erase leaves the character alone.
    public static let protected = Attributes(rawValue: 1 << 9)

    /// Every bit that has a meaning.
    static let known: UInt16 = (1 << 10) - 1
}
