import Glibc
import RoostIO

/// Tells when names in some folders, or the folders, go away or are replaced, and when files are written to
/// (inotify(7)).
///
/// Costs nothing while nothing happens. Belongs to one event loop.
final class FolderWatch {
    /// inotify is not to be had: the user has too many of them, or watches too much.
    struct Failure: Error, CustomStringConvertible {
        let errno: Int32
        var description: String { "cannot watch folders: \(Host.message(for: errno))" }
    }

    private let descriptor: Descriptor
    private let watch: Watch

    /// Begins without a folder.
    ///
    /// - Parameters:
    ///   - loop: Where `handler` is called.
    ///   - handler: Gets what happened, in order.
    /// - Throws: ``Failure``, or what ``EventLoop/watch(_:for:_:)`` throws.
    init(loop: EventLoop, _ handler: @escaping @Sendable ([FolderChange]) -> Void) throws {
        let raw = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard raw >= 0 else { throw Failure(errno: errno) }
        let descriptor = Descriptor(raw)
        watch = try loop.watch(raw, for: .readable) { _ in
            var buffer = [UInt8](repeating: 0, count: 4096)
            guard let count = (try? UnixSocket.read(from: raw, into: &buffer)) ?? nil else { return }
            handler(FolderChange.decode(buffer[..<count]))
        }
        self.descriptor = descriptor
    }

    /// Watches a folder; adding one twice changes nothing.
    ///
    /// - Returns: The number of the folder that the path leads to now, as in ``FolderChange/folder``.
    /// - Throws: ``Failure``, with ENOENT when there is none.
    func add(_ path: String) throws(Failure) -> Int32 {
        try add(
            path,
            UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
                | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR))
    }

    /// Watches a file, too: each write to it is a change without a name.
    ///
    /// - Throws: ``Failure``, with ENOENT when there is none.
    func addFile(_ path: String) throws(Failure) {
        _ = try add(path, UInt32(IN_MODIFY))
    }

    private func add(_ path: String, _ events: UInt32) throws(Failure) -> Int32 {
        let number = unsafe inotify_add_watch(descriptor.raw, path, events)
        guard number >= 0 else { throw Failure(errno: errno) }
        return number
    }

    /// Watches no more.
    func cancel() {
        watch.cancel()
    }
}
