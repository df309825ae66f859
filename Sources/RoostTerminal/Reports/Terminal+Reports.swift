/// Answers to queries. They are composed of numbers and constants: nothing that was printed, and no string of
/// a program, comes back.
extension Terminal {
    /// DA1: a VT500 with 132 columns, selective erase, charsets, horizontal scrolling, colours, rectangles,
    /// and a clipboard that can be written (52).
    ///
    /// No sixel.
    mutating func reportPrimaryAttributes() {
        reply(
            modes.conformance.level == 1
                ? "\u{1B}[?1;2c" : "\u{1B}[?6\(modes.conformance.level);1;2;6;9;15;16;17;18;21;22;28;29;52c")
    }

    /// DA2: the number of a VT and the version of xterm whose behaviour this is.
    mutating func reportSecondaryAttributes() {
        let kinds = [0, 1, 24, 41, 64]
        reply("\u{1B}[>\(kinds[min(max(modes.conformance.level, 1), 5) - 1]);390;0c")
    }

    /// XTVERSION.
    mutating func reportVersion() {
        let version = options.version.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }
        reply("\u{1B}P>|roost \(String(String.UnicodeScalarView(version)))\u{1B}\\")
    }

    /// DSR.
    mutating func reportStatus(_ which: Int) {
        switch which {
        case 5: reply("\u{1B}[0n")
        case 6:  // CPR
            let place = reportedPlace
            reply("\u{1B}[\(place.row);\(place.column)R")
        default: break
        }
    }

    /// DECDSR, where the answer is always the same.
    private static let deviceStatus: [Int: String] = [
        15: "\u{1B}[?13n",  // no printer
        25: "\u{1B}[?20n",  // user-defined keys are unlocked
        26: "\u{1B}[?27;1;0;0n",  // a North American keyboard, ready
        53: "\u{1B}[?50n", 55: "\u{1B}[?50n",  // no locator
        56: "\u{1B}[?57;0n",  // its type is unknown
        62: "\u{1B}[0*{",  // no space for macros
        75: "\u{1B}[?70n",  // no errors of the line
        85: "\u{1B}[?83n",  // not configured for several sessions
    ]

    /// DECDSR.
    mutating func reportPrivateStatus(_ which: Int) {
        if let answer = Self.deviceStatus[which] { return reply(answer) }
        switch which {
        case 6:  // DECXCPR
            let place = reportedPlace
            reply("\u{1B}[?\(place.row);\(place.column);1R")
        case 63: reply("\u{1B}P\(parser.parameters[1])!~0000\u{1B}\\")  // a checksum of no macros
        case 996: reportColorScheme()
        default: break
        }
    }

    private var reportedPlace: (row: Int, column: Int) {
        let (cursor, margins) = (screen.cursor, screen.margins)
        guard cursor.isOrigin else { return (cursor.row + 1, cursor.column + 1) }
        return (cursor.row - margins.top + 1, cursor.column - margins.left + 1)
    }

    /// Answers `CSI ? 996 n` by the background that the owner gave.
    private mutating func reportColorScheme() {
        reply("\u{1B}[?997;\(isDark ? 1 : 2)n")
        events.post(.colorScheme)
    }

    /// Tells the program that the colours of the viewer changed, if it wants to know (mode 2031).
    public mutating func reportColorScheme(isDark: Bool) {
        if reportsColorScheme { reply("\u{1B}[?997;\(isDark ? 1 : 2)n") }
    }

    /// DECREQTPARM: no parity, 8 bits, 38,400 baud.
    mutating func reportParameters(_ which: Int) {
        if which <= 1 { reply("\u{1B}[\(which + 2);1;1;128;128;1;0x") }
    }

    /// Mode 2048: in-band size reports.
    mutating func reportSize() {
        let size = mainSize
        let height = size.rows * options.cellHeightInPixels
        let width = size.columns * options.cellWidthInPixels
        reply("\u{1B}[48;\(size.rows);\(size.columns);\(height);\(width)t")
    }

    /// XTWINOPS: sizes and the title stack.
    ///
    /// A pane cannot be moved, resized or iconified, and its title is never told.
    mutating func operateWindow(_ which: Int) {
        let (rows, columns) = (mainSize.rows, mainSize.columns)
        let (height, width) = (options.cellHeightInPixels, options.cellWidthInPixels)
        switch which {
        case 11: reply("\u{1B}[1t")
        case 13: reply("\u{1B}[3;0;0t")
        case 14: reply("\u{1B}[4;\(rows * height);\(columns * width)t")
        case 15: reply("\u{1B}[5;\(rows * height);\(columns * width)t")
        case 16: reply("\u{1B}[6;\(height);\(width)t")
        case 18: reply("\u{1B}[8;\(rows);\(columns)t")
        case 19: reply("\u{1B}[9;\(rows);\(columns)t")
        case 22: if parser.parameters[1] <= 2 { titles.push() }
        case 23: popTitle(parser.parameters[1])
        default: break
        }
    }

    private mutating func popTitle(_ which: Int) {
        guard which <= 2, titles.pop(which) else { return }
        events.post(.title(title))
    }
}
