import Glibc
import RoostIO

/// What is written into a lock file by whoever holds it.
enum LockFile {
    /// Replaces the content; it is a hint, so what fails is lost.
    static func write(_ text: String, to lock: borrowing Descriptor) {
        var text = text
        _ = ftruncate(lock.raw, 0)
        _ = text.withUTF8 { unsafe pwrite(lock.raw, $0.baseAddress, $0.count, 0) }
    }
}
