private import CPosix

/// A detached thread with a name.
package enum NamedThread {
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

    /// Runs `body` on a new, detached thread.
    ///
    /// - Parameters:
    ///   - name: The first 15 bytes show in ps(1) and debuggers.
    ///   - body: What it does until it ends.
    /// - Throws: ``IOError`` with EAGAIN where there may be no more threads; `body` never runs then.
    package static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(IOError) {
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
