/// A part of a session's output.
package struct RecordedOutput: Hashable, Sendable {
    /// Bytes that follow each other.
    package struct Run: Hashable, Sendable {
        /// Of the first byte, since the session's first output.
        package var offset: UInt64
        /// What was printed.
        package var bytes: [UInt8]

        package init(offset: UInt64, bytes: [UInt8]) {
            self.offset = offset
            self.bytes = bytes
        }
    }

    /// In order; a gap between two is output that is gone.
    ///
    /// Empty: there is nothing from the offset on.
    package var runs: [Run]

    package init(runs: [Run]) {
        self.runs = runs
    }
}

extension RecordedOutput {
    /// Where a run lies, as it is written: its bytes follow those of the run before, beside the message.
    struct Extent: Codable, Hashable, Sendable {
        var offset: UInt64
        /// Bytes.
        var length: Int
    }

    /// Of all runs.
    var extents: [Extent] { runs.map { Extent(offset: $0.offset, length: $0.bytes.count) } }

    /// Of all runs, one after the other.
    var bytes: [UInt8] { runs.flatMap(\.bytes) }

    /// Cuts the bytes into runs.
    ///
    /// - Throws: ``WireError/truncated`` when there are fewer than the extents say.
    init(extents: [Extent], bytes: [UInt8]) throws(WireError) {
        var reader = ByteReader(bytes[...])
        runs = []
        for extent in extents {
            runs.append(Run(offset: extent.offset, bytes: Array(try reader.read(count: extent.length))))
        }
    }
}
