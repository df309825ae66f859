import Testing

@testable import roost_keeper

@Suite struct ServerSuccessionTests {
    private let old = program("old")
    private let new = program("new")

    private static func program(_ name: String) -> ServerSuccession.Program {
        .init(path: Array("/bin/\(name)".utf8), arguments: [Array("--\(name)".utf8)])
    }

    @Test func `a single program stays, whatever becomes of it`() {
        var succession = ServerSuccession(old)
        #expect(!succession.isOnTrial)
        #expect(succession.givenUp(isHopeless: true) == .none)
        #expect(succession.givenUp(isHopeless: false) == .none)
        #expect(succession.current == old)
    }

    @Test func `one that does not live makes place for the one before`() {
        var succession = ServerSuccession(old)
        succession.replace(by: new)
        #expect(succession.current == new)
        #expect(succession.isOnTrial)
        #expect(succession.givenUp(isHopeless: false) == .previous)
        #expect(succession.current == old)
        #expect(!succession.isOnTrial)
    }

    @Test func `one that has lived is not replaced by an older one`() {
        var succession = ServerSuccession(old)
        succession.replace(by: new)
        succession.proved()
        #expect(!succession.isOnTrial)
        #expect(succession.givenUp(isHopeless: true) == .none)
        #expect(succession.current == new)
    }

    @Test func `when the one before cannot read what the newer one wrote, the newer is next`() {
        var succession = ServerSuccession(old)
        succession.replace(by: new)
        #expect(succession.givenUp(isHopeless: false) == .previous)
        #expect(succession.givenUp(isHopeless: false) == .none)
        #expect(succession.current == old)
        #expect(succession.givenUp(isHopeless: true) == .newer)
        #expect(succession.current == new)
        #expect(succession.givenUp(isHopeless: true) == .none)
    }
}
