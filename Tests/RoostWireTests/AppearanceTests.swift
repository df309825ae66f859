import RoostWire
import Testing

@Suite struct AppearanceTests {
    @Test func `colours arrive as they were sent`() throws {
        let appearance = Appearance(foreground: [1, 2, 3], background: [255, 0])
        #expect(appearance.encoded == [1, 2, 3, 255, 0, 0])
        #expect(try Appearance(decoding: appearance.encoded) == appearance)
    }

    @Test(arguments: 0..<6)
    func `a body that ends early is an error`(count: Int) {
        #expect(throws: WireError.self) { try Appearance(decoding: Array(repeating: 7, count: count)) }
    }
}
