private import CPosix
private import Glibc

/// The thread of an event loop.
enum LoopThread {
    /// Identifies the calling thread as long as it lives; never 0.
    static var current: UInt { UInt(pthread_self()) }

    /// Lets the calling thread run as soon as it is woken, on a machine with other work.
    static func preferLatency() { roost_thread_prefer_latency() }
}
