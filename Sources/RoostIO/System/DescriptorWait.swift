private import Glibc

/// Waiting without a loop, for a thread that has nothing else to do.
package enum DescriptorWait {
    /// Blocks until one of the descriptors has something to read, is at its end or has failed; or for so long.
    package static func untilReadable(_ descriptors: [Int32], atMost time: Duration) {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let (seconds, attoseconds) = max(time, .zero).components
        let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        // A signal that does not end the process is a reason to look, too.
        _ = unsafe poll(&entries, nfds_t(entries.count), Int32(clamping: milliseconds))
    }
}
