import Foundation
import RoostTestSupport
import Testing

extension Home {
    /// A home whose `claude` is a script, for the time of `body`.
    static func with(
        claude script: String, configuration: String = "", _ body: (Home) async throws -> Void
    ) async throws {
        try await Home.with { home in
            let folder = home.path + "/bin"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let isWritten = FileManager.default.createFile(
                atPath: folder + "/claude", contents: Data(script.utf8),
                attributes: [.posixPermissions: 0o755])
            #expect(isWritten)
            let providers = home.path + "/r/providers"
            try FileManager.default.createDirectory(
                atPath: providers, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try Data("commands = [\"\(folder)/claude\"]\n".utf8)
                .write(to: URL(fileURLWithPath: providers + "/claude.toml"))
            let file = FileManager.default.createFile(
                atPath: home.path + "/r/config.toml", contents: Data(configuration.utf8),
                attributes: [.posixPermissions: 0o600])
            #expect(file)
            try await body(home)
        }
    }
}
