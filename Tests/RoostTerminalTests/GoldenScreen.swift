import RoostTerminal

/// A terminal as plain text that a person can read in a diff.
///
/// Size, cursor, title and modes; then the scrollback and the screen, each row between bars; below a row that
/// is not plain its styles: columns, then what is special. The status line, if there is one, stands last.
enum GoldenScreen {
    static func describe(_ probe: Probe, withScrollback: Bool = true) -> String {
        let terminal = probe.size
        let cursor = probe.cursor
        var text = "size \(terminal.columns)x\(terminal.rows)\n"
        text += "cursor row \(cursor.row) column \(cursor.column)\(cursor.isVisible ? "" : " hidden")\n"
        text += "title \(probe.title)\n"
        text += "modes \(modes(probe))\n"
        for number in probe.scrollbackRange where withScrollback {
            text += describe(probe.terminal.scrollbackLine(number) ?? Line(), name: "^")
        }
        for row in 0..<terminal.rows { text += describe(probe.line(row), name: String(row)) }
        if let status = probe.terminal.statusLine { text += describe(status, name: "status") }
        return text
    }

    private static func describe(_ line: Line, name: String) -> String {
        let label = String(repeating: " ", count: max(0, 3 - name.count)) + name
        var text = "\(label)|\(line.text(trimmed: false))\(line.isWrapped ? "\\" : "|")\n"
        var column = 0
        while column < line.cells.count {
            let style = line.cells[column].style
            var end = column + 1
            while end < line.cells.count, line.cells[end].style == style { end += 1 }
            if style != 0 { text += "    \(column)-\(end - 1) \(describe(line.styles[Int(style)]))\n" }
            column = end
        }
        return text
    }

    private static func describe(_ style: Style) -> String {
        var parts: [String] = []
        if style.foreground != .standard { parts.append("fg \(describe(style.foreground))") }
        if style.background != .standard { parts.append("bg \(describe(style.background))") }
        if style.underlineColor != .standard { parts.append("ul \(describe(style.underlineColor))") }
        if style.underline != .none { parts.append("underline \(style.underline)") }
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.blink, "blink"), (.inverse, "inverse"),
            (.invisible, "invisible"), (.strikethrough, "strikethrough"), (.protected, "protected"),
        ]
        for (attribute, name) in names where style.attributes.contains(attribute) { parts.append(name) }
        if let link = style.link { parts.append("link \(link)") }
        return parts.joined(separator: ", ")
    }

    private static func describe(_ color: Color) -> String {
        switch color {
        case .standard: "standard"
        case .palette(let index): "\(index)"
        case .rgb(let red, let green, let blue): "(\(red), \(green), \(blue))"
        }
    }

    private static func modes(_ probe: Probe) -> String {
        let modes = probe.modes
        var parts: [String] = []
        if probe.isReverseVideo { parts.append("reverse-video") }
        if modes.bracketedPaste { parts.append("paste") }
        if modes.focusEvents { parts.append("focus") }
        if modes.applicationCursorKeys { parts.append("cursor-keys") }
        if modes.mouseTracking != .none {
            parts.append("mouse \(modes.mouseTracking) \(modes.mouseEncoding)")
        }
        if modes.kittyFlags != 0 { parts.append("kitty \(modes.kittyFlags)") }
        if modes.modifyOtherKeys != 0 { parts.append("modify \(modes.modifyOtherKeys)") }
        return parts.joined(separator: ", ")
    }
}
