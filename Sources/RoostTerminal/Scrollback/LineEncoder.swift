private import Glibc

/// Writes rows of the grid in the compact form of ``Line``, without building a line.
///
/// A class, so that a terminal that is only read can encode too; it holds nothing but its buffers.
///
/// Invariant: `count <= capacity`; every write is preceded by a ``reserve(_:)`` that covers it.
@safe
final class LineEncoder {
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    /// The styles that the line has defined: open addressing with linear probing, twice as many places as there
    /// can be styles in a line.
    private var definitions: UnsafeMutablePointer<Definition>
    private var definitionCapacity = 0
    private var lineNumber: UInt64 = 0

    private struct Definition {
        /// Which line; what another one has left is an empty place.
        var line: UInt64 = 0
        /// Which of the line's definitions, from 1.
        var number = 0
        var style = PackedStyle.plain
    }

    init() {
        capacity = 1024
        unsafe buffer = .allocate(capacity: 1024)
        unsafe definitions = .allocate(capacity: 0)
    }

    deinit {
        unsafe buffer.deallocate()
        unsafe definitions.deallocate()
    }

    /// The line encoded last.
    var line: [UInt8] { unsafe Array(bytes) }

    /// Appends the line encoded last.
    func append(to target: inout [UInt8]) {
        unsafe target.append(contentsOf: bytes)
    }

