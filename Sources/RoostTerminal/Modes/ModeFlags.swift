/// The modes that are on or off and concern nobody but the terminal.
///
/// Those of keys and mouse are ``InputModes``. The bits stand in snapshots, where bit 6 is origin mode.
struct ModeFlags: OptionSet, Hashable {
    let rawValue: UInt32

    /// IRM: characters are inserted.
    static let insert = ModeFlags(rawValue: 1 << 0)
    /// KAM: kept for reports only.
    static let keyboardAction = ModeFlags(rawValue: 1 << 1)
    /// SRM: off, what is typed is shown by the terminal.
    static let sendReceive = ModeFlags(rawValue: 1 << 2)
    /// DECCOLM: the program has chosen 132 columns.
    static let wideColumns = ModeFlags(rawValue: 1 << 3)
    /// DECSCLM: kept for reports only.
    static let smoothScroll = ModeFlags(rawValue: 1 << 4)
    /// DECSCNM.
    static let reverseVideo = ModeFlags(rawValue: 1 << 5)
    /// DECAWM.
    static let autoWrap = ModeFlags(rawValue: 1 << 7)
    /// DECARM: kept for reports only.
    static let autoRepeat = ModeFlags(rawValue: 1 << 8)
    /// DECTCEM.
    static let cursorVisible = ModeFlags(rawValue: 1 << 9)
    /// xterm ?40: DECCOLM is listened to.
    static let allowsWideColumns = ModeFlags(rawValue: 1 << 10)
    /// xterm ?45.
    static let reverseWrap = ModeFlags(rawValue: 1 << 11)
    /// xterm ?1045: in newer versions what ?45 was in older ones; here the same.
    static let extendedReverseWrap = ModeFlags(rawValue: 1 << 12)
    /// DECLRMM.
    static let leftRightMargins = ModeFlags(rawValue: 1 << 13)
    /// DECNCSM.
    static let keepsScreen = ModeFlags(rawValue: 1 << 14)
    /// ?2026.
    static let synchronized = ModeFlags(rawValue: 1 << 15)
    /// ?2027: clusters take one place; off, each scalar has the columns that wcwidth(3) gives it.
    ///
    /// Off at the start: programs that know nothing of clusters, which are nearly all, count in scalars.
    static let clusters = ModeFlags(rawValue: 1 << 16)
    /// ?2031.
    static let colorScheme = ModeFlags(rawValue: 1 << 17)
    /// ?2048.
    static let sizeReports = ModeFlags(rawValue: 1 << 18)
    /// ?12, with DECSCUSR.
    static let cursorBlinks = ModeFlags(rawValue: 1 << 19)
    /// ?41: a tab behind the last column wraps first.
    static let moreFix = ModeFlags(rawValue: 1 << 20)
    /// DECNRCM: the national charsets replace characters; without it they are ASCII.
    static let nationalCharsets = ModeFlags(rawValue: 1 << 21)

    /// The state after RIS.
    static let initial: ModeFlags = [
        .autoWrap, .autoRepeat, .cursorVisible, .cursorBlinks, .sendReceive,
    ]
}
