import RoostModel
import RoostTasks
import RoostTestSupport
import Testing

@Suite struct TranscriptTests {
    @Test(arguments: Transcript.all)
    func `a recorded run gives its messages and its verdict`(transcript: Transcript) {
        let (messages, verdict) = transcript.run { _ in [] }
        #expect(messages.map(\.line).joined(separator: "\n") == transcript.messages)
        #expect(verdict.lines == transcript.verdict)
    }

    @Test(arguments: Transcript.all)
    func `messages and verdict are the same under any split`(transcript: Transcript) {
        let whole = transcript.run { _ in [] }
        var generator = SeededGenerator(seed: 16)
        var splits: [(String, (Int) -> [Int])] = [1, 2, 3, 7].map { size in
            ("chunks of \(size)", { count in Array(stride(from: size, to: count, by: size)) })
        }
        let random = (0..<max(transcript.output.count, transcript.diagnostics.count)).filter { _ in
            Int.random(in: 0..<40, using: &generator) == 0
        }
        splits.append(("random chunks, seed 16", { count in random.filter { $0 < count } }))
        // Every cut in two where that is few, else some of them.
        let step = max(1, transcript.output.count / (transcript.output.count > 500 ? 12 : 500))
        for cut in stride(from: 0, through: transcript.output.count, by: step) {
            splits.append(("cut at \(cut)", { count in [min(cut, count)] }))
        }
        for (name, cuts) in splits {
            let (messages, verdict) = transcript.run(cuts: cuts)
            #expect(messages == whole.messages, "\(name)")
            #expect(verdict == whole.verdict, "\(name)")
        }
    }

    @Test func `every provider has transcripts of passing and of failing`() {
        for dialect in StreamFormat.Dialect.allCases {
            let verdicts = Transcript.all.filter { $0.format.dialect == dialect }.map(\.verdict)
            #expect(verdicts.contains { $0.hasPrefix("state passed") }, "\(dialect)")
            #expect(verdicts.contains { $0.hasPrefix("state failed") }, "\(dialect)")
        }
    }
}
