private import Glibc
import RoostIO

/// The first bytes of a file that may be large.
enum FileHead {
    /// At most `count` bytes; nil if it cannot be read.
    static func read(_ path: String, count: Int) -> [UInt8]? {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { return nil }
        let file = Descriptor(number)
        var bytes = [UInt8](repeating: 0, count: count)
        let got = unsafe bytes.withUnsafeMutableBytes {
            unsafe Glibc.read(file.raw, $0.baseAddress, $0.count)
        }
        guard got >= 0 else { return nil }
        return Array(bytes.prefix(got))
    }
}
