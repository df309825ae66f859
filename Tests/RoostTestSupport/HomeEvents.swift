private import CPosix
private import Glibc
private import Foundation

/// Tells that something has happened in a home: a file was made, changed or removed, or a process has ended.
///
/// inotify(7) and pidfd_open(2). What is not seen there, such as a change in memory alone, is looked for after
/// ``longest`` all the same.
final class HomeEvents {
    /// In milliseconds.
    private static let longest: Int32 = 250

    private let path: String
    private let descriptor: Int32

    /// - Parameter path: The folder with everything in it; folders in it may come later.
    init(path: String) {
        self.path = path
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Begins to notice what happens from now on.
    func begin() {
        let wanted = UInt32(
            IN_CREATE | IN_DELETE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_ATTRIB | IN_DELETE_SELF)
        let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for folder in [path] + inside.map({ "\(path)/\($0)" }) {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
                isFolder.boolValue
            else { continue }
            _ = unsafe inotify_add_watch(descriptor, folder, wanted)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while unsafe read(descriptor, &buffer, buffer.count) > 0 {}
    }

    /// Blocks until something has happened since ``begin()``, to the files or to one of some processes.
    func wait(_ processes: [Int32]) {
        let ends = processes.map { roost_pidfd_open($0) }.filter { $0 >= 0 }
        defer { for end in ends { close(end) } }
        var polls = ([descriptor] + ends).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = unsafe Glibc.poll(&polls, nfds_t(polls.count), Self.longest)
    }
}
