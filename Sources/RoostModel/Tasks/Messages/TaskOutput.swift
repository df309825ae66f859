/// One of the two streams that a print-mode task's process writes.
package enum TaskStream: String, Codable, CaseIterable, Hashable, Sendable {
    /// Standard output.
    case output
    /// Standard error.
    case errors
}

/// Bytes that a print-mode task's process wrote, as it wrote them.
package struct TaskOutput: Hashable, Sendable {
    package var stream: TaskStream
    /// Bytes of the stream before these, since the attempt began.
    package var offset: UInt64
    package var bytes: [UInt8]

    /// Bytes at their place.
    package init(stream: TaskStream, offset: UInt64, bytes: [UInt8]) {
        self.stream = stream
        self.offset = offset
        self.bytes = bytes
    }
}
