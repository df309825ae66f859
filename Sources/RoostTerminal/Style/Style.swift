/// How a cell looks, apart from its character.
public struct Style: Hashable, Sendable {
    /// Colour of the character.
    public var foreground: Color
    /// Colour behind it.
    public var background: Color
    /// Colour of its underline; ``Color/standard`` follows the foreground.
    public var underlineColor: Color
    /// What is on.
    public var attributes: Attributes
    /// The form of the underline.
    public var underline: Underline
    /// The hyperlink of OSC 8 as `id;uri`; the identifier may be empty, and none contains a semicolon.
    public var link: String?

    /// What a terminal writes after a reset.
    public static let plain = Style()

    /// Plain apart from what is given.
    public init(
        foreground: Color = .standard, background: Color = .standard, underlineColor: Color = .standard,
        attributes: Attributes = [], underline: Underline = .none, link: String? = nil
    ) {
        self.foreground = foreground
        self.background = background
        self.underlineColor = underlineColor
        self.attributes = attributes
        self.underline = underline
        self.link = link
    }

    /// The identifier of ``link``, nil if there is no link or it has none.
    public var linkIdentifier: String? {
        guard let link, let end = link.firstIndex(of: ";"), end != link.startIndex else { return nil }
        return String(link[..<end])
    }

    /// The address that ``link`` leads to.
    public var linkTarget: String? {
        guard let link else { return nil }
        guard let end = link.firstIndex(of: ";") else { return link }
        return String(link[link.index(after: end)...])
    }
}
