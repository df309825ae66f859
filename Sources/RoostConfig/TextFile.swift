internal import FoundationEssentials
private import Glibc
private import RoostIO

/// Reads and writes the small text files of the configuration.
enum TextFile {
    /// Far above any configuration, far below what would hurt.
    private static let byteLimit = 1 << 20

    /// The text of a file; nil when there is no such file.
    static func read(_ path: String) throws(ConfigError) -> String? {
        let bytes: [UInt8]
        do throws(IOError) {
            bytes = try Files.readAll(path, maximum: byteLimit)
        } catch {
            switch error.errno {
            case ENOENT: return nil
            case EFBIG: throw ConfigError(file: path, cause: "it has more than \(byteLimit) bytes")
            default:
                throw ConfigError(
                    file: path, cause: Host.message(for: error.errno),
                    advice: "make it a file that you can read")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigError(file: path, cause: "it is not UTF-8")
        }
        return text
    }

    /// The TOML files of a folder in order of name; none when there is no such folder.
    static func tomlFiles(in folder: String) throws(ConfigError) -> [(name: String, path: String)] {
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return []
        } catch {
            throw ConfigError(
                file: folder, cause: cause(of: error), advice: "make the folder readable for you")
        }
        return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.sorted()
            .map { (String($0.dropLast(5)), folder + "/" + $0) }
    }

    /// Writes a file for the user alone (0600) in one step: a reader sees the old text or the new.
    ///
    /// The folder is made when it is not there (0700); a file that has this text already is left alone.
    static func write(_ bytes: [UInt8], to path: String) throws(ConfigError) {
        let files = FileManager.default
        let data = Data(bytes)
        if files.contents(atPath: path) == data { return }
        let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try data.write(to: URL(filePath: path), options: .atomic)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw ConfigError(
                operation: .write, file: path, cause: cause(of: error),
                advice: "make the folder writable for you")
        }
    }

    private static func cause(of error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        return switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "No such file or directory"
        case .fileReadNoPermission, .fileWriteNoPermission: "Permission denied"
        case .fileWriteOutOfSpace: "No space left on device"
        case .fileWriteVolumeReadOnly: "Read-only file system"
        default: (error.underlying as? POSIXError).map { Host.message(for: $0.code.rawValue) } ?? "\(error)"
        }
    }
}
