private import Glibc

/// Tells that a name has come into a folder (inotify(7)): its descriptor is readable then.
///
/// A name comes by rename(2), as that of a socket does (``UnixSocket/listen(at:)``). Costs nothing while none comes.
package final class FolderArrivals: Sendable {
    private let inotify: Descriptor

    /// Watches a folder from now on: look for the name once more after this.
    ///
    /// - Returns: Nil where the folder is not there, or the kernel has no watch left for this user.
    package init?(folder: String) {
        let raw = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard raw >= 0 else { return nil }
        let inotify = Descriptor(raw)
        guard unsafe inotify_add_watch(raw, folder, UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR)) >= 0 else {
            return nil
        }
        self.inotify = inotify
    }

    /// To wait for; nothing but this value reads it.
    package var descriptor: Int32 { inotify.raw }

    /// Forgets what has come so far.
    package func drain() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let room = buffer.count
        while unsafe read(inotify.raw, &buffer, room) > 0 {}
    }
}
