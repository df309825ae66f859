import Logging
import RoostIO
import RoostModel
import RoostPTY
import Synchronization

/// The lock that makes a server the only one for its state: taken, or waited for.
///
/// Nothing is asked again and again, the kernel tells all of it: a lock that is let go by a flock(2) that blocks a
/// thread of its own, the end of another keeper by a pidfd, the socket of another server by inotify(7).
struct StateLock {
    /// Nothing comes of waiting.
    struct Busy: Error, CustomStringConvertible {
        let description: String
    }

    private let path: String
    private let paths: Paths
    private let keeper: Int32
    private let limits: LockContest.Limits

    /// - Parameters:
    ///   - paths: Where the state is.
    ///   - keeper: The keeper that has started this server.
    ///   - limits: How long is waited for what.
    init(_ paths: Paths, keeper: Int32, limits: LockContest.Limits = .init()) {
        self.limits = limits
        self.path = RuntimeFolders.lockFile(paths)
        self.paths = paths
        self.keeper = keeper
    }

    /// Takes the lock; blocks the thread, four seconds at most.
    ///
    /// - Returns: The lock, until it is closed; nil when another server takes the clients.
    /// - Throws: ``Busy``, or ``IOError``.
    func take() throws -> Descriptor? {
        let began = ContinuousClock.now
        let arrivals = FolderArrivals(folder: paths.runtime)
        var waiter: LockWaiter?
        while true {
            arrivals?.drain()
            var rival = rival
            let elapsed = began.duration(to: .now)
            let contest = LockContest(limits: limits, isSecond: rival.isAlive)
            switch contest.step(after: elapsed, isServed: { isServed }) {
            case .giveWay: return nil
            case .refuse:
                throw Busy(description: "another server works with \(paths.state) already (see \(path))")
            case .wait:
                // A lock that was waited for is the rival's.
                if waiter?.isDone == true { waiter = nil }
            case .lock:
                rival.end = nil
                if let asked = waiter, asked.isDone {
                    waiter = nil
                    if let lock = try asked.takeLock(), isCurrent(lock) { return lock }
                }
                if waiter == nil {
                    if let lock = try Files.lock(path) { return lock }
                    waiter = try LockWaiter(path)
                }
            }
            let descriptors = [arrivals?.descriptor, rival.end?.raw, waiter?.descriptor].compactMap(\.self)
            DescriptorWait.untilReadable(descriptors, atMost: contest.rest(after: began.duration(to: .now)))
        }
    }

    /// The keeper that has the children, if that is another one than this server's.
    private struct Rival: ~Copyable {
        var isAlive = false
        /// Readable when it has ended.
        var end: Descriptor?
    }

    private var rival: Rival {
        guard let mark = KeeperMark.read(path), mark.pid != keeper else { return Rival() }
        // The handle comes first: if the process is the one that was marked, it is what the handle names.
        let end = ProcessFacts.end(of: mark.pid)
        return mark.isAlive ? Rival(isAlive: true, end: end) : Rival()
    }

    private var isServed: Bool { (try? UnixSocket.connect(to: paths.socket)) != nil }

    /// The file may have been deleted while it was waited for, and be another's lock by now.
    private func isCurrent(_ lock: borrowing Descriptor) -> Bool {
        FileIdentity.at(path) == FileIdentity.of(lock)
    }
}
