/// Scrollback lines, in the compact form of `Line.encode(into:)`, one after the other.
package struct ScrollbackPage: Hashable, Sendable {
    /// The number of the first line.
    package var first: Int
    /// How many there are.
    package var count: Int
    /// Their bytes; raw beside the message, too.
    package var lines: [UInt8]

    package init(first: Int, count: Int, lines: [UInt8]) {
        self.first = first
        self.count = count
        self.lines = lines
    }
}
