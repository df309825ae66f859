import RoostWire
import Testing

@testable import RoostClient

@Suite struct UnsentInputTests {
    private func frame(_ kind: FrameKind, _ body: [UInt8] = []) -> Frame {
        Frame(kind: kind, body: body)
    }

    @Test func `everything is sent to a server that reads`() {
        var unsent = UnsentInput()
        for kind in FrameKind.allCases {
            #expect(unsent.consider(frame(kind), isWritable: true) == .send)
        }
        #expect(unsent.takeNewest().isEmpty)
    }

    @Test func `keys are refused while the server does not read, and the first of them is told`() {
        var unsent = UnsentInput()
        #expect(unsent.consider(frame(.key), isWritable: false) == .refuse(isFirst: true))
        for kind in [FrameKind.key, .mouse, .paste] {
            #expect(unsent.consider(frame(kind), isWritable: false) == .refuse(isFirst: false))
        }
        #expect(unsent.takeNewest().isEmpty, "nobody wants them typed later")
        #expect(unsent.consider(frame(.paste), isWritable: false) == .refuse(isFirst: true), "a new stall")
    }

    @Test func `of sizes and the like the newest is sent later`() {
        var unsent = UnsentInput()
        for number in 0..<UInt8(100) {
            for kind in [FrameKind.appearance, .resize, .focus] {
                #expect(unsent.consider(frame(kind, [number]), isWritable: false) == .hold)
            }
        }
        #expect(unsent.takeNewest() == [frame(.resize, [99]), frame(.focus, [99]), frame(.appearance, [99])])
        #expect(unsent.takeNewest().isEmpty)
    }

    @Test func `a screen that was painted is acknowledged in any case`() {
        var unsent = UnsentInput()
        #expect(unsent.consider(frame(.acknowledge), isWritable: false) == .send)
    }
}
