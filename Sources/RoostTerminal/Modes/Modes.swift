/// Everything that programs turn on and off, or choose from a few (SM, DECSET and their like).
///
/// Origin mode is not here: DECSC saves it with the cursor (``CursorState``).
struct Modes: Equatable {
    var flags = ModeFlags.initial
    /// Those of keys, mouse and pastes.
    ///
    /// The kitty flags are not used here: each screen has its own.
    var input = InputModes()
    /// How erasing treats protected characters.
    var protection = Protection.none
    /// DECSACE: DECCARA and DECRARA change a rectangle, not the text from one place to another.
    var isRectangleExact = false
    var conformance = Conformance()
    var cursorShape = CursorShape.block
    /// XTSAVE: what each private mode was, by number; at most ``savedLimit``.
    var saved: [Int: Bool] = [:]
    /// Modes that are remembered for DECRQM alone, by number.
    var inert: [Int: Bool] = [:]

    static let savedLimit = 128

    /// How DECSCA or SPA was used last: each kind of erasing respects one of them.
    enum Protection: UInt8 {
        case none, iso, dec
    }

    @inline(__always)
    func contains(_ flag: ModeFlags) -> Bool { flags.contains(flag) }

    mutating func set(_ flag: ModeFlags, _ isOn: Bool) {
        if isOn { flags.insert(flag) } else { flags.remove(flag) }
    }

    /// DECSTR. https://vt100.net/docs/vt510-rm/DECSTR.html
    mutating func softReset() {
        flags.remove([.insert, .reverseWrap, .extendedReverseWrap, .leftRightMargins, .keyboardAction])
        flags.insert([.autoWrap, .cursorVisible])
        input.applicationCursorKeys = false
        input.applicationKeypad = false
        input.modifyOtherKeys = 0
        protection = .none
        isRectangleExact = false
    }
}
