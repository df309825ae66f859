/// A number of bytes as a person reads it: `512 B`, `37 KiB`, `4 GiB`, in the largest unit that says at least two digits.
package struct ByteCount: Hashable, Sendable, CustomStringConvertible {
    private let bytes: Int64

    /// Counts what is 0 or more.
    package init(_ bytes: some BinaryInteger) {
        self.bytes = Int64(clamping: bytes)
    }

    /// The number, rounded down, with its unit.
    package var description: String {
        switch bytes {
        case ..<(10 << 10): "\(bytes) B"
        case ..<(10 << 20): "\(bytes >> 10) KiB"
        case ..<(10 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }
}
