import Foundation
import RoostIO

/// The database's file and folder: only their owner may read them.
struct StoreFile {
    let path: String

    private var files: FileManager { FileManager.default }
    private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

    /// Makes the folder and an empty file where there are none.
    func prepare() throws {
        do {
            try prepareFolder()
        } catch {
            throw StoreError.cannotOpen(path: folder, cause: Self.cause(of: error))
        }
        let type: FileAttributeType?
        do {
            // Never by a look first: a look that fails does not say that there is no file.
            try Files.makeFile(path)
            type = try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        } catch let error as IOError {
            throw StoreError.cannotOpen(path: path, cause: Host.message(for: error.errno))
        } catch {
            throw StoreError.cannotOpen(path: path, cause: Self.cause(of: error))
        }
        guard type == .typeRegular else {
            throw StoreError.cannotOpen(path: path, cause: "it is no regular file")
        }
        try restrict()
    }

    private func prepareFolder() throws {
        guard let attributes = try? files.attributesOfItem(atPath: folder) else {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return
        }
        // A folder that others write to, like /tmp, is not ours to close.
        if let mode = attributes[.posixPermissions] as? Int, mode & 0o077 != 0, mode & 0o002 == 0 {
            try? files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        }
    }

    /// Takes everybody else's rights to the file and its log.
    func restrict() throws {
        for name in [path, path + "-wal", path + "-shm"] {
            guard let mode = try? files.attributesOfItem(atPath: name)[.posixPermissions] as? Int,
                mode & 0o177 != 0
            else { continue }
            do {
                try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: name)
            } catch {
                throw StoreError.cannotOpen(path: name, cause: Self.cause(of: error))
            }
        }
    }

    /// A write-ahead log lies beside the file, with something in it.
    var hasLog: Bool { logByteCount > 0 }

    /// Bytes of the write-ahead log; 0 without one.
    var logByteCount: Int64 {
        (try? files.attributesOfItem(atPath: path + "-wal")[.size] as? Int64) ?? 0
    }

    /// Bytes on the disk, log included.
    var byteCount: Int64 {
        [path, path + "-wal", path + "-shm"].reduce(0) { sum, name in
            sum + ((try? files.attributesOfItem(atPath: name)[.size] as? Int64) ?? 0)
        }
    }

    /// Bytes of the file alone; nil without it.
    var size: Int? {
        (try? files.attributesOfItem(atPath: path)[.size] as? Int64).map { Int(clamping: $0) }
    }

    /// Makes a copy of the file alone, in the place of what may lie there; false when that cannot be done.
    func copy(to other: String) -> Bool {
        StoreFile(path: other).remove()
        return (try? files.copyItem(atPath: path, toPath: other)) != nil
    }

    /// Takes the file and its log away, if they are there.
    func remove() {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: path + suffix) }
    }

    /// The system's own words where it has some.
    static func cause(of error: any Error) -> String {
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain {
            return cause.localizedDescription
        }
        return error.localizedDescription
    }
}
