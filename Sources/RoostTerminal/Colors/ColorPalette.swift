/// xterm's palette of 256 colours, and which of them is nearest to a colour of 24 bits.
///
/// Source: `256colres.pl` and `XTerm-col.ad` of xterm.
public enum ColorPalette {
    /// Steps of each part in the cube of 6x6x6 (16...231).
    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// Red, green and blue of an index: sixteen named colours, the cube, then 24 greys.
    public static func color(_ index: UInt8) -> TerminalOptions.RGB {
        if index < 16 { return named[Int(index)] }
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return (grey, grey, grey)
        }
        let cube = Int(index) - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }

    private static let named: [TerminalOptions.RGB] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
        (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    /// The index of the nearest colour of the cube and the greys, by ``distance(_:_:)``.
    ///
    /// The sixteen named colours are left out: each terminal's theme has others.
    public static func nearest(to color: TerminalOptions.RGB) -> UInt8 {
        let cube = 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
        // The grey that has the least distance is nearest to the mean with the same weights.
        let sum = 3 * Int(color.red) + 4 * Int(color.green) + 2 * Int(color.blue)
        let grey = UInt8(232 + max(0, min(23, (sum - 27) / 90)))
        return distance(self.color(grey), color) < distance(self.color(cube), color) ? grey : cube
    }

    private static func step(_ part: UInt8) -> UInt8 {
        part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40
    }

    /// How different two colours look: the square of their distance, green weighted most and blue least.
    public static func distance(_ one: TerminalOptions.RGB, _ other: TerminalOptions.RGB) -> Int {
        let red = Int(one.red) - Int(other.red)
        let green = Int(one.green) - Int(other.green)
        let blue = Int(one.blue) - Int(other.blue)
        return 3 * red * red + 4 * green * green + 2 * blue * blue
    }
}
