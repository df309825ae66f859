import Glibc
import RoostTestSupport
import Testing

@testable import RoostTerminal

/// What programs on this system compute: wcwidth(3) and wcswidth(3) in a UTF-8 locale.
@Suite struct LibraryWidthTests {
    /// Widths of the C library in the locale `C.UTF-8`, whatever the locale of this process is.
    ///
    /// The functions are not in the headers that Swift sees, so they are looked up by name.
    @safe
    private struct Library: ~Copyable {
        private let locale: locale_t
        private let before: locale_t?
        private let widthOfOne: @convention(c) (Int32) -> Int32
        private let widthOfMany: @convention(c) (UnsafePointer<Int32>, Int) -> Int32
        private let isPrintable: @convention(c) (UInt32) -> Int32

        init() throws {
            guard let one = unsafe dlsym(nil, "wcwidth"), let many = unsafe dlsym(nil, "wcswidth"),
                let printable = unsafe dlsym(nil, "iswprint"),
                let utf8 = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
            else { throw Missing() }
            unsafe locale = utf8
            unsafe before = uselocale(utf8)
            unsafe widthOfOne = unsafeBitCast(one, to: (@convention(c) (Int32) -> Int32).self)
            unsafe widthOfMany = unsafeBitCast(
                many, to: (@convention(c) (UnsafePointer<Int32>, Int) -> Int32).self)
            unsafe isPrintable = unsafeBitCast(printable, to: (@convention(c) (UInt32) -> Int32).self)
        }

        deinit {
            unsafe uselocale(before)
            unsafe freelocale(locale)
        }

        /// Columns; nil for what the library does not know.
        func width(of scalar: UInt32) -> Int? {
            let width = widthOfOne(Int32(bitPattern: scalar))
            return width < 0 ? nil : Int(width)
        }

        func width(of scalars: [UInt32]) -> Int {
            unsafe Int(widthOfMany(scalars.map { Int32(bitPattern: $0) }, scalars.count))
        }

        /// Whether it is assigned, and no control or separator.
        func isAssigned(_ scalar: UInt32) -> Bool { isPrintable(scalar) != 0 }
    }

    /// The library has no such function or locale.
    private struct Missing: Error {}

    /// Where this table and a C library that knows the character may differ, and why.
    private static let exceptions: [(scalars: ClosedRange<UInt32>, reason: String)] = [
        (0x2630...0x2637, "wide since Unicode 16; libraries before glibc 2.41 say 1, and so does the table"),
        (0x268A...0x268F, "the same"),
        (0x4DC0...0x4DFF, "the same, for those who had hexagrams as narrow"),
        (0x1D300...0x1D356, "the same"),
        (0x1D360...0x1D376, "the same"),
        (0x3248...0x324F, "ambiguous: wide in glibc up to 2.36, narrow in others"),
    ]

    private static let scalars = [UInt32](0xA0...0xD7FF) + [UInt32](0xE000...0x10_FFFF)

    @Test func `a scalar has the width of wcwidth, but for those that are listed`() throws {
        let library = try Library()
        let table = CharacterTable.shared
        let different = Self.scalars.filter { scalar in
            guard let width = library.width(of: scalar) else { return false }
            return width != table[scalar].width && !Self.exceptions.contains { $0.scalars ~= scalar }
        }
        #expect(different.isEmpty, "\(different.prefix(20).map { String($0, radix: 16) })")
    }

    /// Programs print them all the same: they have the width that newer libraries will give them.
    @Test func `what the library does not know is unassigned there, or a separator`() throws {
        let library = try Library()
        let unknown = Self.scalars.filter { library.width(of: $0) == nil }
        let assigned = unknown.filter { ![0x2028, 0x2029].contains($0) && library.isAssigned($0) }
        #expect(assigned.isEmpty, "\(assigned.prefix(20).map { String($0, radix: 16) })")
        #expect(unknown.allSatisfy { CharacterTable.shared[$0].width <= 2 })
    }

    @Test func `a text takes the columns of wcswidth`() throws {
        let library = try Library()
        let known = Self.scalars.filter { scalar in
            library.width(of: scalar) != nil && !Self.exceptions.contains { $0.scalars ~= scalar }
        }
        // Marks, wide and narrow ones alike often: most of Unicode is ideographs.
        let byWidth = (0...2).map { width in known.filter { library.width(of: $0) == width } }
        let letters = known.filter { $0 < 0x3000 }
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        var terminal = Terminal(size: TerminalSize(rows: 2, columns: 100), options: TerminalOptions())
        for _ in 0..<20_000 {
            let scalars = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                let pool =
                    Bool.random(using: &random) ? letters : byWidth[Int.random(in: 0...2, using: &random)]
                return pool[Int.random(in: 0..<pool.count, using: &random)]
            }
            let text = String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
            terminal.feed(Array("\r\u{1B}[2K\(text)".utf8))
            #expect(
                terminal.cursor.column == library.width(of: scalars),
                "seed \(seed), \(scalars.map { String($0, radix: 16) })")
        }
        terminal.checkInvariants()
    }
}
