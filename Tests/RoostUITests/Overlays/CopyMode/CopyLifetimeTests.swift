import Testing

@testable import RoostUI

@Suite struct CopyLifetimeTests {
    @Test func `what the mouse made is over when the screen below changes`() {
        var lifetime = CopyLifetime.untilNextKey(isStale: false)
        #expect(lifetime.isTransient)
        #expect(!lifetime.isOver)
        lifetime.screenChanged()
        #expect(lifetime.isOver)
    }

    @Test func `what the mouse made and somebody goes on with stays until the bottom`() {
        var lifetime = CopyLifetime.untilNextKey(isStale: false)
        lifetime.keep()
        lifetime.screenChanged()
        #expect(lifetime == .untilBottom)
        #expect(lifetime.endsAtBottom)
        #expect(!lifetime.isOver)
    }

    @Test(arguments: [CopyLifetime.untilLeft, .untilBottom])
    func `what a key opened is not touched by the mouse or by output`(opened: CopyLifetime) {
        var lifetime = opened
        lifetime.keep()
        lifetime.screenChanged()
        #expect(lifetime == opened)
        #expect(!lifetime.isTransient)
    }
}
