extension Key {
    /// The key itself, without modifiers.
    ///
    /// Shift and Tab is `tab` with ``Modifiers/shift``, also when it arrived as `CSI Z`.
    public enum Code: Hashable, Sendable {
        /// A key with a character: unshifted where the terminal can tell, otherwise as it was typed.
        case character(Unicode.Scalar)
        /// Text that no known key stands for, an input method's for example; see ``Key/text``.
        case unidentified
        /// Enter of the main block.
        case enter
        /// Tab.
        case tab
        /// Backspace, the key above Enter.
        case backspace
        /// Escape.
        case escape
        /// Cursor up.
        case up
        /// Cursor down.
        case down
        /// Cursor left.
        case left
        /// Cursor right.
        case right
        /// Home.
        case home
        /// End.
        case end
        /// Insert.
        case insert
        /// Delete of the editing block.
        case delete
        /// Page Up.
        case pageUp
        /// Page Down.
        case pageDown
        /// F1 to F35, by number.
        case function(Int)
        /// A key of the numeric keypad.
        case keypad(KeypadKey)
        /// Menu.
        case menu
        /// Caps Lock itself.
        case capsLock
        /// Scroll Lock itself.
        case scrollLock
        /// Num Lock itself.
        case numLock
        /// Print Screen.
        case printScreen
        /// Pause.
        case pause
        /// A key that controls sound or playback.
        case media(MediaKey)
        /// A modifier key itself.
        case modifier(ModifierKey)
    }
}

/// The keys of the numeric keypad, in the order of the kitty protocol from number 57399.
public enum KeypadKey: UInt8, Hashable, Sendable, CaseIterable {
    case zero, one, two, three, four, five, six, seven, eight, nine
    case decimal, divide, multiply, subtract, add, enter, equal, separator
    case left, right, up, down, pageUp, pageDown, home, end, insert, delete, begin
}

/// The keys for sound and playback, in the order of the kitty protocol from number 57428.
public enum MediaKey: UInt8, Hashable, Sendable, CaseIterable {
    case play, pause, playPause, reverse, stop, fastForward, rewind, trackNext, trackPrevious, record
    case lowerVolume, raiseVolume, muteVolume
}

/// The modifier keys as keys, in the order of the kitty protocol from number 57441.
public enum ModifierKey: UInt8, Hashable, Sendable, CaseIterable {
    case leftShift, leftControl, leftAlt, leftSuper, leftHyper, leftMeta
    case rightShift, rightControl, rightAlt, rightSuper, rightHyper, rightMeta
    case isoLevel3Shift, isoLevel5Shift
}
