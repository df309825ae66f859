/// A set of characters that an escape sequence can put into G0...G3 (SCS).
///
/// Source: xterm ctlseqs, "Designate G0 Character Set", and the VT510's manual. The raw values stand in snapshots.
enum Charset: UInt8 {
    case ascii, decGraphics, british, decSupplemental, decTechnical, latin1
    case dutch, finnish, french, frenchCanadian, german, italian, norwegian, portuguese, spanish, swedish,
        swiss

    /// The set of 94 characters for what stands behind `(`, `)`, `*` or `+`; unknown ones are treated as ASCII.
    ///
    /// - Parameters:
    ///   - final: The last byte.
    ///   - intermediate: The byte before it, 0 if there is none.
    init(final: UInt8, intermediate: UInt8 = 0) {
        self = Self.designators[UInt16(intermediate) << 8 | UInt16(final)] ?? .ascii
    }

    /// The set of 96 characters for what stands behind `-`, `.` or `/`.
    init(final96 final: UInt8) {
        self = final == 0x41 ? .latin1 : .ascii
    }

    private static let designators: [UInt16: Charset] = [
        0x30: .decGraphics,  // 0
        0x41: .british,  // A
        0x3C: .decSupplemental, 0x2535: .decSupplemental,  // <, %5
        0x3E: .decTechnical,  // >
        0x34: .dutch,  // 4
        0x43: .finnish, 0x35: .finnish,  // C, 5
        0x52: .french, 0x66: .french,  // R, f
        0x51: .frenchCanadian, 0x39: .frenchCanadian,  // Q, 9
        0x4B: .german,  // K
        0x59: .italian,  // Y
        0x60: .norwegian, 0x45: .norwegian, 0x36: .norwegian,  // `, E, 6
        0x2536: .portuguese,  // %6
        0x5A: .spanish,  // Z
        0x48: .swedish, 0x37: .swedish,  // H, 7
        0x3D: .swiss,  // =
    ]

    /// What a byte of 20...7E stands for; the national sets are ASCII without DECNRCM.
    func scalar(_ byte: UInt8, isNational: Bool = false) -> UInt32 {
        switch self {
        case .ascii: UInt32(byte)
        case .british: byte == 0x23 ? 0xA3 : UInt32(byte)
        case .decGraphics:
            (0x5F...0x7E).contains(byte) ? Self.graphics[Int(byte - 0x5F)] : UInt32(byte)
        case .latin1: UInt32(byte) | 0x80
        case .decSupplemental: byte == 0x20 ? 0x20 : Self.supplemental[byte] ?? UInt32(byte) | 0x80
        case .decTechnical: byte == 0x20 ? 0x20 : Self.technical[Int(byte & 0x7F) - 0x21]
        default: isNational ? Self.national(byte, rawValue) : UInt32(byte)
        }
    }

    /// VT100 Special Graphics, from 5F on. https://vt100.net/docs/vt220-rm/table2-4.html
    private static let graphics: [UInt32] = [
        0x00A0, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0, 0x00B1, 0x2424, 0x240B, 0x2518,
        0x2510, 0x250C, 0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534,
        0x252C, 0x2502, 0x2264, 0x2265, 0x03C0, 0x2260, 0x00A3, 0x00B7,
    ]

    /// DEC Supplemental Graphic, where it is not Latin-1. https://vt100.net/docs/vt220-rm/table2-3b.html
    ///
    /// U+2E2E is what a VT shows for a place of a set that has no character.
    private static let supplemental: [UInt8: UInt32] = {
        var table: [UInt8: UInt32] = [0x28: 0xA4, 0x57: 0x0152, 0x5D: 0x0178, 0x77: 0x0153, 0x7D: 0xFF]
        for empty: UInt8 in [
            0x24, 0x26, 0x2C, 0x2D, 0x2E, 0x2F, 0x34, 0x38, 0x3E, 0x50, 0x5E, 0x70, 0x7E,
        ] {
            table[empty] = 0x2E2E
        }
        return table
    }()

    /// DEC Technical, from 21 on. https://vt100.net/charsets/technical.html
    private static let technical: [UInt32] =
        ("⎷┌─⌠⌡│⎡⎣⎤⎦⎛⎝⎞⎠⎨⎬⸮⸮⸮⸮⸮⸮⸮⸮⸮⸮⸮≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡"
        + "ΠΨ⸮Σ⸮⸮√ΩΞΥ⊂⊃∩∪∧∨¬αβχδεφγηιθκλ⸮ν∂πψρστ⸮ƒωξυζ←↑→↓").unicodeScalars.map(\.value)

    /// What each national set has in the places of `#@[\]^_`{|}~`, in the order of the cases.
    /// https://vt100.net/docs/vt510-rm/chapter7.html, "National Replacement Character Sets"
    private static let nationals = [
        "£¾ĳ½|^_`¨ƒ¼´", "#@ÄÖÅÜ_éäöåü", "£à°ç§^_`éùè¨", "#àâçêî_ôéùèû", "#§ÄÖÜ^_`äöüß", "£§°çé^_ùàòèì",
        "#ÄÆØÅÜ_äæøåü", "#@ÃÇÕ^_`ãçõ~", "£§¡Ñ¿^_`°ñç~", "#ÉÄÖÅÜ_éäöåü", "ùàéçêîèôäöüû",
    ].map { $0.unicodeScalars.map(\.value) }

    private static let places: [UInt8] = Array("#@[\\]^_`{|}~".utf8)

    private static func national(_ byte: UInt8, _ rawValue: UInt8) -> UInt32 {
        guard let place = places.firstIndex(of: byte) else { return UInt32(byte) }
        return nationals[Int(rawValue - Charset.dutch.rawValue)][place]
    }
}
