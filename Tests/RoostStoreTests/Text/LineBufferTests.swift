import RoostTestSupport
import Testing

@testable import RoostStore

@Suite struct LineBufferTests {
    /// A line as an array of scalars: slow, and easy to see through.
    private struct PlainLine {
        var scalars: [Unicode.Scalar] = []
        var column = 0

        mutating func pad() {
            while scalars.count < column { scalars.append(" ") }
        }

        mutating func put(_ scalar: Unicode.Scalar) {
            pad()
            scalars.replaceSubrange(column..<min(column + 1, scalars.count), with: [scalar])
            column += 1
        }

        mutating func blank(_ range: Range<Int>) {
            for index in range where scalars.indices.contains(index) { scalars[index] = " " }
        }
    }

    private static func text(of line: LineBuffer) -> String {
        var line = line
        line.tighten()
        return String(decoding: line.utf8, as: UTF8.self)
    }

    @Test(arguments: 1...40)
    func `every change does what it does to single characters`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        // Half of the lines have nothing but ASCII.
        let runs = seed % 2 == 0 ? ["plain", "x", "two words"] : ["plain", "é", "中日 a", "x💡"]
        var line = LineBuffer()
        var expected = PlainLine()
        for step in 0..<400 {
            let width = Int.random(in: 1...6, using: &generator)
            let run = runs.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<14, using: &generator) {
            case 0...3:
                let bytes = Array(run.utf8)
                line.put(bytes.span, count: run.unicodeScalars.count)
                for scalar in run.unicodeScalars { expected.put(scalar) }
            case 4:
                for scalar in run.unicodeScalars {
                    line.put(scalar)
                    expected.put(scalar)
                }
            case 5:
                line.moveTo(column: line.column + width)
                expected.column += width
                expected.pad()
            case 6, 7:
                line.column -= width
                expected.column = max(0, expected.column - width)
            case 8:
                line.column = 0
                expected.column = 0
            case 9:
                line.erase(0)
                expected.scalars = Array(expected.scalars.prefix(expected.column))
            case 10:
                line.erase(1)
                expected.blank(0..<expected.column + 1)
            case 11:
                line.blank(width)
                expected.blank(expected.column..<expected.column + width)
            case 12:
                line.delete(width)
                let rest = expected.scalars.dropFirst(expected.column).dropFirst(width)
                expected.scalars = Array(expected.scalars.prefix(expected.column)) + rest
            default:
                line.insert(width)
                if expected.column < expected.scalars.count {
                    expected.scalars.insert(
                        contentsOf: repeatElement(" ", count: width), at: expected.column)
                }
            }
            if step % 100 == 99 {
                line.erase(2)
                expected.scalars = []
            }
            let text = String(String.UnicodeScalarView(expected.scalars))
            #expect(Self.text(of: line) == text, "seed \(seed), step \(step)")
            #expect(line.column == expected.column, "seed \(seed), step \(step)")
            #expect(line.isBlank == expected.scalars.allSatisfy { $0 == " " }, "seed \(seed), step \(step)")
        }
    }

    @Test func `a line is full at its limit and not before`() {
        var line = LineBuffer()
        line.moveTo(column: 1000)
        #expect(line.room == LineBuffer.limit - 1000)
        let run = [UInt8](repeating: 0x61, count: line.room - 1)
        line.put(run.span, count: run.count)
        #expect(!line.isFull)
        #expect(line.room == 1)
        line.put("b")
        #expect(line.isFull)
        #expect(line.room == 0)
        line.removeAll()
        #expect(line.isEmpty)
        #expect(line.room == LineBuffer.limit)
    }
}
