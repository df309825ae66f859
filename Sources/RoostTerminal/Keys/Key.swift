/// One key as a terminal reported it, or as a configuration names it.
///
/// What a terminal can tell depends on its protocol: a legacy terminal reports `A` as the character `A`
/// without Shift; the kitty protocol reports the character `a` with Shift. To look a key up among
/// bindings compare ``chord``, which is the same for both.
public struct Key: Hashable, Sendable {
    /// Which key.
    public var code: Code
    /// What was held with it.
    public var modifiers: Modifiers
    /// Press, repeat or release; `press` wherever the terminal does not tell.
    public var event: Event
    /// The text that the key produced, where the terminal told it (kitty flag 16).
    public var text: String?
    /// What the key gives with Shift in the layout in use, where the terminal told it (kitty flag 4).
    public var shiftedScalar: Unicode.Scalar?
    /// What the key gives in the PC-101 layout, where the terminal told it (kitty flag 4).
    public var baseScalar: Unicode.Scalar?
    /// Alt arrived as an ESC before a complete sequence (`ESC ESC [ A`), as rxvt and PuTTY write it.
    ///
    /// It may as well have been Escape and then the key; programs in legacy mode get the same bytes again.
    public var hasEscapePrefix: Bool

    /// What happened to the key.
    public enum Event: UInt8, Hashable, Sendable, CaseIterable {
        /// It went down.
        case press = 1
        /// It is held down.
        case repeated = 2
        /// It came up.
        case release = 3
    }

    /// A key; all but the code has a default.
    public init(
        code: Code, modifiers: Modifiers = [], event: Event = .press, text: String? = nil,
        shiftedScalar: Unicode.Scalar? = nil, baseScalar: Unicode.Scalar? = nil
    ) {
        self.code = code
        self.modifiers = modifiers
        self.event = event
        self.text = text
        self.shiftedScalar = shiftedScalar
        self.baseScalar = baseScalar
        hasEscapePrefix = false
    }
}
