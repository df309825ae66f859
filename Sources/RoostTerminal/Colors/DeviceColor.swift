private import Glibc

/// Colours in the device-independent spaces of XParseColor(3), as numbers for a screen.
///
/// What xterm answers comes from Xlib (src/xcms of https://gitlab.freedesktop.org/xorg/lib/libx11), which
/// converts for one certain screen, the Tektronix 19" CRT, unless it is told of another: the same is done here.
struct DeviceColor {
    /// A CIE 1931 tristimulus value; Y of the white point is 1.
    struct XYZ {
        var x: Double
        var y: Double
        var z: Double

        /// u' and v' of the CIE 1976 diagram.
        var chromaticity: (u: Double, v: Double) {
            let sum = x + 15 * y + 3 * z
            return sum == 0 ? XYZ.white.chromaticity : (4 * x / sum, 9 * y / sum)
        }

        /// The white of the screen.
        static let white = XYZ(x: 0.9496643999999999, y: 1, z: 1.4060403)
    }

    private static let tolerance = 0.001

    /// The colour of a specification like `CIELab:50/10/-10`, taken apart.
    ///
    /// - Parameters:
    ///   - space: The name before the colon, in lower case.
    ///   - values: The three numbers.
    /// - Returns: Red, green and blue; nil for an unknown space and for values out of its range.
    static func value(space: String, _ values: [Double]) -> (red: UInt8, green: UInt8, blue: UInt8)? {
        guard values.count == 3, values.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        let (first, second, third) = (values[0], values[1], values[2])
        let unit = 0.0...1.0
        let percent = 0.0...100.0
        switch space {
        case "rgbi":
            guard values.allSatisfy(unit.contains) else { return nil }
            return screen([first, second, third])
        case "ciexyz": return unit.contains(second) ? screen(XYZ(x: first, y: second, z: third)) : nil
        case "cieuvy": return unit.contains(third) ? screen(xyz(u: first, v: second, y: third)) : nil
        case "ciexyy":
            guard values.allSatisfy(unit.contains) else { return nil }
            let divisor = -2 * first + 12 * second + 3
            if divisor == 0 { return (0, 0, 0) }
            return screen(xyz(u: 4 * first / divisor, v: 9 * second / divisor, y: third))
        case "cielab": return percent.contains(first) ? screen(lab(first, second, third)) : nil
        case "cieluv": return percent.contains(first) ? screen(luv(first, second, third)) : nil
        case "tekhvc":
            return percent.contains(second) && third >= 0 ? screen(hvc(first, second, third)) : nil
        default: return nil
        }
    }

    // MARK: From the spaces to XYZ

    private static func xyz(u: Double, v: Double, y: Double) -> XYZ {
        var (u, v) = (u, v)
        var divisor = 6 * u - 16 * v + 12
        if divisor == 0 {
            (u, v) = XYZ.white.chromaticity
            divisor = 6 * u - 16 * v + 12
        }
        let small = (x: 9 * u / divisor, y: 4 * v / divisor)
        let rest = 1 - small.x - small.y
        if small.y == 0 { return XYZ(x: small.x, y: y, z: rest) }
        return XYZ(x: small.x * y / small.y, y: y, z: rest * y / small.y)
    }

    /// With Xlib's factors: a of a fifth, b of a half, and the linear part a hundred times too steep, so that
    /// everybody sees what xterm shows.
    private static func lab(_ lightness: Double, _ a: Double, _ b: Double) -> XYZ {
        let root = (lightness + 16) / 116
        let y = root * root * root
        let white = XYZ.white
        if y < 0.008856 {
            let y = lightness / 9.03292
            return XYZ(x: white.x * (a / 3893.5 + y), y: y, z: white.z * (y - b / 1557.4))
        }
        let (left, right) = (root + a / 5, root - b / 2)
        return XYZ(x: white.x * left * left * left, y: y, z: white.z * right * right * right)
    }

    /// Y of L*.
    private static func luminance(_ lightness: Double) -> Double {
        if lightness < 7.99953624 { return lightness / 903.29 }
        let root = (lightness + 16) / 116
        return root * root * root
    }

    private static func luv(_ lightness: Double, _ u: Double, _ v: Double) -> XYZ {
        let white = XYZ.white.chromaticity
        if lightness == 0 { return XYZ(x: 0, y: 0, z: 0) }
        let scale = 13 * lightness / 100
        return xyz(u: u / scale + white.u, v: v / scale + white.v, y: luminance(lightness))
    }

    /// Hue in degrees, value and chroma of TekHVC; hue 0 is the best red, (0.7127, 0.4931).
    private static func hvc(_ hue: Double, _ value: Double, _ chroma: Double) -> XYZ {
        if value == 0 { return XYZ(x: 0, y: 0, z: 0) }
        if value == 100 { return .white }
        let white = XYZ.white.chromaticity
        let red = atan((0.4931 - white.v) / (0.7127 - white.u))
        let angle = hue.truncatingRemainder(dividingBy: 360) * .pi / 180 + red
        let radius = chroma / (value * 7.50725)
        return xyz(
            u: white.u + cos(angle) * radius, v: white.v + sin(angle) * radius, y: luminance(value))
    }

