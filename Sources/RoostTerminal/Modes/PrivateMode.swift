/// What the number of a private mode stands for (DECSET, DECRST, DECRQM, XTSAVE), as a table.
///
/// Source: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "DEC Private Mode Set", and the VT510's manual.
enum PrivateMode: Sendable {
    /// Nothing but a flag.
    case flag(ModeFlags)
    /// A flag of keys, mouse or pastes.
    case input(InputFlag)
    case mouseTracking(MouseTracking)
    case mouseEncoding(MouseEncoding)
    /// DECCOLM.
    case wideColumns
    /// DECOM.
    case origin
    /// DECLRMM.
    case leftRightMargins
    /// ?47; ?1047, which clears on leaving.
    case alternateScreen(clearing: Bool)
    /// ?1048.
    case savedCursor
    /// ?1049.
    case alternateScreenSavingCursor
    /// ?2031.
    case colorScheme
    /// ?2048.
    case sizeReports
    /// May be set and asked for, and changes nothing here: printer, Hebrew, duplex and the like of the VT510.
    case inert
    /// Always off: DECRQM answers 4.
    case alwaysReset

    /// The flags of ``InputModes``.
    enum InputFlag: Sendable {
        case applicationCursorKeys, applicationKeypad, backarrowSendsBackspace, focusEvents, alternateScroll
        case bracketedPaste

        fileprivate var path: WritableKeyPath<InputModes, Bool> {
            switch self {
            case .applicationCursorKeys: \.applicationCursorKeys
            case .applicationKeypad: \.applicationKeypad
            case .backarrowSendsBackspace: \.backarrowSendsBackspace
            case .focusEvents: \.focusEvents
            case .alternateScroll: \.alternateScroll
            case .bracketedPaste: \.bracketedPaste
            }
        }
    }

    /// By number.
    static let table: [Int: PrivateMode] = {
        var table: [Int: PrivateMode] = [
            1: .input(.applicationCursorKeys),  // DECCKM
            3: .wideColumns,  // DECCOLM
            4: .flag(.smoothScroll),  // DECSCLM
            5: .flag(.reverseVideo),  // DECSCNM
            6: .origin,  // DECOM
            7: .flag(.autoWrap),  // DECAWM
            8: .flag(.autoRepeat),  // DECARM
            9: .mouseTracking(.x10),
            12: .flag(.cursorBlinks),
            25: .flag(.cursorVisible),  // DECTCEM
            40: .flag(.allowsWideColumns),
            41: .flag(.moreFix),
            42: .flag(.nationalCharsets),  // DECNRCM
            45: .flag(.reverseWrap),
            47: .alternateScreen(clearing: false),
            60: .alwaysReset,  // DECHCCM
            66: .input(.applicationKeypad),  // DECNKM
            67: .input(.backarrowSendsBackspace),  // DECBKM
            69: .leftRightMargins,  // DECLRMM
            95: .flag(.keepsScreen),  // DECNCSM
            1000: .mouseTracking(.normal),
            1002: .mouseTracking(.button),
            1003: .mouseTracking(.any),
            1004: .input(.focusEvents),
            1005: .mouseEncoding(.utf8),
            1006: .mouseEncoding(.sgr),
            1007: .input(.alternateScroll),
            1015: .mouseEncoding(.urxvt),
            1016: .mouseEncoding(.sgrPixels),
            1045: .flag(.extendedReverseWrap),
            1047: .alternateScreen(clearing: true),
            1048: .savedCursor,
            1049: .alternateScreenSavingCursor,
            2004: .input(.bracketedPaste),
            2026: .flag(.synchronized),
            2027: .flag(.clusters),
            2031: .colorScheme,
            2048: .sizeReports,
        ]
        for number in [
            18, 19, 30, 34, 35, 36, 57, 61, 64, 68, 73, 81, 96, 97, 98, 99, 100, 101, 102, 103, 104, 106,
            1010, 1011, 1034, 1036, 1039,
        ] {
            table[number] = .inert
        }
        return table
    }()
}

extension InputModes {
    /// A flag by the name that the table of private modes has for it.
    subscript(flag: PrivateMode.InputFlag) -> Bool {
        get { self[keyPath: flag.path] }
        set { self[keyPath: flag.path] = newValue }
    }
}
