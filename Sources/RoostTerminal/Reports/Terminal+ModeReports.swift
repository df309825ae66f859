/// DECRQM: whether a mode is on.
extension Terminal {
    /// ANSI modes that are always off: DECRQM answers 4.
    private static let alwaysResetANSI: Set<Int> = [1, 3, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19]

    /// Whether a private mode is on; nil if there is none with this number.
    func privateMode(_ number: Int) -> Bool? {
        switch PrivateMode.table[number] {
        case .flag(let flag): modes.contains(flag)
        case .input(let flag): modes.input[flag]
        case .mouseTracking(let tracking): modes.input.mouseTracking == tracking
        case .mouseEncoding(let encoding): modes.input.mouseEncoding == encoding
        case .wideColumns: modes.contains(.wideColumns)
        case .origin: screen.cursor.isOrigin
        case .leftRightMargins: modes.contains(.leftRightMargins)
        case .alternateScreen, .alternateScreenSavingCursor: isAlternateScreen
        case .savedCursor: true
        case .colorScheme: modes.contains(.colorScheme)
        case .sizeReports: modes.contains(.sizeReports)
        case .inert: modes.inert[number] ?? false
        case .alwaysReset: false
        case nil: nil
        }
    }

    private func ansiMode(_ mode: Int) -> Bool? {
        switch mode {
        case 2: modes.contains(.keyboardAction)
        case 4: modes.contains(.insert)
        case 12: modes.contains(.sendReceive)
        case 20: modes.input.newLineMode
        default: nil
        }
    }

    /// DECRQM: 1 set, 2 reset, 4 always reset, 0 unknown.
    mutating func reportMode(_ mode: Int, isPrivate: Bool) {
        guard modes.conformance.level >= 3 else { return }
        let isSet = isPrivate ? privateMode(mode) : ansiMode(mode)
        var state = isSet.map { $0 ? 1 : 2 } ?? 0
        if isPrivate {
            if case .alwaysReset = PrivateMode.table[mode] { state = 4 }
        } else if Self.alwaysResetANSI.contains(mode) {
            state = 4
        }
        reply("\u{1B}[\(isPrivate ? "?" : "")\(mode);\(state)$y")
    }
}
