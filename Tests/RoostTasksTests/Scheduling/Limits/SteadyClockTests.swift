import RoostModel
import RoostTasks
import Testing

@Suite struct SteadyClockTests {
    @Test func `time goes on where the wall clock went back`() {
        var clock = SteadyClock()
        let readings: [(wall: Int64, steady: Int64)] = [
            (1000, 1000), (1500, 1500), (200, 1500), (300, 1600), (5000, 6300), (4999, 6300), (5001, 6302),
        ]
        for (wall, steady) in readings {
            #expect(clock.read(Timestamp(milliseconds: wall)) == Timestamp(milliseconds: steady))
        }
    }

    @Test func `the ends of time do not stop it`() {
        var clock = SteadyClock()
        for wall: Int64 in [.max, .min, 0, .max, .min] {
            let before = clock.read(Timestamp(milliseconds: wall))
            #expect(clock.read(Timestamp(milliseconds: wall)) >= before)
        }
    }
}
