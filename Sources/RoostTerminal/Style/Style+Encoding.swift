/// A style in bytes, as it stands in encoded lines and snapshots:
///
/// ```text
/// 1       bits 0-1 foreground, 2-3 background, 4-5 underline colour: 0 standard, 1 palette, 2 RGB
///         bit 6: attributes follow; bit 7: a link follows
/// 0 or 2  little-endian: bits 0-11 attributes, 12-14 underline
/// 0...9   foreground, background, underline colour: nothing, an index, or red green blue
/// 0 or more   LEB128 number of bytes of the link, and the link in UTF-8
/// ```
extension Style {
    /// The longest link that is kept, in bytes.
    static let linkLimit = 2304

    func encode(into bytes: inout [UInt8]) {
        let decoration = attributes.rawValue & 0xFFF | UInt16(underline.rawValue) << 12
        let head =
            foreground.kind | background.kind << 2 | underlineColor.kind << 4 | (decoration == 0 ? 0 : 0x40)
            | (link == nil ? 0 : 0x80)
        bytes.append(head)
        if decoration != 0 {
            bytes.append(UInt8(truncatingIfNeeded: decoration))
            bytes.append(UInt8(truncatingIfNeeded: decoration >> 8))
        }
        foreground.encode(into: &bytes)
        background.encode(into: &bytes)
        underlineColor.encode(into: &bytes)
        if let link { bytes.append(string: link) }
    }

    init(decoding reader: inout LEB128Reader) throws(LineDecodingError) {
        guard let head = reader.byte() else { throw .truncated }
        self.init()
        if head & 0x40 != 0 {
            guard let low = reader.byte(), let high = reader.byte() else { throw .truncated }
            let decoration = UInt16(low) | UInt16(high) << 8
            guard let underline = Underline(rawValue: UInt8(decoration >> 12 & 7)) else {
                throw .invalidStyle
            }
            self.underline = underline
            attributes = Attributes(rawValue: decoration & Attributes.known)
        }
        foreground = try Color(kind: head & 3, decoding: &reader)
        background = try Color(kind: head >> 2 & 3, decoding: &reader)
        underlineColor = try Color(kind: head >> 4 & 3, decoding: &reader)
        if head & 0x80 != 0 {
            guard let link = reader.string(limit: Self.linkLimit) else { throw .invalidStyle }
            self.link = link
        }
    }
}

extension Color {
    fileprivate var kind: UInt8 {
        switch self {
        case .standard: 0
        case .palette: 1
        case .rgb: 2
        }
    }

    fileprivate func encode(into bytes: inout [UInt8]) {
        switch self {
        case .standard: break
        case .palette(let index): bytes.append(index)
        case .rgb(let red, let green, let blue): bytes += [red, green, blue]
        }
    }

    fileprivate init(kind: UInt8, decoding reader: inout LEB128Reader) throws(LineDecodingError) {
        switch kind {
        case 0: self = .standard
        case 1:
            guard let index = reader.byte() else { throw .truncated }
            self = .palette(index)
        case 2:
            guard let red = reader.byte(), let green = reader.byte(), let blue = reader.byte() else {
                throw .truncated
            }
            self = .rgb(red, green, blue)
        default: throw .invalidStyle
        }
    }
}
