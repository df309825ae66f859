internal import RoostIO
import Synchronization

/// The file that a process writes its log to: private, and bounded by rotation.
///
/// Lines go to the file as they come. Before the file grows beyond its limit it becomes `NAME.1`, in place of the one
/// of before, and a new one is begun: a log takes at most twice its limit. A line that cannot be written goes to
/// standard error, for which the keeper has a file of its own.
package final class LogFile: Sendable {
    /// Bytes: months of ordinary use.
    package static let standardLimit = 2 << 20

    package let path: String
    /// Bytes.
    private let limit: Int
    private let file: Mutex<OpenFile>

    /// Nil while the file cannot be opened.
    private struct OpenFile: ~Copyable {
        var file: AppendedFile?
    }

    /// Opens nothing yet: the first line does.
    package init(path: String, limit: Int = standardLimit) {
        self.path = path
        self.limit = limit
        file = Mutex(OpenFile())
    }

    /// Adds a line, which must not have a line end.
    package func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        let failure = file.withLock { open -> IOError? in
            do throws(IOError) {
                var file: AppendedFile
                if let opened = open.file.take() {
                    file = opened
                } else {
                    file = try AppendedFile(path: path)
                }
                if file.size > 0, file.size + bytes.count > limit {
                    try Files.rename(path, to: path + ".1")
                    file = try AppendedFile(path: path)
                }
                try file.append(bytes)
                open.file = consume file
                return nil
            } catch {
                return error
            }
        }
        if let failure { Host.writeError(Array("\(failure)\n".utf8) + bytes) }
    }
}
