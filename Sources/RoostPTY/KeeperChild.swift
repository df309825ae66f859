package import RoostIO

/// A child that the keeper started, and its master.
package struct KeeperChild: ~Copyable, Sendable {
    /// Also its session and process group.
    package let pid: Int32
    /// When it started, in clock ticks since the boot; to be kept, for ``KeeperConnection/adopt(session:pid:start:master:)``.
    package let start: UInt64
    private let master: Descriptor

    /// Takes over the master.
    package init(pid: Int32, start: UInt64, master: consuming Descriptor) {
        self.pid = pid
        self.start = start
        self.master = master
    }

    /// Gives the master away: non-blocking, read by nobody else from now on.
    package consuming func takeMaster() -> Descriptor { master }
}