    // MARK: From XYZ to the screen

    private static func intensities(_ color: XYZ) -> [Double] {
        [
            3.48340481253539 * color.x - 1.521763749272852 * color.y - 0.5592313335404978 * color.z,
            -1.071527513061936 * color.x + 1.965937952043724 * color.y + 0.03673691339553462 * color.z,
            0.06351179790497788 * color.x - 0.2002050100049648 * color.y + 0.8107094203164822 * color.z,
        ]
    }

    /// A colour that the screen cannot show gives up chroma, not hue or lightness (XcmsTekHVCClipC).
    private static func screen(_ color: XYZ) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let direct = intensities(color)
        if direct.allSatisfy({ $0 >= -tolerance && $0 <= 1 + tolerance }) { return screen(direct) }
        if color.y >= 1 { return (255, 255, 255) }
        if color.y <= 0 { return (0, 0, 0) }
        let white = XYZ.white.chromaticity
        let wanted = color.chromaticity
        var (low, high) = (0.0, 1.0)
        var best = [color.y, color.y, color.y]
        for _ in 0..<40 {
            let middle = (low + high) / 2
            let (u, v) = (white.u + (wanted.u - white.u) * middle, white.v + (wanted.v - white.v) * middle)
            let candidate = intensities(xyz(u: u, v: v, y: color.y))
            if candidate.allSatisfy({ $0 >= 0 && $0 <= 1 }) {
                (low, best) = (middle, candidate)
            } else {
                high = middle
            }
        }
        return screen(best)
    }

    private static func screen(_ intensities: [Double]) -> (red: UInt8, green: UInt8, blue: UInt8) {
        (
            step(intensities[0], red, darkest: 10), step(intensities[1], green, darkest: 20),
            step(intensities[2], blue, darkest: 15)
        )
    }

    /// The value for an intensity of 0...1: linear between the steps of five that were measured.
    private static func step(_ intensity: Double, _ table: [Double], darkest: Int) -> UInt8 {
        let millionths = min(max(intensity, 0), 1) * 1e6
        guard millionths > 0 else { return 0 }
        let index = table.firstIndex { millionths <= $0 } ?? table.count - 1
        let lower = index == 0 ? 0 : table[index - 1]
        let low = index == 0 ? darkest - 1 : darkest + 5 * (index - 1)
        let high = darkest + 5 * index
        // As in Xlib: sixteen bits, cut off, then the nearer of the two values of eight bits around them.
        let ratio = (millionths - lower) / (table[index] - lower)
        let target = low * 257 + Int(Double((high - low) * 257) * ratio)
        let value = target / 256
        let same = value * 257
        if same < target {
            let next = min(value + 1, 255)
            return UInt8(next * 257 - target < target - same ? next : value)
        }
        let before = max(value - 1, 0)
        return UInt8(same - target < target - before * 257 ? value : before)
    }

    // Millionths of the highest intensity, at each fifth value from the darkest that is not black.
    private static let red: [Double] = [
        936, 1481, 2329, 3529, 5127, 7169, 9699, 12759, 16392, 20637, 25533, 31119, 37431, 44504, 52373,
        61069, 70624, 81070, 92433, 104744, 118026, 132307, 147610, 163958, 181371, 199871, 219475, 240202,
        262069, 285089, 309278, 334647, 361208, 388971, 417945, 448138, 479555, 512202, 546082, 581199,
        617552, 655144, 693971, 734031, 775322, 817837, 861571, 906515, 952662, 1_000_000,
    ]
    private static let green: [Double] = [
        832, 1998, 3612, 5736, 8428, 11745, 15740, 20463, 25960, 32275, 39449, 47519, 56520, 66484, 77439,
        89409, 102418, 116485, 131625, 147853, 165176, 183604, 203140, 223783, 245533, 268384, 292327,
        317351, 343441, 370580, 398747, 427919, 458068, 489165, 521176, 554067, 587797, 622324, 657604,
        693588, 730225, 767459, 805235, 843491, 882164, 921187, 960490, 1_000_000,
    ]
    private static let blue: [Double] = [
        1341, 2080, 3188, 4729, 6766, 9357, 12559, 16424, 21004, 26344, 32489, 39481, 47357, 56154, 65903,
        76634, 88373, 101145, 114968, 129862, 145841, 162915, 181095, 200386, 220791, 242309, 264937,
        288670, 313499, 339410, 366390, 394421, 423481, 453547, 484592, 516587, 549498, 583291, 617925,
        653361, 689553, 726454, 764013, 802178, 840891, 880093, 919723, 959715, 1_000_000,
    ]
}