    /// The line encoded last, until the next.
    var bytes: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: buffer, count: count)
    }

    /// Encodes a row, so that ``bytes`` has it.
    func encode(
        row: Int, of grid: borrowing Grid, styles: borrowing StyleTable, clusters: borrowing ClusterTable
    ) {
        let info = grid.info(row)
        let length = grid.length(row)
        let line = unsafe grid.line(row)
        count = 0
        reserve(6 + length * 5)
        var head = Line.version | (info.flags.contains(.wrapped) ? Line.wrappedFlag : 0)
        append(head)
        append(number: length)
        let start = count
        // The row's flags are conservative: what they rule out is ruled out, what they claim is looked at.
        let isSimple = unsafe info.flags.isDisjoint(with: [.complex, .wideText]) || isASCII(line, length)
        if unsafe !isSimple || !appendASCII(line, length) {
            count = start
            head |= Line.structuredFlag
            unsafe appendText(line, length, clusters)
        }
        if info.flags.contains(.styled), unsafe appendRuns(line, length, styles) { head |= Line.styledFlag }
        unsafe buffer[0] = head
    }

    private func isASCII(_ line: UnsafeMutablePointer<UInt64>, _ length: Int) -> Bool {
        var isASCII = true
        for index in 0..<length {
            let content = unsafe line[index] & PackedCell.contentMask
            isASCII = isASCII && content &- 0x20 <= 0x5E
        }
        return isASCII
    }

    /// One byte for each cell.
    ///
    /// - Returns: Whether all of them were characters; if not, nothing useful was appended.
    @inline(__always)
    private func appendASCII(_ line: UnsafeMutablePointer<UInt64>, _ length: Int) -> Bool {
        let target = unsafe buffer + count
        count &+= length
        return unsafe Self.pack(line, length, into: target)
    }

    /// The lowest byte of each cell.
    ///
    /// - Returns: Whether none of them was 0, a blank.
    @inline(__always)
    static func pack(
        _ line: UnsafePointer<UInt64>, _ length: Int, into target: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        // Eight cells at a time into one word, without branches: in a loop over bytes the search for the
        // smallest is a branch that nothing can predict.
        var zeros: UInt64 = 0
        var index = 0
        while index &+ 8 <= length {
            let cells = unsafe line + index
            var word = unsafe cells[0] & 0xFF | (cells[1] & 0xFF) << 8
            word |= unsafe (cells[2] & 0xFF) << 16 | (cells[3] & 0xFF) << 24
            word |= unsafe (cells[4] & 0xFF) << 32 | (cells[5] & 0xFF) << 40
            word |= unsafe (cells[6] & 0xFF) << 48 | (cells[7] & 0xFF) << 56
            // The high bit of a byte stays where the byte is 0 (and there is no false alarm below one).
            zeros |= (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            unsafe UnsafeMutableRawPointer(target + index).storeBytes(of: word.littleEndian, as: UInt64.self)
            index &+= 8
        }
        while index < length {
            let byte = unsafe line[index] & 0xFF
            unsafe target[index] = UInt8(truncatingIfNeeded: byte)
            zeros |= (byte &- 1) >> 63
            index &+= 1
        }
        return zeros == 0
    }

    private func appendText(
        _ line: UnsafeMutablePointer<UInt64>, _ length: Int, _ clusters: borrowing ClusterTable
    ) {
        var isWide = false
        var index = 0
        // Where the next byte goes; `count` follows where it is needed.
        var target = unsafe buffer + count
        while index < length {
            let cell = unsafe PackedCell(line[index])
            if cell.isEmpty {
                let start = index
                repeat { index &+= 1 } while unsafe index < length && PackedCell(line[index]).isEmpty
                unsafe target = appendBlanks(index &- start, at: target, (length &- index) &* 5)
                continue
            }
            if cell.isWide != isWide {
                isWide.toggle()
                unsafe target.pointee = isWide ? Line.TextCode.wide : Line.TextCode.narrow
                unsafe target += 1
            }
            // The right half of a wide character says nothing that the left one does not.
            index &+= isWide ? 2 : 1
            if cell.isCluster {
                unsafe target = appendCluster(cell.scalar, clusters, at: target, (length &- index) &* 5)
            } else {
                unsafe target = Self.write(cell.scalar, at: target)
            }
        }
        unsafe count = target - buffer
    }

    private func appendBlanks(
        _ number: Int, at target: UnsafeMutablePointer<UInt8>, _ rest: Int
    ) -> UnsafeMutablePointer<UInt8> {
        unsafe count = target - buffer
        reserve(16 + rest)
        if number == 1 {
            append(Line.TextCode.blank)
        } else {
            append(Line.TextCode.blanks)
            append(number: number)
        }
        return unsafe buffer + count
    }

    private func appendCluster(
        _ index: UInt32, _ clusters: borrowing ClusterTable, at target: UnsafeMutablePointer<UInt8>,
        _ rest: Int
    ) -> UnsafeMutablePointer<UInt8> {
        unsafe count = target - buffer
        let number = clusters.scalarCount(index | ClusterTable.clusterFlag)
        reserve(16 + number * 4 + rest)
        append(Line.TextCode.cluster)
        // At most 24 scalars of four bytes: the number of their bytes takes one.
        let place = count
        append(0)
        var target = unsafe buffer + count
        for place in 0..<number { unsafe target = Self.write(clusters.scalar(index, at: place), at: target) }
        unsafe count = target - buffer
        unsafe buffer[place] = UInt8(truncatingIfNeeded: count - place - 1)
        return unsafe target
    }

    /// A scalar in UTF-8, at most four bytes.
    @inline(__always)
    private static func write(
        _ scalar: UInt32, at target: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if scalar < 0x80 {
            unsafe target[0] = UInt8(truncatingIfNeeded: scalar)
            return unsafe target + 1
        }
        if scalar < 0x800 {
            unsafe target[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            unsafe target[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return unsafe target + 2
        }
        if scalar < 0x1_0000 {
            // Three bytes in one store, and a fourth that the next one covers.
            let word = 0x80_80E0 | scalar >> 12 | (scalar >> 6 & 0x3F) << 8 | (scalar & 0x3F) << 16
            unsafe UnsafeMutableRawPointer(target).storeBytes(of: word.littleEndian, as: UInt32.self)
            return unsafe target + 3
        }
        unsafe target[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        unsafe target[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
        unsafe target[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        unsafe target[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return unsafe target + 4
    }

    /// Appends the runs of styles.
    ///
    /// - Returns: Whether there was another style than plain; if not, nothing was appended.
    private func appendRuns(
        _ line: UnsafeMutablePointer<UInt64>, _ length: Int, _ styles: borrowing StyleTable
    ) -> Bool {
        if length * 2 > definitionCapacity { growDefinitions(to: length * 2) }
        reserve(Self.runByteCount * (length + 1))
        lineNumber &+= 1
        var target = unsafe buffer + count
        var defined = 0
        var isStyled = false
        var index = 0
        while index < length {
            let start = index
            let packed = unsafe styles[PackedCell(line[index]).style]
            // A style may have two identifiers.
            repeat {
                unsafe index = endOfRun(line, index, length)
            } while unsafe index < length && styles[PackedCell(line[index]).style] == packed
            unsafe target = Self.write(number: index &- start, at: target)
            if packed == .plain {
                unsafe target.pointee = 0
                unsafe target += 1
                continue
            }
            isStyled = true
            let place = place(of: packed)
            if unsafe definitions[place].line == lineNumber {
                unsafe target = Self.write(number: definitions[place].number, at: target)
                continue
            }
            defined += 1
            unsafe definitions[place] = Definition(line: lineNumber, number: defined, style: packed)
            unsafe target = Self.write(number: defined, at: target)
            let link = packed.link == 0 ? nil : styles.link(packed.link)
            unsafe target = Self.write(packed, isLinked: link != nil, at: target)
            if let link {
                unsafe count = target - buffer
                unsafe target = append(link, rest: Self.runByteCount * (length + 1 - index))
            }
        }
        if isStyled { unsafe count = target - buffer }
        return isStyled
    }

    /// The first cell behind `start` with another identifier.
    @inline(__always)
    private func endOfRun(_ line: UnsafeMutablePointer<UInt64>, _ start: Int, _ length: Int) -> Int {
        let bits = unsafe line[start] >> PackedCell.styleShift
        var index = start &+ 1
        // Four cells at a time, for runs are long or of one cell.
        while index &+ 4 <= length {
            let cells = unsafe line + index
            var others = unsafe (cells[0] >> PackedCell.styleShift) ^ bits
            unsafe others |= (cells[1] >> PackedCell.styleShift) ^ bits
            unsafe others |= (cells[2] >> PackedCell.styleShift) ^ bits
            unsafe others |= (cells[3] >> PackedCell.styleShift) ^ bits
            if others != 0 { break }
            index &+= 4
        }
        while index < length, unsafe line[index] >> PackedCell.styleShift == bits { index += 1 }
        return index
    }

    /// Where a style is defined, or the place for its definition.
    @inline(__always)
    private func place(of style: PackedStyle) -> Int {
        let mask = definitionCapacity &- 1
        var place = style.spread & mask
        while unsafe definitions[place].line == lineNumber, unsafe definitions[place].style != style {
            place = (place &+ 1) & mask
        }
        return place
    }

    /// The most that a run takes, with a definition but without its link.
    private static let runByteCount = 20

    /// The definition of a style without its link, byte for byte what `Style.encode` writes.
    @inline(__always)
    private static func write(
        _ style: PackedStyle, isLinked: Bool, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let decoration = style.attributes.rawValue & 0xFFF | UInt16(style.underline.rawValue) << 12
        let foreground = style.foreground.rawValue
        let background = style.background.rawValue
        let underline = style.underlineColor.rawValue
        let kinds = foreground >> 24 | (background >> 24) << 2 | (underline >> 24) << 4
        unsafe start.pointee =
            UInt8(truncatingIfNeeded: kinds) | (decoration == 0 ? 0 : 0x40) | (isLinked ? 0x80 : 0)
        var target = unsafe start + 1
        if decoration != 0 {
            unsafe target[0] = UInt8(truncatingIfNeeded: decoration)
            unsafe target[1] = UInt8(truncatingIfNeeded: decoration >> 8)
            unsafe target += 2
        }
        unsafe target = write(color: foreground, at: target)
        unsafe target = write(color: background, at: target)
        return unsafe write(color: underline, at: target)
    }

    @inline(__always)
    private static func write(
        color: UInt32, at target: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        switch color >> 24 {
        case 0: return unsafe target
        case 1:
            unsafe target[0] = UInt8(truncatingIfNeeded: color)
            return unsafe target + 1
        default:
            unsafe target[0] = UInt8(truncatingIfNeeded: color >> 16)
            unsafe target[1] = UInt8(truncatingIfNeeded: color >> 8)
            unsafe target[2] = UInt8(truncatingIfNeeded: color)
            return unsafe target + 3
        }
    }

    private func append(_ link: String, rest: Int) -> UnsafeMutablePointer<UInt8> {
        reserve(link.utf8.count + 16 + rest)
        append(number: link.utf8.count)
        for byte in link.utf8 { append(byte) }
        return unsafe buffer + count
    }

    /// LEB128.
    @inline(__always)
    private static func write(
        number: Int, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var target = unsafe start
        var value = UInt(bitPattern: number)
        while value >= 0x80 {
            unsafe target.pointee = UInt8(truncatingIfNeeded: value) | 0x80
            unsafe target += 1
            value >>= 7
        }
        unsafe target.pointee = UInt8(truncatingIfNeeded: value)
        return unsafe target + 1
    }

    private func growDefinitions(to minimum: Int) {
        unsafe definitions.deallocate()
        definitionCapacity = 64
        while definitionCapacity < minimum { definitionCapacity *= 2 }
        unsafe definitions = .allocate(capacity: definitionCapacity)
        unsafe definitions.initialize(repeating: Definition(), count: definitionCapacity)
    }

    // MARK: The buffer

    @inline(__always)
    private func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    @inline(never)
    private func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe memcpy(new, buffer, count)
        unsafe buffer.deallocate()
        unsafe buffer = new
        capacity = larger
    }

    @inline(__always)
    private func append(_ byte: UInt8) {
        assert(count < capacity)
        unsafe buffer[count] = byte
        count &+= 1
    }

    private func append(number: Int) {
        let target = unsafe Self.write(number: number, at: buffer + count)
        unsafe count = target - buffer
    }
}
