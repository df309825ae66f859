import RoostIO

/// What a compiled terminal description says, as far as roost asks.
///
/// The format is that of term(5): a header of six 16-bit numbers, names, flags, numbers, offsets of strings,
/// strings; then the extended capabilities in the same manner with their names. All numbers are little-endian.
struct CompiledTerminfo: Equatable {
    /// `cup`.
    let canMoveCursor: Bool
    /// `setaf`.
    let canSetForeground: Bool
    /// `setab`.
    let canSetBackground: Bool
    /// `colors`; 0 without any.
    let colors: Int
    /// The extended flags `RGB` or `Tc`.
    let hasDirectColor: Bool

    /// Places in the tables, by the order in `<term.h>`.
    private enum Index {
        static let colors = 13
        static let cursorAddress = 10
        static let setForeground = 359
        static let setBackground = 360
    }

    /// Looks where ncurses looks (terminfo(5)); nil if no description of that name is there, or none is readable.
    static func find(_ name: String, environment: [String: String]) -> CompiledTerminfo? {
        guard let first = name.utf8.first, !name.contains("/") else { return nil }
        let listed = environment["TERMINFO_DIRS"]?.split(separator: ":").map(String.init) ?? []
        let own = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap(\.self)
        let standard = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
        for folder in own + listed + standard {
            for part in [String(UnicodeScalar(first)), String(first, radix: 16)] {
                let path = "\(folder)/\(part)/\(name)"
                if let bytes = try? Files.readAll(path, maximum: 1 << 16), let entry = CompiledTerminfo(bytes)
                {
                    return entry
                }
            }
        }
        return nil
    }

    /// Reads a compiled description; nil for anything else.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let magic = reader.number(), magic == 0o432 || magic == 0o1036,
            let nameSize = reader.number(), let flagCount = reader.number(),
            let numberCount = reader.number(),
            let stringCount = reader.number(), let tableSize = reader.number(),
            [nameSize, flagCount, numberCount, stringCount, tableSize].allSatisfy({ $0 >= 0 })
        else { return nil }
        let wide = magic == 0o1036
        reader.skip(nameSize + flagCount)
        reader.align()
        let numbers = reader.numbers(numberCount, wide: wide)
        let strings = reader.numbers(stringCount, wide: false)
        guard numbers.count == numberCount, strings.count == stringCount else { return nil }
        reader.skip(tableSize)
        func has(_ index: Int) -> Bool { strings.indices.contains(index) && strings[index] >= 0 }
        canMoveCursor = has(Index.cursorAddress)
        canSetForeground = has(Index.setForeground)
        canSetBackground = has(Index.setBackground)
        colors = numbers.indices.contains(Index.colors) ? max(0, numbers[Index.colors]) : 0
        hasDirectColor = Self.extendedFlags(&reader, wide: wide).contains { $0 == "RGB" || $0 == "Tc" }
    }

    /// The names of the extended flags that are set.
    private static func extendedFlags(_ reader: inout Reader, wide: Bool) -> [String] {
        reader.align()
        guard let flagCount = reader.number(), let numberCount = reader.number(),
            let stringCount = reader.number(),
            reader.number() != nil, let tableSize = reader.number(),
            [flagCount, numberCount, stringCount, tableSize].allSatisfy({ $0 >= 0 })
        else { return [] }
        let flags = (0..<flagCount).compactMap { _ in reader.byte() }
        reader.align()
        _ = reader.numbers(numberCount, wide: wide)
        let values = reader.numbers(stringCount, wide: false)
        let names = reader.numbers(flagCount + numberCount + stringCount, wide: false)
        let table = reader.bytes(tableSize)
        // The names follow the values in the table; their offsets count from there.
        let last = values.filter { $0 >= 0 && $0 < table.count }.max()
        let start = last.map { from in (table[from...].firstIndex(of: 0) ?? table.count - 1) + 1 } ?? 0
        return zip(flags, names).compactMap { flag, offset in
            guard flag == 1, offset >= 0, start + offset < table.count else { return nil }
            return String(decoding: table[(start + offset)...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Takes numbers from the front; gives nothing once the bytes are over.
    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func byte() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func number(wide: Bool = false) -> Int? {
            var value: UInt32 = 0
            for shift in 0..<(wide ? 4 : 2) {
                guard let byte = byte() else { return nil }
                value |= UInt32(byte) << UInt32(8 * shift)
            }
            return wide ? Int(Int32(bitPattern: value)) : Int(Int16(truncatingIfNeeded: value))
        }

        mutating func numbers(_ count: Int, wide: Bool) -> [Int] {
            var numbers: [Int] = []
            while numbers.count < count, let next = number(wide: wide) { numbers.append(next) }
            return numbers
        }

        mutating func bytes(_ count: Int) -> [UInt8] {
            let part = Array(bytes[min(position, bytes.count)...].prefix(count))
            skip(count)
            return part
        }

        mutating func skip(_ count: Int) {
            position = min(position + count, bytes.count)
        }

        /// Numbers begin at even places.
        mutating func align() {
            if position % 2 != 0 { position += 1 }
        }
    }
}
