import Testing

@testable import RoostGateway

@Suite struct Base64URLTests {
    @Test func `bytes come back, whatever their number`() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 190) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `texts of the RFC`(plain: String, encoded: String) {
        #expect(Base64URL.encode(plain.utf8) == encoded)
    }

    @Test(arguments: ["Zg==", "Zh", "Z", "Zm9v ", "Zm8+", "Zm8/", "Zm9\n", "Zm9é"])
    func `what is never written is not read`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
