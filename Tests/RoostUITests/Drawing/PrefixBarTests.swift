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
        #expect(PrefixBar(.standard).text(columns: 40) == " C-b  % right  \" below  d detach  ? all")
        #expect(
            PrefixBar(.standard).text(columns: 80)
                == " C-b  % right  \" below  c window  s sessions  a attention  d detach  ? all")
        #expect(PrefixBar(.standard).text(columns: 8) == " C-b  ? all")
    }

    @Test(arguments: PrefixBar.words.map(\.command))
    func `what is told is a command with a key`(command: String) {
        #expect(KeyNames.name(for: command, in: .standard) != nil)
    }

    @Test func `a command without a key is left out`() {
        var configuration = Configuration.standard
        configuration.prefixBindings = configuration.prefixBindings.filter { $0.value.name != "zoom" }
        #expect(!PrefixBar(configuration).text(columns: 140).contains("zoom"))
    }
}
