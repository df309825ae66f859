import NIOCore

extension NIOCore.EventLoop {
    /// The loop as the executor of an actor, which lives no longer than it.
    @safe var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
}
