/// The compact form of a line, version 1. It stands in scrollback pages, in snapshots and on the wire.
///
/// ```text
/// 1   bit 0 wrapped, bit 1 styled, bit 2 structured, bits 4-7 version
/// n   LEB128: number of cells
/// -   text, until all cells are there
///       not structured: one byte of ASCII (20...7E) for each cell
///       structured:     00           a blank cell
///                       01 LEB128    that many blank cells
///                       02, 03       from here on characters are wide (two cells), narrow again
///                       04 LEB128    a cluster: that many bytes of UTF-8 in one character
///                       else         one scalar in UTF-8
/// -   only if styled: runs, until all cells are covered
///       LEB128 number of cells, LEB128 style: 0 plain, k the k-th that this line defined,
///       one more than those: a definition follows (see `Style`)
/// ```
extension Line {
    static let wrappedFlag: UInt8 = 1
    static let styledFlag: UInt8 = 2
    static let structuredFlag: UInt8 = 4
    static let version: UInt8 = 0x10

    /// Codes in structured text.
    enum TextCode {
        static let blank: UInt8 = 0
        static let blanks: UInt8 = 1
        static let wide: UInt8 = 2
        static let narrow: UInt8 = 3
        static let cluster: UInt8 = 4
    }

    /// The longest cluster, in bytes of UTF-8; a terminal keeps far shorter ones.
    static let clusterLimit = 1024
    /// The most cells of a line.
    static let columnLimit = 2000

    /// Appends the compact form.
    public func encode(into bytes: inout [UInt8]) {
        let cells = cells.prefix(Self.columnLimit)
        let isStructured = cells.contains { $0.width != 1 || $0.scalar < 0x20 || $0.scalar > 0x7E }
        let isStyled = cells.contains { $0.style != 0 }
        bytes.append(
            Self.version | (isWrapped ? Self.wrappedFlag : 0) | (isStyled ? Self.styledFlag : 0)
                | (isStructured ? Self.structuredFlag : 0))
        bytes.append(number: cells.count)
        if isStructured {
            encodeText(of: cells, into: &bytes)
        } else {
            for cell in cells { bytes.append(UInt8(truncatingIfNeeded: cell.scalar)) }
        }
        if isStyled { encodeRuns(of: cells, into: &bytes) }
    }

    private func encodeText(of cells: ArraySlice<Cell>, into bytes: inout [UInt8]) {
        var isWide = false
        var index = cells.startIndex
        while index < cells.endIndex {
            let cell = cells[index]
            if cell.scalar == 0, cell.width == 1 {
                var end = index + 1
                while end < cells.endIndex, cells[end].scalar == 0, cells[end].width == 1 { end += 1 }
                if end - index == 1 {
                    bytes.append(TextCode.blank)
                } else {
                    bytes.append(TextCode.blanks)
                    bytes.append(number: end - index)
                }
                index = end
                continue
            }
            index += 1
            guard cell.width > 0 else { continue }
            if (cell.width == 2) != isWide {
                isWide.toggle()
                bytes.append(isWide ? TextCode.wide : TextCode.narrow)
            }
            if cell.scalar & Cell.clusterFlag != 0 {
                bytes.append(TextCode.cluster)
                bytes.append(string: clusters[Int(cell.scalar & ~Cell.clusterFlag)])
            } else {
                bytes.append(scalar: cell.scalar)
            }
        }
    }

    private func encodeRuns(of cells: ArraySlice<Cell>, into bytes: inout [UInt8]) {
        var local = [Int](repeating: 0, count: styles.count)
        var defined = 0
        var index = cells.startIndex
        while index < cells.endIndex {
            let style = Int(cells[index].style)
            var end = index + 1
            while end < cells.endIndex, Int(cells[end].style) == style { end += 1 }
            bytes.append(number: end - index)
            if style != 0, local[style] == 0 {
                defined += 1
                local[style] = defined
                bytes.append(number: defined)
                styles[style].encode(into: &bytes)
            } else {
                bytes.append(number: local[style])
            }
            index = end
        }
    }

