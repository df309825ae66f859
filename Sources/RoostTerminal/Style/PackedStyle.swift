/// A style in sixteen bytes, as the hot path changes, compares and hashes it.
struct PackedStyle: Hashable {
    /// Bits 0-25 foreground, 26-51 background, 52-63 attributes.
    private(set) var colors: UInt64 = 0
    /// Bits 0-25 underline colour, 26-28 underline, 32-63 link.
    private(set) var extras: UInt64 = 0

    static let plain = PackedStyle()

    private static let colorMask: UInt64 = 0x3FF_FFFF

    @inline(__always) var foreground: PackedColor {
        get { PackedColor(rawValue: UInt32(truncatingIfNeeded: colors & Self.colorMask)) }
        set { colors = colors & ~Self.colorMask | UInt64(newValue.rawValue) }
    }

    @inline(__always) var background: PackedColor {
        get { PackedColor(rawValue: UInt32(truncatingIfNeeded: colors >> 26 & Self.colorMask)) }
        set { colors = colors & ~(Self.colorMask << 26) | UInt64(newValue.rawValue) << 26 }
    }

    @inline(__always) var attributes: Attributes {
        get { Attributes(rawValue: UInt16(truncatingIfNeeded: colors >> 52)) }
        set { colors = colors & ((1 << 52) - 1) | UInt64(newValue.rawValue & 0xFFF) << 52 }
    }

    @inline(__always) var underlineColor: PackedColor {
        get { PackedColor(rawValue: UInt32(truncatingIfNeeded: extras & Self.colorMask)) }
        set { extras = extras & ~Self.colorMask | UInt64(newValue.rawValue) }
    }

    @inline(__always) var underline: Underline {
        get { Underline(rawValue: UInt8(truncatingIfNeeded: extras >> 26 & 7)) ?? .none }
        set { extras = extras & ~(7 << 26) | UInt64(newValue.rawValue) << 26 }
    }

    /// Index into the links of the ``StyleTable``, 0 is none.
    @inline(__always) var link: UInt32 {
        get { UInt32(truncatingIfNeeded: extras >> 32) }
        set { extras = extras & 0xFFFF_FFFF | UInt64(newValue) << 32 }
    }

    /// What erasing leaves behind: the background alone.
    var erased: PackedStyle {
        var style = PackedStyle()
        style.background = background
        return style
    }

    /// Everything off that SGR 0 turns off; links and protection are no business of SGR.
    mutating func reset() {
        let isProtected = attributes.contains(.protected)
        colors = 0
        extras &= 0xFFFF_FFFF << 32
        if isProtected { attributes = .protected }
    }

    /// Spreads both words over the bits that a table is indexed by.
    @inline(__always) var spread: Int {
        var hash = colors &* 0x9E37_79B9_7F4A_7C15
        hash ^= (extras &+ hash >> 29) &* 0xC2B2_AE3D_27D4_EB4F
        hash ^= hash >> 32
        return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF)
    }
}

/// A colour in 26 bits: bits 24-25 are 0 standard, 1 palette, 2 RGB; the rest is the index or `rrggbb`.
struct PackedColor: RawRepresentable, Equatable {
    var rawValue: UInt32

    static let standard = PackedColor(rawValue: 0)

    @inline(__always)
    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    @inline(__always)
    static func palette(_ index: UInt8) -> PackedColor {
        PackedColor(rawValue: 1 << 24 | UInt32(index))
    }

    @inline(__always)
    static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> PackedColor {
        PackedColor(rawValue: 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    init(_ color: Color) {
        self =
            switch color {
            case .standard: .standard
            case .palette(let index): .palette(index)
            case .rgb(let red, let green, let blue): .rgb(red, green, blue)
            }
    }

    var color: Color {
        switch rawValue >> 24 {
        case 1: .palette(UInt8(truncatingIfNeeded: rawValue))
        case 2:
            .rgb(
                UInt8(truncatingIfNeeded: rawValue >> 16), UInt8(truncatingIfNeeded: rawValue >> 8),
                UInt8(truncatingIfNeeded: rawValue))
        default: .standard
        }
    }
}
