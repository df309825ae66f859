import Foundation
package import RoostModel

/// A folder of its own for a test, its owner's alone; gone with the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        // Short: paths of sockets are limited.
        path = "/tmp/roost-test.\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    /// The paths of a roost that has its home here.
    package var paths: Paths { Paths(environment: ["ROOST_HOME": path]) }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A folder for the time of `body`, which gets its path.
    package static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(folder.path) }
    }

    /// What is in the folder, sorted.
    package var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    /// Writes a file below the folder, in folders that are made if they are missing.
    ///
    /// - Returns: Its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(bytes: Array(text.utf8), to: name)
    }

    /// Writes a file below the folder, in folders that are made if they are missing.
    ///
    /// - Returns: Its path.
    @discardableResult
    package func write(bytes: [UInt8], to name: String) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }
}
