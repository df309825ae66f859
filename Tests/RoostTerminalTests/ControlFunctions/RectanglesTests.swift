import RoostTerminal
import Testing

@Suite struct RectanglesTests {
    private static let full = "abcdef\r\nghijkl\r\nmnopqr\r\nstuvwx"

    @Test(arguments: [
        ("\u{1B}[1;1;2;2;1;3;4;1$v", "abcdef\nghijkl\nmnoabr\nstughx"),
        ("\u{1B}[1;1;3;3;1;2;2;1$v", "abcdef\ngabckl\nmghiqr\nsmnowx"),
        ("\u{1B}[2;2;4;4;1;1;1;1$v", "hijdef\nnopjkl\ntuvpqr\nstuvwx"),
        ("\u{1B}[1;1;2;2;1;4;6;1$v", "abcdef\nghijkl\nmnopqr\nstuvwa"),
        ("\u{1B}[3;3;2;2$z", "abcdef\nghijkl\nmnopqr\nstuvwx"),
        ("\u{1B}[2;2;3;4$z", "abcdef\ng   kl\nm   qr\nstuvwx"),
        ("\u{1B}[$z", ""),
        ("\u{1B}[35;2;2;3;4$x", "abcdef\ng###kl\nm###qr\nstuvwx"),
        ("\u{1B}[7;2;2;3;4$x", "abcdef\nghijkl\nmnopqr\nstuvwx"),
        ("\u{1B}[2;3r\u{1B}[?6h\u{1B}[88;1;1;9;2$x", "abcdef\nXXijkl\nXXopqr\nstuvwx"),
        ("\u{1B}[65535;65535;65535;65535;1;65535;65535;1$v", "abcdef\nghijkl\nmnopqr\nstuvwx"),
    ])
    func `rectangles are copied, filled and erased`(sequence: String, screen: String) {
        #expect(Probe(Self.full + sequence, rows: 4, columns: 6).screen == screen)
    }

    @Test func `DECCARA changes a stream, or with DECSACE 2 a rectangle`() {
        let stream = Probe(Self.full + "\u{1B}[1;5;2;2;1$r", rows: 4, columns: 6)
        #expect(
            (0..<6).map { stream.style(0, $0).attributes.contains(.bold) } == [
                false, false, false, false, true, true,
            ])
        #expect(
            (0..<6).map { stream.style(1, $0).attributes.contains(.bold) } == [
                true, true, false, false, false, false,
            ])
        let exact = Probe(Self.full + "\u{1B}[2*x\u{1B}[1;2;2;3;1;4$r", rows: 4, columns: 6)
        #expect(
            (0..<6).map { exact.style(0, $0).attributes.contains(.bold) } == [
                false, true, true, false, false, false,
            ])
        #expect(exact.style(1, 1).underline == .single)
        #expect(exact.screen == Self.full.replacing("\r\n", with: "\n"))
    }

    @Test func `DECRARA reverses what is there`() {
        let probe = Probe("\u{1B}[1mab\u{1B}[0mcd\u{1B}[2*x\u{1B}[1;1;1;4;1;7$t", rows: 4, columns: 6)
        #expect(probe.style(0, 0).attributes == .inverse)
        #expect(probe.style(0, 3).attributes == [.bold, .inverse])
        probe.feed("\u{1B}[1;1;1;4;1;7$t")
        #expect(probe.style(0, 0).attributes == .bold)
        #expect(probe.style(0, 3).attributes == [])
    }

    @Test func `wide characters that a copy cuts are blanked`() {
        let probe = Probe("漢字漢\u{1B}[1;2;1;3;1;3;1;1$v", rows: 4, columns: 6)
        #expect(probe.rows[2] == "")
        #expect(probe.rows[0] == "漢字漢")
    }
}
