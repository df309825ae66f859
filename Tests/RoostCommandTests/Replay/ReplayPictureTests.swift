import RoostClient
import RoostTerminal
import RoostTestSupport
import RoostWire
import Testing

@testable import roost

@Suite struct ReplayPictureTests {
    /// Output of a terminal-like kind, and a timeline of it in blocks with changes of size.
    private struct Past {
        let bytes: [UInt8]
        let timeline: ReplayTimeline

        init(seed: UInt64, byteCount: Int) {
            var numbers = SeededGenerator(seed: seed)
            var bytes: [UInt8] = []
            while bytes.count < byteCount {
                let row = Int.random(in: 1...30, using: &numbers)
                let color = Int.random(in: 30...37, using: &numbers)
                let pieces = [
                    "\u{1B}[\(row);\(row)H", "\u{1B}[\(color)m", "hello 中 😀 é ", "\r\n", "\u{1B}[K",
                    "\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[2J", "plain text that is a little longer\r\n",
                    "\u{1B}[6n\u{1B}[c",
                ]
                bytes += (pieces.randomElement(using: &numbers) ?? "").utf8
            }
            var blocks: [RecordedBlock] = []
            var resizes = [Sample.resize(0, 24, 80, 0)]
            var offset = 0
            while offset < bytes.count {
                let length = min(bytes.count - offset, Int.random(in: 1...(byteCount / 40), using: &numbers))
                blocks.append(Sample.block(UInt64(offset), length, Int64(offset)))
                if Int.random(in: 0..<8, using: &numbers) == 0 {
                    let rows = Int.random(in: 2...40, using: &numbers)
                    let columns = Int.random(in: 10...120, using: &numbers)
                    resizes.append(
                        Sample.resize(UInt64(offset + length / 2), rows, columns, Int64(offset)))
                }
                offset += length
            }
            self.bytes = bytes
            timeline = Sample.timeline(blocks, resizes: resizes)
        }

        func read(_ range: Range<UInt64>) -> [UInt8] {
            Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
        }

        /// The screen after so many steps, made from the beginning.
        func screen(after steps: Int) -> [Line] {
            var terminal = Terminal(
                size: TerminalSize(rows: timeline.size.rows, columns: timeline.size.columns),
                options: TerminalOptions())
            for step in timeline.steps.prefix(steps) {
                if step.isResize {
                    terminal.resize(to: TerminalSize(rows: Int(step.rows), columns: Int(step.columns)))
                } else {
                    terminal.feed(read(step.offset..<step.end))
                }
            }
            return (0..<terminal.size.rows).map { terminal.line($0) }
        }
    }

    private static func screen(_ picture: ReplayPicture) -> [Line] {
        (0..<picture.terminal.size.rows).map { picture.terminal.line($0) }
    }

    @Test func `a place looks the same from wherever it is gone to`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var numbers = SeededGenerator(seed: seed)
        let past = Past(seed: seed, byteCount: 20_000)
        let picture = ReplayPicture(past.timeline)
        for _ in 0..<40 {
            let target = Int.random(in: 0...past.timeline.steps.count, using: &numbers)
            #expect(try picture.show(target, budget: .max) { past.read($0) })
            #expect(picture.step == target)
            #expect(Self.screen(picture) == past.screen(after: target), "seed \(seed), step \(target)")
        }
    }

    @Test func `states that are kept on the way lead to the same place`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        let past = Past(seed: seed, byteCount: 3 << 20)
        let picture = ReplayPicture(past.timeline)
        let count = past.timeline.steps.count
        var fed = 0
        func show(_ target: Int) throws {
            _ = try picture.show(target, budget: .max) { range in
                fed += range.count
                return past.read(range)
            }
        }
        try show(count)
        let end = Self.screen(picture)
        fed = 0
        try show(count - 1)
        #expect(fed < past.bytes.count * 2 / 3, "the way back begins at a state that was kept")
        #expect(Self.screen(picture) == past.screen(after: count - 1), "seed \(seed)")
        try show(count)
        #expect(Self.screen(picture) == end, "seed \(seed)")
    }

    @Test func `a long way is gone in parts`() throws {
        let past = Past(seed: 1, byteCount: 20_000)
        let picture = ReplayPicture(past.timeline)
        let count = past.timeline.steps.count
        var calls = 0
        while try !picture.show(count, budget: 1, read: { past.read($0) }) { calls += 1 }
        #expect(calls > 1)
        #expect(Self.screen(picture) == past.screen(after: count))
    }

    @Test func `output that cannot be had leaves a whole picture`() throws {
        let past = Past(seed: 2, byteCount: 20_000)
        let picture = ReplayPicture(past.timeline)
        let count = past.timeline.steps.count
        let failure = ClientError(.serverGone, "x", cause: "y")
        var calls = 0
        #expect(throws: failure) {
            _ = try picture.show(count, budget: .max) { range throws(ClientError) in
                calls += 1
                if calls == 3 { throw failure }
                return past.read(range)
            }
        }
        #expect(picture.step > 0 && picture.step < count)
        #expect(Self.screen(picture) == past.screen(after: picture.step))
        #expect(try picture.show(count, budget: .max) { past.read($0) })
        #expect(Self.screen(picture) == past.screen(after: count))
    }
}
