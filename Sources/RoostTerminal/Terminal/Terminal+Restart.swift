/// Between one program and the next in the same place.
///
/// The controls are those that programs use themselves: a recording means the same to any other terminal.
extension Terminal {
    /// Ends what a program may have left behind, and leaves the text of the main screen.
    ///
    /// That is a sequence that was cut off, the alternate screen, the modes of screen, keys and mouse, title and
    /// colours.
    public var leavingProgram: [UInt8] {
        let plainKeys = "\u{1B}[<\(KeyboardStack.limit + 1)u\u{1B}[=0u"
        let controls = [
            "\u{18}",  // CAN
            isAlternateScreen ? plainKeys + "\u{1B}[?1049l" : "",
            // Back to the given columns, without erasing (DECNCSM).
            givenColumns == nil ? "" : "\u{1B}[?40;95h\u{1B}[?3l\u{1B}[?40;95l",
            "\u{1B}[!p",  // DECSTR
            "\u{1B}[0$~",  // DECSSDT: no status line
            "\u{1B}[20l\u{1B}[12h",
            "\u{1B}[?5;67;1000;1004;1005;1006;1007;1015;1016;2004;2026;2027;2031;2048l",
            "\u{1B}[?8h",
            "\u{1B}[?5W",  // DECST8C
            plainKeys,
            "\u{1B}[0 q",  // DECSCUSR
            "\u{1B}]2;\u{1B}\\\u{1B}]8;;\u{1B}\\\u{1B}]9;4;0\u{1B}\\",
            "\u{1B}]104\u{1B}\\\u{1B}]110\u{1B}\\\u{1B}]111\u{1B}\\\u{1B}]112\u{1B}\\",
        ]
        return Array(controls.joined().utf8)
    }

    /// Moves the cursor to the start of the row below all text, after ``leavingProgram``.
    public var movingBelowText: [UInt8] {
        let last = (0..<screen.rows).last { !line($0).text().isEmpty }
        return Array((last.map { "\u{1B}[\($0 + 1)H\r\n" } ?? "\u{1B}[H").utf8)
    }
}
