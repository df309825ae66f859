private import CPosix
private import Glibc

/// The thread of an event loop.
enum LoopThread {
    /// Swift's demangler and SQLite are the deepest callers; pages that nobody touches cost nothing.
    private static let stackByteCount = 1 << 20

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Identifies the calling thread as long as it lives; never 0.
    static var current: UInt { UInt(pthread_self()) }

    /// Lets the calling thread run as soon as it is woken, on a machine with other work.
    static func preferLatency() { roost_thread_prefer_latency() }

    /// Runs `body` on a new, detached thread.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(IOError) {
        let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
        let answer = unsafe roost_thread_start(
            stackByteCount,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                unsafe roost_thread_name(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard answer == 0 else {
            unsafe start.release()
            throw IOError(.startThread(name: name), errno: -answer)
        }
    }
}
