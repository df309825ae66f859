import RoostWire
import Testing

@testable import RoostServer

@Suite struct LifeTests {
    @Test func `the first keeper is recovered from, and each after it gets what lives here`() {
        var life = Life()
        #expect(life.keeperGreeted() == .recover)
        #expect(life.keeperGreeted() == .handOver)
        #expect(life.recovered() == true)
        #expect(life.isServing)
        #expect(life.keeperGreeted() == .handOver)
    }

    @Test func `a server is stopped once, from any state`() {
        for steps in 0...2 {
            var life = Life()
            if steps > 0 { _ = life.keeperGreeted() }
            if steps > 1 { _ = life.recovered() }
            #expect(life.stop(.upgrading) == true)
            #expect(life.state == .stopping(.upgrading))
            #expect(life.isStopping)
            #expect(life.stop(.stopping) == false)
            life.stopped()
            #expect(life.isStopping)
            #expect(life.stop(.stopping) == false)
        }
    }

    @Test func `nobody is let in when the recovery ends after the stop`() {
        var life = Life()
        _ = life.keeperGreeted()
        _ = life.stop(.stopping)
        #expect(life.recovered() == false)
        #expect(life.keeperGreeted() == .ignore)
    }
}
