import Glibc
import RoostIO

/// A descriptor that is kept to be given up when there are no others left.
enum SpareDescriptor {
    /// Nil when there are none left already.
    static func open() -> Descriptor? {
        let raw = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        return raw >= 0 ? Descriptor(raw) : nil
    }
}
