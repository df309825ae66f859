private import FoundationEssentials
package import RoostClient
import RoostIO
package import RoostModel

extension TokenKeys {
    /// Holds the secrets instead of the file: one or several, with commas or line ends between them.
    package static let variable = "ROOST_GATEWAY_SECRETS"

    /// Where the secrets are.
    package static func path(_ paths: Paths) -> String { paths.config + "/gateway.secrets" }

    /// Reads the secrets of the environment, or the file; makes the file with one if there is none.
    ///
    /// - Parameters:
    ///   - paths: Where the file is.
    ///   - environment: The process's.
    /// - Returns: At least one key.
    /// - Throws: ``ClientError`` for secrets that are none, or a file that others can read.
    package static func load(paths: Paths, environment: [String: String]) throws(ClientError) -> TokenKeys {
        if let text = environment[variable] {
            return try read(text.replacing(",", with: "\n"), from: variable)
        }
        let path = path(paths)
        let bytes: [UInt8]
        do throws(SystemError) {
            if !Host.exists(path) {
                try Files.makePrivateDirectory(paths.config)
                let text = """
                    # Signs the tokens of roost-gateway: KID SECRET, the first line signs new ones.
                    k1 \(TokenMaker.secret())

                    """
                try Files.writeAtomically(Array(text.utf8), to: path)
            }
            bytes = try Files.readAll(path, maximum: 1 << 20)
        } catch {
            throw ClientError(
                .refused, "read the gateway's secrets", cause: "\(error)", advice: "check \(path)")
        }
        try checkMode(path)
        return try read(String(decoding: bytes, as: UTF8.self), from: path)
    }

    private static func read(_ text: String, from place: String) throws(ClientError) -> TokenKeys {
        do throws(Problem) {
            return try TokenKeys(text)
        } catch {
            throw ClientError(
                .refused, "read the secrets in \(place)", cause: "\(error)",
                advice: "put lines of KID SECRET into it, or remove it to get a new one")
        }
    }

    /// Nobody else may read it.
    private static func checkMode(_ path: String) throws(ClientError) {
        guard let (_, mode) = Files.permissions(of: path) else { return }
        guard mode & 0o077 == 0 else {
            throw ClientError(
                .untrusted, "use the secrets in \(path)",
                cause: "others may read them (mode \(String(mode, radix: 8)))", advice: "chmod 600 \(path)")
        }
    }
}
