import RoostConfig
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct KeyDispatcherTests {
    private var dispatcher = KeyDispatcher()
    private var configuration = Configuration.standard

    private mutating func type(_ name: String, at now: Int64 = 0) throws -> [KeyDispatcher.Effect] {
        let key = try #require(Key(name: name))
        return dispatcher.handle(key, at: now, configuration: configuration)
    }

    @Test mutating func `a key belongs to the program`() throws {
        #expect(try type("x") == [.forward(try #require(Key(name: "x")))])
        #expect(dispatcher.state == .ready)
    }

    @Test mutating func `the prefix and a key are a binding`() throws {
        #expect(try type("C-b") == [.prefixBegan])
        #expect(dispatcher.state == .prefix)
        #expect(try type("%") == [.prefixEnded, .perform(CommandTable.command("split-right"))])
        #expect(dispatcher.state == .ready)
        #expect(try type("%") == [.forward(try #require(Key(name: "%")))])
    }

    @Test mutating func `the prefix twice is for the program`() throws {
        _ = try type("C-b")
        #expect(try type("C-b") == [.prefixEnded, .perform(CommandTable.command("send-prefix"))])
    }

    @Test mutating func `a key that is not bound is told, Escape is not`() throws {
        _ = try type("C-b")
        #expect(try type("é") == [.prefixEnded, .unbound(try #require(Key(name: "é")))])
        configuration.prefixBindings[Key(code: .escape)] = nil
        _ = try type("C-b")
        #expect(try type("Escape") == [.prefixEnded])
        #expect(dispatcher.state == .ready)
    }

    @Test mutating func `bindings that repeat work again without the prefix for a while`() throws {
        _ = try type("C-b", at: 0)
        #expect(try type("C-Left", at: 100) == [.prefixEnded, .perform(CommandTable.command("resize-left"))])
        #expect(try type("C-Right", at: 500) == [.perform(CommandTable.command("resize-right"))])
        #expect(try type("C-Right", at: 900) == [.perform(CommandTable.command("resize-right"))])
        #expect(try type("C-Right", at: 1400) == [.forward(try #require(Key(name: "C-Right")))])
    }

    @Test mutating func `another key ends the repeating at once`() throws {
        _ = try type("C-b", at: 0)
        _ = try type("Up", at: 0)
        #expect(try type("z", at: 10) == [.forward(try #require(Key(name: "z")))])
        #expect(try type("Up", at: 20) == [.forward(try #require(Key(name: "Up")))])
    }

    @Test mutating func `the prefix works while bindings repeat`() throws {
        _ = try type("C-b", at: 0)
        _ = try type("Up", at: 0)
        #expect(try type("C-b", at: 10) == [.prefixBegan])
    }

    @Test mutating func `root bindings need no prefix`() throws {
        let key = try #require(Key(name: "M-Left"))
        configuration.rootBindings[key.chord] = CommandTable.command("focus-left")
        #expect(
            dispatcher.handle(key, at: 0, configuration: configuration) == [
                .perform(CommandTable.command("focus-left"))
            ])
    }

    @Test mutating func `a release goes where its press went`() throws {
        var release = try #require(Key(name: "x"))
        _ = dispatcher.handle(release, at: 0, configuration: configuration)
        release.event = .release
        #expect(dispatcher.handle(release, at: 0, configuration: configuration) == [.forward(release)])

        var prefix = try #require(Key(name: "C-b"))
        _ = dispatcher.handle(prefix, at: 0, configuration: configuration)
        prefix.event = .release
        #expect(dispatcher.handle(prefix, at: 0, configuration: configuration).isEmpty)
        #expect(dispatcher.state == .prefix)
        var zoom = try #require(Key(name: "z"))
        _ = dispatcher.handle(zoom, at: 0, configuration: configuration)
        zoom.event = .release
        #expect(dispatcher.handle(zoom, at: 0, configuration: configuration).isEmpty)
        #expect(dispatcher.handle(zoom, at: 0, configuration: configuration) == [.forward(zoom)])
    }

    @Test mutating func `a modifier key alone does not end the prefix`() throws {
        _ = try type("C-b")
        let shift = Key(code: .modifier(.leftShift), modifiers: .shift)
        #expect(dispatcher.handle(shift, at: 0, configuration: configuration).isEmpty)
        #expect(dispatcher.state == .prefix)
        _ = try type("z")
        #expect(dispatcher.handle(shift, at: 0, configuration: configuration) == [.forward(shift)])
    }

    @Test mutating func `both keyboard protocols reach the same binding`() throws {
        _ = try type("C-b")
        let kitty = Key(code: .character("5"), modifiers: .shift, shiftedScalar: "%")
        #expect(
            dispatcher.handle(kitty, at: 0, configuration: configuration)
                == [.prefixEnded, .perform(CommandTable.command("split-right"))])
    }

    @Test mutating func `a reset forgets the prefix`() throws {
        _ = try type("C-b")
        dispatcher.reset()
        #expect(try type("z") == [.forward(try #require(Key(name: "z")))])
    }
}
