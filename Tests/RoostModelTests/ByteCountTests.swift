import RoostModel
import Testing

@Suite struct ByteCountTests {
    @Test(arguments: [
        (0, "0 B"), (10_239, "10239 B"), (10_240, "10 KiB"), (10 << 20, "10 MiB"),
        ((10 << 20) - 1, "10239 KiB"),
        (Int.max, "8589934591 GiB"),
    ])
    func `bytes are told in a unit that fits`(bytes: Int, text: String) {
        #expect(ByteCount(bytes).description == text)
    }
}
