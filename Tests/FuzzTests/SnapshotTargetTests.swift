import RoostTestSupport
import RoostTerminal
import Testing

@testable import roost_fuzz

@Suite struct SnapshotTargetTests {
    /// A body that its checksum refuses tests nothing but the checksum.
    @Test func `damaged bodies get behind the checksum, and some of them restore`() throws {
        let material = Material(recordings: [])
        var refusedByEnvelope = 0
        var restored = 0
        var refusals: Set<SnapshotError> = []
        for seed in 0..<400 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let input = SnapshotTarget.makeCase(&random, material)
            guard input.variant == 1, case .bytes(let body) = input.steps.first else { continue }
            do throws(SnapshotError) {
                _ = try Terminal(snapshot: SnapshotEnvelope.wrap(body), options: TerminalOptions())
                restored += 1
            } catch {
                switch error {
                case .notASnapshot, .unknownVersion, .damaged: refusedByEnvelope += 1
                default: refusals.insert(error)
                }
            }
        }
        #expect(refusedByEnvelope == 0)
        #expect(restored >= 20)
        #expect(refusals.count >= 5)
    }
}