    /// Reads one line off the front of `bytes`, and removes it there.
    ///
    /// - Throws: What is wrong with the bytes; they are untouched then. No bytes trap.
    public init(decoding bytes: inout ArraySlice<UInt8>) throws(LineDecodingError) {
        var reader = LEB128Reader(bytes)
        try self.init(decoding: &reader)
        bytes = reader.rest
    }

    init(decoding reader: inout LEB128Reader) throws(LineDecodingError) {
        self.init()
        guard let head = reader.byte() else { throw .truncated }
        guard head & 0xF0 == Self.version else { throw .unknownVersion(head >> 4) }
        guard let count = reader.number() else { throw .truncated }
        guard count <= UInt64(Self.columnLimit) else { throw .tooLong(columns: count) }
        isWrapped = head & Self.wrappedFlag != 0
        cells.reserveCapacity(Int(count))
        if head & Self.structuredFlag != 0 {
            try decodeText(columns: Int(count), &reader)
        } else {
            guard let text = reader.take(Int(count)) else { throw .truncated }
            for byte in text {
                guard byte >= 0x20, byte < 0x7F else { throw .invalidText }
                cells.append(Cell(scalar: UInt32(byte)))
            }
        }
        if head & Self.styledFlag != 0 { try decodeRuns(&reader) }
    }

    private mutating func decodeText(columns: Int, _ reader: inout LEB128Reader) throws(LineDecodingError) {
        var width: UInt8 = 1
        while cells.count < columns {
            guard let byte = reader.byte() else { throw .truncated }
            switch byte {
            case TextCode.blank:
                cells.append(Cell())
            case TextCode.blanks:
                guard let count = reader.count(limit: columns - cells.count) else { throw .invalidText }
                cells.append(contentsOf: repeatElement(Cell(), count: count))
            case TextCode.wide:
                width = 2
            case TextCode.narrow:
                width = 1
            case TextCode.cluster:
                guard let cluster = reader.string(limit: Self.clusterLimit), !cluster.isEmpty,
                    cluster.unicodeScalars.allSatisfy({ Self.isPrintable($0.value) })
                else { throw .invalidText }
                clusters.append(cluster)
                try append(Cell.clusterFlag | UInt32(clusters.count - 1), width: width, columns: columns)
            default:
                let scalar = try Self.scalar(first: byte, &reader)
                guard Self.isPrintable(scalar) else { throw .invalidText }
                try append(scalar, width: width, columns: columns)
            }
        }
    }

    private mutating func append(_ scalar: UInt32, width: UInt8, columns: Int) throws(LineDecodingError) {
        guard cells.count + Int(width) <= columns else { throw .invalidText }
        cells.append(Cell(scalar: scalar, width: width))
        if width == 2 { cells.append(Cell(scalar: 0, width: 0)) }
    }

    /// Neither C0, DEL nor C1: a viewer may print it as it is.
    private static func isPrintable(_ scalar: UInt32) -> Bool {
        scalar >= 0x20 && !(0x7F...0x9F).contains(scalar)
    }

    private static func scalar(first: UInt8, _ reader: inout LEB128Reader) throws(LineDecodingError) -> UInt32
    {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first < 0x80 || (0xC2...0xF4).contains(first) else { throw .invalidText }
        guard length > 1 else { return UInt32(first) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for _ in 1..<length {
            guard let next = reader.byte() else { throw .truncated }
            guard next & 0xC0 == 0x80 else { throw .invalidText }
            value = value << 6 | UInt32(next & 0x3F)
        }
        let lowest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= lowest, Unicode.Scalar(value) != nil else { throw .invalidText }
        return value
    }

    private mutating func decodeRuns(_ reader: inout LEB128Reader) throws(LineDecodingError) {
        var column = 0
        while column < cells.count {
            guard let length = reader.count(limit: cells.count - column), length > 0,
                let style = reader.count(limit: styles.count)
            else { throw .invalidStyle }
            if style == styles.count { styles.append(try Style(decoding: &reader)) }
            if style != 0 {
                for index in column..<column + length { cells[index].style = UInt16(style) }
            }
            column += length
        }
    }
}
