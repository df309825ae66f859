/// Bytes of a snapshot that are in many: lines of the scrollback, which do not change any more.
///
/// Each is stored once, however many snapshots have it.
package struct SnapshotPart: Hashable, Sendable {
    /// Where it is in the snapshot.
    package var range: Range<Int>
    /// Where in the terminal's text it begins: two parts with the same number are likely to be the same.
    package var line: Int

    /// Names a part; of those that overlap, are out of order or not in the snapshot nothing is lost, but nothing
    /// is gained by them either.
    package init(range: Range<Int>, line: Int) {
        self.range = range
        self.line = line
    }
}
