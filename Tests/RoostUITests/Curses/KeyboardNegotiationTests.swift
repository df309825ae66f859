import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct KeyboardNegotiationTests {
    private var keyboard = KeyboardNegotiation()

    @Test mutating func `a terminal that tells its flags is asked to tell keys apart`() {
        #expect(keyboard.receive(.kittyFlags(0)) == "\u{1b}[>1u")
        #expect(keyboard.receive(.primaryAttributes([62])) == "")
        #expect(keyboard.leave() == "\u{1b}[<u")
    }

    @Test mutating func `a terminal that does not is asked for modified keys`() {
        #expect(keyboard.receive(.primaryAttributes([62])) == "\u{1b}[>4;2m")
        #expect(keyboard.receive(.kittyFlags(0)) == "")
        #expect(keyboard.leave() == "\u{1b}[>4m")
    }

    @Test mutating func `without an answer nothing is changed`() {
        #expect(keyboard.want(31) == "")
        #expect(keyboard.leave() == "")
    }

    @Test mutating func `other answers are not taken for one`() {
        #expect(keyboard.receive(.version("x")) == "")
        #expect(keyboard.receive(.kittyFlags(0)) == "\u{1b}[>1u")
    }

    @Test mutating func `the terminal is asked for what the focused program wants, once`() {
        _ = keyboard.receive(.kittyFlags(0))
        #expect(keyboard.want(1) == "")
        #expect(keyboard.want(10) == "\u{1b}[=11;1u")
        #expect(keyboard.want(11) == "")
        #expect(keyboard.want(0) == "\u{1b}[=1;1u")
    }

    @Test mutating func `after leaving it begins anew`() {
        _ = keyboard.receive(.kittyFlags(0))
        _ = keyboard.leave()
        #expect(keyboard.receive(.primaryAttributes([1])) == "\u{1b}[>4;2m")
    }
}
