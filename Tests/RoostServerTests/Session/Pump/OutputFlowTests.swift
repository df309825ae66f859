import Testing

@testable import RoostServer

@Suite struct OutputFlowTests {
    private let start = ContinuousClock.now

    @Test func `what a person causes is read as it comes`() {
        var flow = OutputFlow()
        for key in 0..<1000 {
            #expect(flow.read(40, at: start + .milliseconds(key * 3)) == .whenReadable)
        }
    }

    @Test func `one burst is read as it comes`() {
        var flow = OutputFlow()
        #expect(flow.read(65_536, at: start) == .whenReadable)
        #expect(flow.read(900, at: start) == .whenReadable)
    }

    @Test func `what flows gathers, and what fills the kernel's buffer does not wait`() {
        var flow = OutputFlow()
        for _ in 1...3 { #expect(flow.read(1400, at: start) == .whenReadable) }
        #expect(flow.read(1400, at: start) == .after(.milliseconds(1)))
        #expect(flow.read(65_536, at: start) == .after(.zero))
        #expect(flow.read(8192, at: start + .seconds(60)) == .after(.milliseconds(1)))
    }

    @Test func `a faster program finds room sooner`() {
        var flow = OutputFlow()
        for _ in 1...4 { _ = flow.read(4096, at: start) }
        // The first turn of a flow says nothing of its speed.
        #expect(flow.read(4096, at: start) == .after(.milliseconds(1)))
        // 8 MB/s, 16 MB/s, 82 MB/s.
        #expect(flow.read(8192, at: start + .milliseconds(1)) == .after(.milliseconds(1)))
        #expect(flow.read(16_384, at: start + .milliseconds(2)) == .after(.microseconds(500)))
        #expect(flow.read(8192, at: start + .microseconds(2100)) == .after(.microseconds(100)))
        // And when it pauses, it is not waited for longer than the slowest.
        #expect(flow.read(8192, at: start + .seconds(1)) == .after(.milliseconds(1)))
    }

    @Test func `what ebbs away is read as it comes again`() {
        var flow = OutputFlow()
        for _ in 1...4 { _ = flow.read(4096, at: start) }
        #expect(flow.read(0, at: start) == .whenReadable)
        #expect(flow.read(1400, at: start) == .whenReadable)
    }

    @Test func `a flood leaves the processors to who types elsewhere`() {
        var flow = OutputFlow()
        for _ in 1...4 { _ = flow.read(4096, at: start, isInTheWay: true) }
        #expect(flow.read(65_536, at: start, isInTheWay: true) == .after(.milliseconds(5)))
        #expect(flow.read(4096, at: start, isInTheWay: true) == .after(.milliseconds(5)))
        #expect(flow.read(65_536, at: start) == .after(.zero))
    }

    @Test func `what does not flow is read as it comes, whoever types`() {
        var flow = OutputFlow()
        #expect(flow.read(65_536, at: start, isInTheWay: true) == .whenReadable)
        #expect(flow.read(300, at: start, isInTheWay: true) == .whenReadable)
    }
}
