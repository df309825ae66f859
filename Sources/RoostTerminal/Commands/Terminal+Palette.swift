/// Colours: OSC 4, 5, 10 to 19, and 104 to 119, which take them back.
extension Terminal {
    /// OSC 4 and OSC 5: pairs of index and colour; a question mark asks.
    ///
    /// - Parameters:
    ///   - command: The sequence.
    ///   - first: Where its indices begin in the palette.
    mutating func changePalette(_ command: OperatingSystemCommand, from first: Int) {
        let parts = command.fields()
        for pair in stride(from: 0, to: parts.count - 1, by: 2) {
            guard let told = Int(parts[pair]), (0..<ColorState.count - first).contains(told) else { continue }
            let index = first + told
            if parts[pair + 1] == "?" {
                reply(
                    "\u{1B}]\(command.number);\(told);\(paletteColor(index).text)\(command.terminator)")
            } else if let color = ColorState.Value(specification: parts[pair + 1]) {
                colors.palette[index] = color
            }
        }
    }

    private func paletteColor(_ index: Int) -> ColorState.Value {
        if let color = colors.palette[index] { return color }
        return ColorState.Value(
            index < ColorState.firstSpecial ? ColorPalette.color(UInt8(index)) : options.foreground)
    }

    /// OSC 104: the colours with these indices, or all of the palette.
    mutating func resetPalette(_ text: String) {
        if text.isEmpty { colors.palette = colors.palette.filter { $0.key >= ColorState.firstSpecial } }
        for index in text.split(separator: ";") {
            if let index = Int(index) { colors.palette[index] = nil }
        }
    }

    /// OSC 105: the special colours with these numbers, or all of them.
    mutating func resetSpecialColors(_ text: String) {
        let first = ColorState.firstSpecial
        if text.isEmpty { colors.palette = colors.palette.filter { $0.key < first } }
        for index in text.split(separator: ";") {
            if let index = Int(index), index < 8 { colors.palette[first + max(index, 0)] = nil }
        }
    }

    /// OSC 10 to 19: each further colour is that of the next number.
    mutating func changeDynamicColors(_ command: OperatingSystemCommand) {
        for (offset, part) in command.fields().enumerated() {
            let number = command.number + offset
            guard ColorState.dynamicNumbers.contains(number) else { return }
            if part == "?" {
                reply("\u{1B}]\(number);\(dynamicColor(number).text)\(command.terminator)")
            } else if let color = ColorState.Value(specification: part) {
                colors.dynamic[number] = color
            }
        }
    }

    private func dynamicColor(_ number: Int) -> ColorState.Value {
        if let color = colors.dynamic[number] { return color }
        switch number {
        case 11, 14, 16, 19: return ColorState.Value(options.background)
        case 12: return ColorState.Value(options.cursorColor)
        default: return ColorState.Value(options.foreground)
        }
    }
}
