import Foundation
import RoostModel

/// A folder of its own for a test, with the configuration in it; gone with the value.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path() + "roost-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var paths: Paths { Paths(environment: ["ROOST_HOME": path]) }

    /// Writes a file below the folder and gives its path back.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try writeBytes(Array(text.utf8), to: name)
    }

    @discardableResult
    func writeBytes(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }
}
