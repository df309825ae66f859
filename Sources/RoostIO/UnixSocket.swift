private import CPosix
private import Glibc

/// Unix stream sockets: same user only, non-blocking, close-on-exec, with descriptors passed along.
package enum UnixSocket {
    /// Connections that wait to be accepted; the next one is told EAGAIN.
    private static let backlog: Int32 = 128

    /// Listens at a path, which only this user may connect to (mode 0600 from the first instant).
    ///
    /// The file gets its name when connections are taken already: whoever waits for the name need not try again.
    /// A socket file that nobody listens at any more is replaced. Two processes that do this at once could replace
    /// each other's: hold a lock (``Files/lock(_:)``) around it.
    ///
    /// - Parameter path: May be longer than `sun_path`, as long as its last part is not (unix(7): 108 bytes).
    /// - Returns: What ``accept(_:)-(Int32)`` takes connections from; closing it leaves the file.
    /// - Throws: ``IOError`` with EADDRINUSE if someone listens there, EEXIST if something else is in the way, and
    ///   what socket(2), bind(2) and open(2) say.
    package static func listen(at path: String) throws(IOError) -> Descriptor {
        try withShortPath(path, .listen(path: path)) { short in
            var facts = SystemCall.FileFacts()
            if SystemCall.inspect(short, &facts) == 0 {
                guard facts.isSocket else { return -EEXIST }
                let probe = SystemCall.connect(short)
                guard probe == -ECONNREFUSED else {
                    if probe >= 0 { _ = close(probe) }
                    return -EADDRINUSE
                }
            }
            let hidden = hiddenName(beside: short)
            // One that was killed in this very place has left its own.
            _ = SystemCall.unlink(hidden)
            let listener = SystemCall.listen(hidden, backlog: backlog)
            guard listener >= 0 else { return listener }
            let answer = SystemCall.rename(hidden, to: short)
            guard answer == 0 else {
                _ = close(listener)
                _ = SystemCall.unlink(hidden)
                return answer
            }
            return listener
        }
    }

    /// Another name in the folder of a path, not longer: it fits into an address wherever the path does, and nowhere else.
    private static func hiddenName(beside path: String) -> String {
        path.dropLast() + (path.hasSuffix("~") ? "_" : "~")
    }

    /// Connects to a listener of the same user; waits only while too many others wait to be accepted.
    ///
    /// - Parameters:
    ///   - path: May be longer than `sun_path`, like that of ``listen(at:)``.
    ///   - patience: How many milliseconds to wait at most; below 0 without an end.
    /// - Returns: The connection, non-blocking.
    /// - Throws: ``IOError`` with ENOENT or ECONNREFUSED if nobody listens, EAGAIN if too many wait all the time,
    ///   EACCES if the listener belongs to another user.
    package static func connect(to path: String, patience: Int32 = 0) throws(IOError) -> Descriptor {
        let descriptor = try withShortPath(path, .connect(path: path)) {
            SystemCall.connect($0, patience: Int64(patience))
        }
        guard try peer(of: descriptor.raw).uid == geteuid() else {
            throw IOError(.connect(path: path), errno: EACCES)
        }
        return descriptor
    }

    /// Takes the next connection of the same user; those of others are closed.
    ///
    /// - Returns: nil if none waits.
    /// - Throws: ``IOError``; with EMFILE and ENFILE the connection goes on waiting, so pause the watch.
    package static func accept(_ listener: Int32) throws(IOError) -> Descriptor? {
        while true {
            let answer = roost_socket_accept(listener)
            guard answer != -EAGAIN else { return nil }
            let descriptor = Descriptor(try IOError.check(.accept(descriptor: listener), answer))
            if try peer(of: descriptor.raw).uid == geteuid() { return descriptor }
        }
    }

    /// Takes the next connection of the same user, like ``accept(_:)-(Int32)``.
    package static func accept(_ listener: borrowing Descriptor) throws(IOError) -> Descriptor? {
        try accept(listener.raw)
    }

    /// Who was at the other end when it was connected (SO_PEERCRED).
    package static func peer(of descriptor: Int32) throws(IOError) -> (uid: UInt32, pid: Int32) {
        var (uid, pid): (UInt32, Int32) = (.max, 0)
        try IOError.check(
            .identifyPeer(descriptor: descriptor), SystemCall.peer(descriptor, uid: &uid, pid: &pid))
        return (uid, pid)
    }

    /// Two connected sockets.
    package static func pair() throws(IOError) -> SocketPair {
        var (first, second): (Int32, Int32) = (-1, -1)
        try IOError.check(.makePair, SystemCall.pair(&first, &second))
        return SocketPair(first: Descriptor(first), second: Descriptor(second))
    }

    /// Makes a path that fits into `sun_path` through the directory's entry in /proc, and calls with it.
    private static func withShortPath(
        _ path: String, _ operation: @autoclosure () -> IOError.Operation, _ call: (String) -> Int32
    ) throws(IOError) -> Descriptor {
        guard path.utf8.count > Int(roost_socket_path_limit()) else {
            return Descriptor(try IOError.check(operation(), call(path)))
        }
        guard let slash = path.lastIndex(of: "/") else { throw IOError(operation(), errno: ENAMETOOLONG) }
        let directory = Descriptor(
            try IOError.check(operation(), SystemCall.openDirectory(String(path[...slash]))))
        let short = "/proc/self/fd/\(directory.raw)/\(path[path.index(after: slash)...])"
        return Descriptor(try IOError.check(operation(), call(short)))
    }
}

/// Both ends of a ``UnixSocket/pair()``.
package struct SocketPair: ~Copyable, Sendable {
    package var first: Descriptor
    package var second: Descriptor

    /// Gives both numbers away without closing them.
    package consuming func take() -> (first: Int32, second: Int32) {
        (first.take(), second.take())
    }
}
