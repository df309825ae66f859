/// The segments of a directory as they were at one moment, by session: for looking up many without reading the
/// directory again.
package struct JournalFiles: Sendable {
    private let names: [UInt64: [JournalName]]

    /// Reads the directory once.
    ///
    /// - Throws: ``JournalError``; a directory that does not exist has none.
    package init(directory: String) throws(JournalError) {
        names = Dictionary(grouping: try Journal.segments(in: directory), by: \.session)
    }

    /// By offset.
    func names(of session: UInt64) -> [JournalName] { names[session] ?? [] }
}
