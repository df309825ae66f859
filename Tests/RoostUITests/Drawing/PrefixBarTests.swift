import RoostConfig
import RoostModel
import Testing

@testable import RoostUI

@Suite struct PrefixBarTests {
    @Test func `the bar tells the keys that are bound`() {
        #expect(
            PrefixBar(.standard).text(columns: 140)
                == " C-b  % right  \" below  o next  z zoom  x close  c window  s sessions  a attention"
                + "  / search  [ scroll  d detach  : commands  ? all")
    }

    @Test func `the key for all bindings stays when the others do not fit`() {
        #expect(PrefixBar(.standard).text(columns: 40) == " C-b  % right  \" below  o next  ? all")
        #expect(PrefixBar(.standard).text(columns: 8) == " C-b  ? all")
    }

    @Test func `an action without a key is left out`() {
        var configuration = Configuration.standard
        configuration.prefixBindings = configuration.prefixBindings.filter { $0.value != .zoom }
        #expect(!PrefixBar(configuration).text(columns: 140).contains("zoom"))
    }
}
