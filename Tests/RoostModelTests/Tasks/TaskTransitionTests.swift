import Foundation
import RoostModel
import Testing

@Suite struct TaskTransitionTests {
    @Test func `an attempt's pauses are summed up, and one that lasts counts up to now`() throws {
        func step(_ event: TaskEvent, _ from: TaskState, at: Int64, attempt: Int = 1) throws -> TaskTransition
        {
            try #require(
                TaskTransition(event, from: from, at: Timestamp(milliseconds: at), attempt: attempt))
        }
        let history = [
            try step(.paused, .queued, at: 0, attempt: 0), try step(.released, .paused, at: 90, attempt: 0),
            try step(.spawned, .starting, at: 100), try step(.paused, .running, at: 200),
            try step(.continued, .paused, at: 500), try step(.paused, .running, at: 600),
        ]
        let now = Timestamp(milliseconds: 1000)
        #expect(history.heldMilliseconds(ofAttempt: 1, until: now) == 300 + 400)
        #expect(history.dropLast().map(\.self).heldMilliseconds(ofAttempt: 1, until: now) == 300)
        #expect(history.heldMilliseconds(ofAttempt: 2, until: now) == 0)
    }

    @Test func `the table is this one`() {
        let arrows = TaskState.allCases.flatMap { state in
            TaskEvent.allCases.compactMap { event in
                TaskTransition.next(state, event).map {
                    "\(state.rawValue) \(event.rawValue) \($0.rawValue)"
                }
            }
        }
        let expected = """
            queued picked starting
            queued failed failed
            queued broke error
            queued cancelled cancelled
            queued dependency_failed failed
            queued paused paused
            starting spawned running
            starting passed passed
            starting failed failed
            starting broke error
            starting interrupted error
            starting timed_out timeout
            starting cancelled cancelled
            starting deferred queued
            running answered completing
            running passed passed
            running failed failed
            running broke error
            running interrupted error
            running timed_out timeout
            running cancelled cancelled
            running deferred queued
            running paused paused
            paused passed passed
            paused failed failed
            paused broke error
            paused interrupted error
            paused timed_out timeout
            paused cancelled cancelled
            paused dependency_failed failed
            paused deferred queued
            paused released queued
            paused continued running
            completing passed passed
            completing failed failed
            completing broke error
            completing interrupted error
            completing timed_out timeout
            completing cancelled cancelled
            completing deferred queued
            passed requested queued
            failed requested queued
            error requested queued
            cancelled requested queued
            timeout requested queued
            """
        #expect(arrows.joined(separator: "\n") == expected)
    }

    @Test func `an ended task only moves when a person asks for another attempt`() {
        for state in TaskState.allCases where state.isEnded {
            let events = TaskEvent.allCases.filter { TaskTransition.next(state, $0) != nil }
            #expect(events == [.requested])
        }
    }

    @Test func `a step that the table has not cannot be made`() {
        let moment = Timestamp(milliseconds: 0)
        #expect(TaskTransition(.spawned, from: .queued, at: moment, attempt: 1) == nil)
    }

    @Test func `a step is read as it was written`() throws {
        let transition = try #require(
            TaskTransition(
                .interrupted, from: .running, cause: "interrupted", at: Timestamp(milliseconds: 1000),
                attempt: 2))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(transition)
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"at":"1970-01-01T00:00:01.000Z","attempt":2,"cause":"interrupted","event":"interrupted","from":"running","to":"error"}"#
        )
        #expect(try JSONDecoder().decode(TaskTransition.self, from: data) == transition)
    }
}
