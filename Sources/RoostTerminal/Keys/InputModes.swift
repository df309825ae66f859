/// The modes of a terminal that decide how keys, mouse, paste and focus reach the program in it.
///
/// A terminal that was just reset has `init()`.
public struct InputModes: Hashable, Sendable {
    /// DECCKM (`?1`): cursor keys, Home and End without modifiers send SS3 in place of CSI.
    public var applicationCursorKeys = false
    /// DECKPAM (`ESC =`) or DECNKM (`?66`): the keypad sends SS3 sequences in place of its characters.
    public var applicationKeypad = false
    /// LNM (`20`): Enter sends CR LF in place of CR.
    public var newLineMode = false
    /// `?2004`: pastes are enclosed in `CSI 200 ~` and `CSI 201 ~`.
    public var bracketedPaste = false
    /// `?1004`: gaining and losing the focus sends `CSI I` and `CSI O`.
    public var focusEvents = false
    /// DECBKM (`?67`): Backspace sends BS (08) in place of DEL (7F).
    public var backarrowSendsBackspace = false
    /// `?1007`: on the alternate screen the wheel sends cursor keys when the mouse is not tracked.
    public var alternateScroll = false
    /// XTMODKEYS 4 (`CSI > 4 ; n m`): 0 off, 1 keys without a well-known form, 2 all modified keys.
    public var modifyOtherKeys: UInt8 = 0
    /// The kitty keyboard flags in force: 1 disambiguate, 2 event types, 4 alternate keys, 8 all keys as
    /// escape codes, 16 associated text.
    public var kittyFlags: UInt8 = 0
    /// Which mouse actions are reported.
    public var mouseTracking = MouseTracking.none
    /// How mouse actions are written.
    public var mouseEncoding = MouseEncoding.legacy

    /// The modes of a terminal after a reset: everything off.
    public init() {}
}
