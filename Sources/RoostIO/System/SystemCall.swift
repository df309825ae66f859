private import Glibc

/// The CPosix calls that take pointers, as calls that take values.
///
/// All answer 0 or more on success and -errno on failure, like CPosix. A path with a NUL in it would be cut short
/// by C: such calls answer -EINVAL.
enum SystemCall {
    /// What strerror_r(3) says about a code.
    static func message(for code: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let start = buffer.baseAddress else { return "error \(code)" }
            unsafe start.initialize(repeating: 0, count: buffer.count)
            guard unsafe strerror_r(code, start, buffer.count) == 0 else { return "error \(code)" }
            return unsafe String(cString: start)
        }
    }

    /// Calls C with a path.
    static func withPath(_ path: String, _ call: (UnsafePointer<CChar>) -> Int32) -> Int32 {
        guard !path.utf8.contains(0) else { return -EINVAL }
        return unsafe path.withCString(call)
    }
}
