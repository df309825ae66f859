/// What was brought over from a damaged database.
package struct SalvageReport: Hashable, Sendable {
    /// Rows that were brought over, by table.
    package var rows: [String: Int] = [:]
    /// Bytes of output, as the programs printed them.
    package var outputBytes: UInt64 = 0
    /// Rows that could be read and make no sense, and places where nothing could be read.
    package var damages = 0
    /// The time was over, or the disk full, before all was read.
    package var isCutShort = false

    package init() {}
}

extension SalvageReport: CustomStringConvertible {
    /// `3 sessions, 2 workspaces, ...`.
    package var description: String {
        let counts = ["sessions", "workspaces", "commands", "events", "snapshots"].map {
            "\(rows[$0] ?? 0) \($0)"
        }
        return (counts + ["\(outputBytes) bytes of output"]).joined(separator: ", ")
            + (isCutShort ? " (there was no time or no room for more)" : "")
            + (damages > 0 ? " (\(damages) places could not be read)" : "")
    }
}
