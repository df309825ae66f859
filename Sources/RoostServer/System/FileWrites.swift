import Glibc
import RoostIO

/// Tells when a file is written to (inotify(7)).
///
/// Costs nothing while nobody writes. Belongs to one event loop.
final class FileWrites {
    private let descriptor: Descriptor
    private let watch: Watch

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - path: A file that is there.
    ///   - loop: Where `handler` is called.
    ///   - handler: Called after one or more writes.
    /// - Throws: ``FolderWatch/Failure``, or what ``EventLoop/watch(_:for:_:)`` throws.
    init(to path: String, loop: EventLoop, _ handler: @escaping @Sendable () -> Void) throws {
        let raw = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard raw >= 0 else { throw FolderWatch.Failure(errno: errno) }
        let descriptor = Descriptor(raw)
        let number = unsafe inotify_add_watch(raw, path, UInt32(IN_MODIFY))
        guard number >= 0 else { throw FolderWatch.Failure(errno: errno) }
        watch = try loop.watch(raw, for: .readable) { _ in
            var buffer = [UInt8](repeating: 0, count: 4096)
            guard (try? UnixSocket.read(from: raw, into: &buffer)) ?? nil != nil else { return }
            handler()
        }
        self.descriptor = descriptor
    }

    /// Watches no more.
    func cancel() {
        watch.cancel()
    }
}
