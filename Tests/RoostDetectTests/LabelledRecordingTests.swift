import RoostDetect
import RoostModel
import Testing

/// How often the detector is right on recordings of real programs, by the screen alone.
@Suite struct LabelledRecordingTests {
    @Test func `recordings are read rightly at their labelled instants`() {
        var (right, wrong, missed, states, count) = (0, 0, 0, 0, 0)
        for recording in LabelledRecording.all {
            for (label, verdict) in recording.verdicts() {
                count += 1
                let kind = verdict.attention?.kind
                let isRight = label.attentions.contains(kind)
                if kind != nil { if isRight { right += 1 } else { wrong += 1 } }
                if kind == nil, !isRight { missed += 1 }
                if verdict.state == label.state { states += 1 }
                if !isRight || verdict.state != label.state {
                    print("\(recording.name) \(label.instant): \(verdict.line)")
                }
            }
        }
        let precision = Double(right) / Double(max(right + wrong, 1))
        let recall = Double(right) / Double(max(right + missed, 1))
        print(
            "\(count) instants: precision \(precision), recall \(recall), states \(Double(states) / Double(max(count, 1)))"
        )
        #expect(count >= 60)
        #expect(precision >= 0.99)
        #expect(recall >= 0.96)
        #expect(Double(states) / Double(max(count, 1)) >= 0.99)
    }
}
