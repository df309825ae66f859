import Testing

@testable import RoostServer

/// The two facts that end a child, in every order.
@Suite struct ChildLifecycleTests {
    private static func running() -> ChildLifecycle {
        var lifecycle = ChildLifecycle()
        #expect(lifecycle.started() == .nothing)
        return lifecycle
    }

    @Test func `the end of the output ends a child whose exit is known`() {
        var lifecycle = Self.running()
        #expect(lifecycle.exited(.exited(3)) == .drain)
        #expect(lifecycle.state == .draining(.exited(3)))
        #expect(lifecycle.isReadable)
        #expect(lifecycle.isGone)
        #expect(lifecycle.outputEnded() == .finish(.exited(3)))
        #expect(lifecycle.state == .ended(.exited(3)))
        #expect(!lifecycle.isReadable)
    }

    @Test func `the exit ends a child whose output has ended`() {
        var lifecycle = Self.running()
        #expect(lifecycle.outputEnded() == .nothing)
        #expect(lifecycle.state == .hungUp)
        #expect(!lifecycle.isReadable)
        #expect(lifecycle.exited(.signalled(9)) == .finish(.signalled(9)))
    }

    @Test func `a child that has gone before it is read is read to its end`() {
        var lifecycle = ChildLifecycle()
        #expect(lifecycle.exited(.exited(0)) == .nothing)
        #expect(!lifecycle.isReadable)
        #expect(lifecycle.started() == .drain)
        #expect(lifecycle.state == .draining(.exited(0)))
        #expect(lifecycle.outputEnded() == .finish(.exited(0)))
    }

    @Test func `what is told twice is done once`() {
        var lifecycle = Self.running()
        #expect(lifecycle.started() == .nothing)
        _ = lifecycle.exited(.exited(0))
        #expect(lifecycle.exited(.unknown) == .nothing)
        _ = lifecycle.outputEnded()
        #expect(lifecycle.outputEnded() == .nothing)
        #expect(lifecycle.exited(.unknown) == .nothing)
        #expect(lifecycle.state == .ended(.exited(0)))
    }

    @Test func `a child that never was started has ended`() {
        var lifecycle = ChildLifecycle()
        lifecycle.startFailed()
        #expect(lifecycle.state == .ended(.unknown))
        var running = Self.running()
        running.startFailed()
        #expect(running.state == .running)
    }

    @Test func `who ends it is remembered`() {
        var lifecycle = Self.running()
        #expect(!lifecycle.isEndedByPerson)
        lifecycle.willBeEnded()
        _ = lifecycle.exited(.signalled(15))
        #expect(lifecycle.outputEnded() == .finish(.signalled(15)))
        #expect(lifecycle.isEndedByPerson)
    }
}
