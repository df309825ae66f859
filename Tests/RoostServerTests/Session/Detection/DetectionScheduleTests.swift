import Testing

@testable import RoostServer

@Suite struct DetectionScheduleTests {
    private let start = ContinuousClock.now

    /// Asks, and expects that another look is due.
    private func ask(
        _ schedule: inout DetectionSchedule, for instant: ContinuousClock.Instant, isOutput: Bool = true
    ) {
        let isOther = schedule.ask(for: instant, isOutput: isOutput)
        #expect(isOther)
        #expect(schedule.due == instant)
    }

    @Test func `what is new is looked at soon, however late the next look was`() {
        var schedule = DetectionSchedule()
        var now = start
        ask(&schedule, for: now)
        for recheck in DetectionSchedule.recheckDelays {
            schedule.begin()
            schedule.end(at: now, wanting: nil)
            #expect(schedule.due == now + recheck)
            now += recheck
        }
        schedule.begin()
        schedule.end(at: now, wanting: .seconds(2))
        #expect(schedule.due == now + .seconds(2))
        ask(&schedule, for: now + .milliseconds(60))
    }

    @Test func `what flows is looked at four times a second`() {
        var schedule = DetectionSchedule()
        var looks = 0
        for millisecond in 0..<10_000 {
            let now = start + .milliseconds(millisecond)
            _ = schedule.ask(for: now + .milliseconds(60), isOutput: true)
            guard let due = schedule.due, due <= now else { continue }
            looks += 1
            schedule.begin()
            schedule.end(at: now, wanting: nil)
        }
        #expect((35...55).contains(looks))
    }

    @Test func `nothing is due when nothing is new`() {
        var schedule = DetectionSchedule()
        #expect(schedule.due == nil)
        ask(&schedule, for: start, isOutput: false)
        schedule.begin()
        schedule.end(at: start, wanting: nil)
        #expect(schedule.due == nil)
    }

    @Test func `what is wanted before the next recheck comes before it`() {
        var schedule = DetectionSchedule()
        ask(&schedule, for: start)
        for delay in [nil, Duration.milliseconds(300), .milliseconds(40)] {
            schedule.begin()
            schedule.end(at: start, wanting: delay)
            #expect(schedule.due == start + (delay.map { max($0, .milliseconds(100)) } ?? .milliseconds(190)))
        }
        schedule.begin()
        schedule.end(at: start, wanting: .seconds(3))
        #expect(schedule.due == start + .milliseconds(500), "the recheck is not forgotten")
    }
}
