import Testing

@testable import RoostTerminal

@Suite struct UTF8ScalarTests {
    @Test func `every character is read and waited for`() {
        for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 37) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            #expect(UTF8Scalar(bytes[...]) == .scalar(scalar, bytes.count))
            for count in 1..<bytes.count { #expect(UTF8Scalar(bytes.prefix(count)) == .incomplete) }
        }
    }

    /// The standard library is the witness for what is not UTF-8.
    @Test func `two bytes are judged as the standard library does`() {
        for lead in UInt8(0x80)...0xFF {
            for second in UInt8(0)...0xFF {
                let isValid = String(validating: [lead, second], as: UTF8.self) != nil
                if case .scalar = UTF8Scalar([lead, second]) {
                    #expect(isValid)
                } else {
                    #expect(!isValid || second < 0x80)
                }
            }
        }
    }
}
