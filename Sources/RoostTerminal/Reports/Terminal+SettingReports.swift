/// DECRQSS: the parameters that a control function has now.
/// https://vt100.net/docs/vt510-rm/DECRQSS.html
extension Terminal {
    /// What each control function is set to, by its intermediates and final byte.
    private static let settings: [String: @Sendable (borrowing Terminal) -> String] = [
        "m": { Terminal.parameters(of: $0.screen.cursor.pen) },  // SGR
        "r": { "\($0.mainMargins.top + 1);\($0.mainMargins.bottom)" },  // DECSTBM
        "s": { "\($0.mainMargins.left + 1);\($0.mainMargins.right)" },  // DECSLRM
        "t": { "\(max(24, $0.mainSize.rows))" },  // DECSLPP
        " q": { "\($0.cursorStyle)" },  // DECSCUSR
        "\"q": { $0.screen.cursor.pen.attributes.contains(.protected) ? "1" : "0" },  // DECSCA
        "\"p": { "6\($0.modes.conformance.level);\($0.modes.conformance.is7Bit ? 1 : 0)" },  // DECSCL
        "$|": { "\($0.mainSize.columns)" },  // DECSCPP
        "*|": { "\($0.mainSize.rows)" },  // DECSNLS
        "*x": { $0.modes.isRectangleExact ? "2" : "0" },  // DECSACE
        "$}": { $0.status.isActive ? "1" : "0" },  // DECASD
        "$~": { "\($0.status.kind.rawValue)" },  // DECSSDT
    ]

    /// Answers with the parameters, or that there is no such function.
    mutating func reportSetting(_ name: String) {
        guard let index = Self.settings.index(forKey: name) else { return reply("\u{1B}P0$r\u{1B}\\") }
        // The name of the table comes back, never the program's.
        let (known, setting) = Self.settings[index]
        reply("\u{1B}P1$r\(setting(self))\(known)\u{1B}\\")
    }

    private var cursorStyle: Int {
        Int(modes.cursorShape.rawValue) * 2 + (modes.contains(.cursorBlinks) ? 1 : 2)
    }
}
