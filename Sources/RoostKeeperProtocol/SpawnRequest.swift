/// A child to start on a new pseudoterminal.
///
/// Strings are bytes, as the kernel has them.
package struct SpawnRequest: Hashable, Sendable {
    /// The name of the session, chosen by the server and never used twice.
    package var session: UInt64
    package var rows: UInt16
    package var columns: UInt16
    /// What to run: a path, or a name that is looked up in the PATH of `environment`.
    package var path: [UInt8]
    /// The working directory.
    package var directory: [UInt8]
    /// All arguments, from the zeroth; never empty.
    package var arguments: [[UInt8]]
    /// All of the environment, `NAME=value` each.
    package var environment: [[UInt8]]

    /// All fields, as they go over the wire.
    package init(
        session: UInt64, rows: UInt16, columns: UInt16, path: [UInt8], directory: [UInt8],
        arguments: [[UInt8]], environment: [[UInt8]]
    ) {
        self.session = session
        self.rows = rows
        self.columns = columns
        self.path = path
        self.directory = directory
        self.arguments = arguments
        self.environment = environment
    }

    /// The same from text: runs `arguments[0]` unless `path` names something else.
    package init(
        session: UInt64, rows: UInt16, columns: UInt16, path: String? = nil, directory: String,
        arguments: [String], environment: [String: String]
    ) {
        self.init(
            session: session, rows: rows, columns: columns, path: Array((path ?? arguments.first ?? "").utf8),
            directory: Array(directory.utf8), arguments: arguments.map { Array($0.utf8) },
            environment: environment.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8) })
    }

    func encode(into writer: inout ByteWriter) {
        writer.write(session)
        writer.write(rows)
        writer.write(columns)
        writer.write(string: path)
        writer.write(string: directory)
        writer.write(list: arguments)
        writer.write(list: environment)
    }

    init?(session: UInt64, from reader: inout ByteReader) {
        guard let rows = reader.integer(UInt16.self), let columns = reader.integer(UInt16.self),
            let path = reader.string(), let directory = reader.string(), let arguments = reader.list(),
            let environment = reader.list()
        else { return nil }
        self.init(
            session: session, rows: rows, columns: columns, path: path, directory: directory,
            arguments: arguments, environment: environment)
    }
}
