private import CPosix

/// What a watch waits for.
///
/// The empty set pauses the watch: nothing is reported then, not even a hang-up, so that a peer that is gone
/// cannot keep the loop busy while its owner is not ready to read.
package struct Interest: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There are bytes, a connection or an end of file to take.
    package static let readable = Interest(rawValue: UInt32(ROOST_READABLE))
    /// There is room to write.
    package static let writable = Interest(rawValue: UInt32(ROOST_WRITABLE))
}

/// What a descriptor is ready for; level-triggered, so it is reported until it is dealt with.
package struct Readiness: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There are bytes, a connection or an end of file to take.
    package static let readable = Readiness(rawValue: UInt32(ROOST_READABLE))
    /// There is room to write.
    package static let writable = Readiness(rawValue: UInt32(ROOST_WRITABLE))
    /// Both directions are closed (EPOLLHUP), reported whatever the interest; bytes may still wait to be read.
    package static let hangUp = Readiness(rawValue: UInt32(ROOST_HANG_UP))
    /// The descriptor failed (EPOLLERR), reported whatever the interest; the next read or write says how.
    package static let error = Readiness(rawValue: UInt32(ROOST_FAILED))
}
