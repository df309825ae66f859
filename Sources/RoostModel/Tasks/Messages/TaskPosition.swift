/// Up to where the output of a print-mode task's attempt was read: bytes of each stream since the attempt began.
package struct TaskPosition: Codable, Hashable, Sendable {
    /// Of standard output.
    package var output: UInt64
    /// Of standard error.
    package var errors: UInt64

    /// The beginning, unless something is said.
    package init(output: UInt64 = 0, errors: UInt64 = 0) {
        self.output = output
        self.errors = errors
    }

    /// Of one of the streams.
    package subscript(stream: TaskStream) -> UInt64 {
        get {
            switch stream {
            case .output: output
            case .errors: errors
            }
        }
        set {
            switch stream {
            case .output: output = newValue
            case .errors: errors = newValue
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case output, errors
    }
}
