import RoostTerminal
import RoostTestSupport
import RoostWire
import Testing

@Suite struct ScreenUpdateTests {
    private static var modes: InputModes {
        var modes = InputModes()
        modes.bracketedPaste = true
        modes.kittyFlags = 1
        modes.mouseTracking = .button
        modes.mouseEncoding = .sgr
        return modes
    }

    private static func line(_ text: String, style: Style = .plain, isWrapped: Bool = false) -> Line {
        Line(
            cells: text.unicodeScalars.map { Line.Cell(scalar: $0.value, style: style == .plain ? 0 : 1) },
            styles: style == .plain ? [.plain] : [.plain, style], isWrapped: isWrapped)
    }

    private static func update(rows: [(row: Int, change: ScreenUpdate.RowChange)]) -> ScreenUpdate {
        ScreenUpdate(
            session: 3, sequence: 7, size: TerminalSize(rows: 24, columns: 80),
            cursor: Cursor(row: 1, column: 2, isVisible: true, shape: .bar, blinks: true),
            isAlternateScreen: false, isReverseVideo: true, scrollback: 10..<30, inputModes: modes, rows: rows
        )
    }

    /// The update of the fixture.
    private static var frozen: ScreenUpdate {
        var first = line("ls ", style: Style(foreground: .palette(1), attributes: .bold), isWrapped: true)
        first.cells[2].style = 0
        let wide = Line(cells: [
            Line.Cell(scalar: 0xE9), Line.Cell(scalar: 0x4E2D, width: 2), Line.Cell(scalar: 0, width: 0),
            Line.Cell(), Line.Cell(),
        ])
        return update(rows: [(0, .line(first)), (2, .moved(from: 5)), (3, .line(wide))])
    }

    @Test func `a body has the documented layout`() throws {
        #expect(try Self.frozen.encoded == Fixtures.bytes("screen-v1"))
    }

    @Test func `the frozen body is read`() throws {
        let update = try ScreenUpdate(decoding: Fixtures.bytes("screen-v1"))
        #expect(update == Self.frozen)
        guard case .line(let first) = update.rows[0].change else {
            Issue.record("no line")
            return
        }
        #expect(first.text() == "ls")
        #expect(first.isWrapped)
        #expect(first.styles[Int(first.cells[0].style)].attributes == .bold)
    }

    @Test func `every combination of flags arrives`() throws {
        for bits in 0..<16 {
            for shape in CursorShape.allCases {
                var update = Self.update(rows: [])
                update.cursor.isVisible = bits & 1 != 0
                update.cursor.blinks = bits & 2 != 0
                update.isAlternateScreen = bits & 4 != 0
                update.isReverseVideo = bits & 8 != 0
                update.cursor.shape = shape
                #expect(try ScreenUpdate(decoding: update.encoded) == update)
            }
        }
    }

    @Test func `a builder writes what an update encodes`() {
        let update = Self.frozen
        var header = update
        header.rows = []
        var builder = ScreenUpdate.Builder(header: header, capacity: 16)
        for (row, change) in update.rows {
            switch change {
            case .line(let line): builder.appendLine(row: row) { line.encode(into: &$0) }
            case .moved(let from): builder.appendMove(row: row, from: from)
            }
        }
        #expect(builder.finish() == update.encoded)
    }

    @Test func `a full screen of a thousand rows arrives`() throws {
        var update = Self.update(rows: (0..<1000).map { ($0, .line(Self.line("row \($0)"))) })
        update.size = TerminalSize(rows: 1000, columns: 80)
        #expect(try ScreenUpdate(decoding: update.encoded) == update)
    }

    @Test func `the colour of the cursor arrives`() throws {
        var update = Self.update(rows: [(0, .moved(from: 3))])
        update.cursorColor = .rgb(1, 0, 255)
        #expect(try ScreenUpdate(decoding: update.encoded) == update)
        #expect(try ScreenUpdate(decoding: update.encoded).cursorColor == .rgb(1, 0, 255))
    }

    @Test func `a body that ends early is an error at every place`() throws {
        let whole = try Fixtures.bytes("screen-v1")
        for count in whole.indices {
            #expect(throws: WireError.self, "\(count) bytes") {
                try ScreenUpdate(decoding: Array(whole.prefix(count)))
            }
        }
    }

    @Test func `what makes no sense is an error`() throws {
        let whole = try Fixtures.bytes("screen-v1")
        func damaged(_ place: Int, _ byte: UInt8) -> [UInt8] {
            var bytes = whole
            bytes[place] = byte
            return bytes
        }
        #expect(throws: WireError.malformed("cursor shape")) { try ScreenUpdate(decoding: damaged(26, 3)) }
        #expect(throws: WireError.malformed("scrollback range")) {
            try ScreenUpdate(decoding: damaged(27, 31))
        }
        #expect(throws: WireError.malformed("scrollback range")) {
            try ScreenUpdate(decoding: damaged(42, 0xFF))
        }
        #expect(throws: WireError.malformed("input modes")) { try ScreenUpdate(decoding: damaged(43, 9)) }
        #expect(throws: WireError.malformed("row 24 of 24")) { try ScreenUpdate(decoding: damaged(51, 24)) }
        #expect(throws: WireError.malformed("row change 2")) { try ScreenUpdate(decoding: damaged(53, 2)) }
        #expect(throws: WireError.malformed("line")) { try ScreenUpdate(decoding: damaged(54, 0xF3)) }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `no bytes trap the decoder`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        _ = try? ScreenUpdate(decoding: generator.bytes(Int(generator.next() % 120)))
        var bytes = try Fixtures.bytes("screen-v1")
        for _ in 0...(generator.next() % 3) {
            bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
        }
        // What is read can be written and read again: nothing half-understood goes on.
        guard let update = try? ScreenUpdate(decoding: bytes) else { return }
        #expect(try ScreenUpdate(decoding: update.encoded) == update, "seed \(seed)")
    }
}
