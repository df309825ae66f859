/// The modifier keys and locks that were active with a key or a mouse action.
///
/// The bits are those of the kitty keyboard protocol; a sequence carries them as `1 + rawValue`.
/// Xterm's own Meta has the bit of `super`.
/// Source: <https://sw.kovidgoyal.net/kitty/keyboard-protocol/#modifiers>.
public struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit for each modifier.
    public let rawValue: UInt8

    /// Takes all eight bits: each of them has a meaning.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Shift.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, or Option.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
    /// Super, Windows or Command.
    public static let `super` = Modifiers(rawValue: 8)
    /// Hyper of X11 keyboards.
    public static let hyper = Modifiers(rawValue: 16)
    /// Meta of X11 keyboards.
    public static let meta = Modifiers(rawValue: 32)
    /// Caps Lock is on.
    public static let capsLock = Modifiers(rawValue: 64)
    /// Num Lock is on.
    public static let numLock = Modifiers(rawValue: 128)

    /// The two locks: a state of the keyboard, not a choice made with this key.
    static let locks: Modifiers = [.capsLock, .numLock]

    /// The modifiers that are held down.
    var held: Modifiers { subtracting(.locks) }

    /// True when a character with these modifiers is still text: at most Shift is held.
    var allowText: Bool { held.subtracting(.shift).isEmpty }
}
