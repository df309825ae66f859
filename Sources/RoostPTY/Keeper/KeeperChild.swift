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

/// A child that the keeper started on two pipes, and the ends to read from.
package struct PipedChild: ~Copyable, Sendable {
    /// Also its session and process group.
    package let pid: Int32
    /// When it started, in clock ticks since the boot.
    package let start: UInt64
    private let output: Descriptor
    private let errors: Descriptor

    /// Takes over both descriptors.
    package init(pid: Int32, start: UInt64, output: consuming Descriptor, errors: consuming Descriptor) {
        self.pid = pid
        self.start = start
        self.output = output
        self.errors = errors
    }

    /// Gives the pipes away: non-blocking, read by nobody else from now on; the receiver owns both.
    package consuming func takePipes() -> (output: Int32, errors: Int32) { (output.take(), errors.take()) }
}
