private import CPosix
private import Glibc

/// Owns a descriptor: closes it at the end of its life.
///
/// A watch on it must be cancelled before that. epoll(7) forgets a descriptor by itself only when no other
/// process holds a copy of it.
package struct Descriptor: ~Copyable, Sendable {
    /// The number, to lend to a call; whoever keeps it must not outlive this value.
    package let raw: Int32

    /// Takes over an open descriptor.
    package init(_ raw: Int32) {
        self.raw = raw
    }

    deinit {
        // On Linux the number is free even when close(2) fails, so there is nothing to try again.
        _ = close(raw)
    }

    /// Gives the number away without closing it.
    package consuming func take() -> Int32 {
        let raw = self.raw
        discard self
        return raw
    }

    /// Makes a second descriptor for the same open file, close-on-exec.
    package func duplicate() throws(IOError) -> Descriptor {
        Descriptor(try IOError.check(.duplicate(descriptor: raw), roost_duplicate(raw)))
    }

    /// Sets or clears O_NONBLOCK, for every process that has this open file.
    package func setNonBlocking(_ enabled: Bool = true) throws(IOError) {
        try IOError.check(.configure(descriptor: raw), roost_set_non_blocking(raw, enabled ? 1 : 0))
    }
}
