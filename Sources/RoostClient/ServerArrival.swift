import RoostIO
package import RoostModel

/// Waits for a server that comes, or comes back: for the moment in which its socket gets its name.
///
/// Make one before the first look, then look and wait in turns: what comes in between is not missed.
package struct ServerArrival {
    /// A server that comes makes a socket; that none will come is seen by looking again after this.
    private static let pause = Duration.milliseconds(200)
    /// The same where the folder cannot be watched.
    private static let blindPause = Duration.milliseconds(20)

    private let folder: String
    /// Nil while the folder is not there, and where the kernel has no watch left.
    private var arrivals: FolderArrivals?

    /// Watches from now on.
    package init(paths: Paths) {
        folder = paths.runtime
        arrivals = FolderArrivals(folder: folder)
    }

    /// Blocks until something has come since the last time, or for a moment.
    package mutating func wait() {
        if let descriptor = arrivals?.descriptor {
            DescriptorWait.untilReadable([descriptor], atMost: Self.pause)
            arrivals?.drain()
        } else {
            DescriptorWait.untilReadable([], atMost: Self.blindPause)
            arrivals = FolderArrivals(folder: folder)
        }
    }
}
