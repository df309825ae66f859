import Testing

@testable import RoostTerminal

@Suite struct ClustersTests {
    @Test func `a mark joins a character without changing its style, however many styles there are`() {
        let count = 70_000
        let probe = Probe(rows: 300, columns: 300)
        var bytes: [UInt8] = []
        for number in 0..<count {
            bytes += "\u{1B}[38;2;\(number >> 16);\(number >> 8 & 255);\(number & 255)mx".utf8
        }
        probe.feed(bytes + Array("\u{301}".utf8))
        let (row, column) = ((count - 1) / 300, (count - 1) % 300)
        let last = count - 1
        let color = Color.rgb(UInt8(last >> 16), UInt8(last >> 8 & 255), UInt8(last & 255))
        #expect(probe.style(row, column).foreground == color)
        #expect(probe.line(row).clusters == ["x\u{301}"])
    }
}
