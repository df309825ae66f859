import RoostIO
import RoostModel

/// The folders that a server needs, the lock that makes it the only one for them, and who watches over both.
struct RuntimeFolders: ~Copyable {
    /// Held while this is the only server for its state.
    private var held: Descriptor?
    /// The lock's file, as it was when it was locked.
    private(set) var lock: FileIdentity?
    /// Nil where the kernel has no inotify left for this user.
    var watch: FolderWatch?
    var timer: (any ScheduledWork)?
    /// When the changes began that were not looked at yet.
    var firstChange: ContinuousClock.Instant?
    var hadDatabase = false

    /// Begins with the lock held.
    init(lock: consuming Descriptor) {
        self.lock = FileIdentity.of(lock)
        held = consume lock
    }

    /// All that a server writes to; each for this user alone.
    static func all(_ paths: Paths) -> [String] {
        [paths.state, paths.runtime, paths.journal, paths.log]
    }

    /// What a server for this state holds locked.
    static func lockFile(_ paths: Paths) -> String { paths.state + "/server.lock" }

    /// Locks the file that is there now, instead of the one that was deleted.
    ///
    /// - Returns: False when another server was faster.
    mutating func lockAgain(_ path: String) throws(IOError) -> Bool {
        held = nil
        guard let descriptor = try Files.lock(path) else { return false }
        lock = FileIdentity.of(descriptor)
        held = consume descriptor
        return true
    }

    /// Writes down who has the children.
    mutating func write(_ mark: KeeperMark) {
        guard let descriptor = held.take() else { return }
        LockFile.write(mark.text, to: descriptor)
        held = consume descriptor
    }

    /// The next server may take the lock.
    mutating func release() {
        timer?.cancel()
        watch?.cancel()
        watch = nil
        held = nil
    }
}
