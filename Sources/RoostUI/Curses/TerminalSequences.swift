import RoostModel
import RoostTerminal

/// The bytes that roost writes to the outer terminal beside what curses writes.
///
/// Source: ctlseqs (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), kitty keyboard protocol
/// (https://sw.kovidgoyal.net/kitty/keyboard-protocol/), synchronized output
/// (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
enum TerminalSequences {
    /// Bracketed paste, focus reports, news of the colour scheme (mode 2031), and the questions whose answers tell
    /// which keyboard protocol and colours there are; the one that every terminal answers comes last.
    static let enter =
        "\u{1b}[?2004h\u{1b}[?1004h\u{1b}[?2031h\u{1b}[?u" + askColors + askAttributes
    /// DA1.
    static let askAttributes = "\u{1b}[c"
    /// OSC 10 and 11.
    static let askColors = "\u{1b}]10;?\u{1b}\\\u{1b}]11;?\u{1b}\\"
    /// Everything that `enter` and what followed it may have turned on, off again; before the main screen.
    static let leave =
        "\u{1b}[?2026l\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1006l\u{1b}[?1004l\u{1b}[?2031l\u{1b}[?2004l\u{1b}[?25h"

    static let beginFrame = "\u{1b}[?2026h"
    static let endFrame = "\u{1b}[?2026l"
    static let hideCursor = "\u{1b}[?25l"
    static let showCursor = "\u{1b}[?25h"
    /// The shape that the user's terminal has by itself.
    static let resetCursorShape = "\u{1b}[0 q"

    /// Mouse reports: none; presses, wheel and drags; every move.
    static func mouse(_ mode: MouseMode) -> String {
        switch mode {
        case .off: "\u{1b}[?1003l\u{1b}[?1002l\u{1b}[?1006l"
        case .drag: "\u{1b}[?1003l\u{1b}[?1002h\u{1b}[?1006h"
        case .any: "\u{1b}[?1003h\u{1b}[?1006h"
        }
    }

    /// DECSCUSR.
    ///
    /// A blinking block is what programs leave behind when they want nothing special, so it is the
    /// shape that the user's terminal has by itself.
    static func cursorShape(_ shape: CursorShape, blinks: Bool) -> String {
        if shape == .block, blinks { return resetCursorShape }
        let number =
            switch shape {
            case .block: 2
            case .underline: 4
            case .bar: 6
            }
        return "\u{1b}[\(blinks ? number - 1 : number) q"
    }

    /// Saves the keyboard flags of the terminal and sets ours.
    static func pushKeyboard(_ flags: UInt8) -> String { "\u{1b}[>\(flags)u" }
    /// Changes our own flags.
    static func setKeyboard(_ flags: UInt8) -> String { "\u{1b}[=\(flags);1u" }
    /// Gives the terminal its flags back.
    static let popKeyboard = "\u{1b}[<u"
    /// XTMODKEYS 4: keys with modifiers as `CSI 27 ; modifiers ; code ~`.
    static let modifyOtherKeys = "\u{1b}[>4;2m"
    static let resetModifyOtherKeys = "\u{1b}[>4m"

    /// OSC 52.
    static func clipboard(_ bytes: [UInt8], selection: String) -> String {
        let targets = selection.filter { "cpqs01234567".contains($0) }
        return "\u{1b}]52;\(targets.isEmpty ? "c" : targets);\(Base64.encode(bytes))\u{1b}\\"
    }

    /// OSC 2; control characters are left out.
    static func title(_ text: String) -> String {
        let safe = text.filter { !TextWidth.isControl($0) }.prefix(200)
        return "\u{1b}]2;\(safe)\u{1b}\\"
    }

    /// OSC 9;4 as ConEmu has it; nil takes it away.
    static func progress(_ percent: Int?) -> String {
        percent.map { "\u{1b}]9;4;1;\(max(0, min(100, $0)))\u{1b}\\" } ?? "\u{1b}]9;4;0\u{1b}\\"
    }

    /// OSC 12, or OSC 112 for the terminal's own colour.
    static func cursorColor(_ color: Color) -> String {
        guard case .rgb(let red, let green, let blue) = color else { return "\u{1b}]112\u{1b}\\" }
        let parts = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "\u{1b}]12;rgb:\(parts.joined(separator: "/"))\u{1b}\\"
    }

    /// A desktop notification; a bell where the terminal knows none.
    static func notification(title: String, body: String, by kind: OuterFeatures.Notifications) -> String {
        func safe(_ text: String) -> String {
            String(text.filter { !TextWidth.isControl($0) }.prefix(500))
        }
        switch kind {
        case .bell: return "\u{7}"
        case .osc9:
            let text = [title, body].filter { !$0.isEmpty }.map(safe).joined(separator: ": ")
            return "\u{1b}]9;\(text)\u{1b}\\"
        case .osc777:
            let parts = [title, body].map { safe($0).replacing(";", with: ",") }
            return "\u{1b}]777;notify;\(parts[0]);\(parts[1])\u{1b}\\"
        case .osc99:
            return "\u{1b}]99;i=roost:d=0;\(safe(title))\u{1b}\\"
                + "\u{1b}]99;i=roost:p=body;\(safe(body))\u{1b}\\"
        }
    }
}

/// Which mouse reports the outer terminal is asked for.
enum MouseMode: Hashable, Sendable {
    case off, drag, any
}
