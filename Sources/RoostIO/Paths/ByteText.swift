/// Bytes that may be no UTF-8 (a path, an argument, a variable) as text that goes through messages, the database and
/// the screen, and comes out as the same bytes.
///
/// A byte that is part of no scalar becomes U+10FF00 plus the byte: the end of the last private-use plane. A scalar
/// that lies there itself is taken byte by byte, so that one text stands for one string of bytes.
package enum ByteText {
    private static let base: UInt32 = 0x10_FF00

    /// Makes text of bytes; UTF-8 is what it says.
    package static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0xF4) { return text }
        var scalars = String.UnicodeScalarView()
        var position = 0
        while position < bytes.count {
            var parser = Unicode.UTF8.ForwardParser()
            var rest = bytes[position...].makeIterator()
            guard case .valid(let encoded) = parser.parseScalar(from: &rest) else {
                scalars.append(stand(for: bytes[position]))
                position += 1
                continue
            }
            let scalar = Unicode.UTF8.decode(encoded)
            if scalar.value >= base {
                scalars.append(contentsOf: encoded.map(stand))
            } else {
                scalars.append(scalar)
            }
            position += encoded.count
        }
        return String(scalars)
    }

    /// The bytes that text stands for.
    package static func bytes(of text: String) -> [UInt8] {
        guard text.utf8.contains(0xF4) else { return Array(text.utf8) }
        return text.unicodeScalars.flatMap { scalar in
            scalar.value >= base
                ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }

    private static func stand(for byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
    }
}
