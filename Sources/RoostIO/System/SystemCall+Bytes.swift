private import CPosix

extension SystemCall {
    /// Reads into the front of `buffer`; answers how many bytes.
    static func read(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
        unsafe buffer.withUnsafeMutableBytes { unsafe roost_read(descriptor, $0.baseAddress, $0.count) }
    }

    /// Writes what follows `offset`; answers how many bytes.
    static func write(_ descriptor: Int32, _ bytes: [UInt8], from offset: Int, isSocket: Bool) -> Int {
        unsafe bytes.withUnsafeBytes {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: $0[offset...])
            return unsafe roost_write(descriptor, rest.baseAddress, rest.count, isSocket ? 1 : 0)
        }
    }
}
