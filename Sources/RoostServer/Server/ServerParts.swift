import RoostIO
import RoostModel
import RoostPTY
import RoostStore

/// What a server is made of; a test gives it parts of its own.
struct ServerParts: Sendable {
    let paths: Paths
    /// Where the server itself lives.
    let loop: EventLoop
    /// Where what may take long is read from the store.
    let readers: EventLoop
    /// Where sessions live; may be `loop` alone.
    let sessionLoops: [EventLoop]
    let store: Store
    let keepers: any KeeperSource
    /// Where print-mode tasks are read, so that their floods stand in nobody's way; nil: on `loop`.
    var taskLoop: EventLoop?
    var clock: any ServerClock = SystemClock()
    /// What the server was started with: for tasks whose caller is not known any more.
    var environment: [String: String] = [:]
    /// False with `ROOST_PERSISTENCE=off`, which is there to measure what it costs to keep output.
    ///
    /// What programs print is lost with the server then.
    var keepsOutput = true
    /// The path of `roost`, for what programs call by themselves; nil: they call nothing.
    var command: String?
    /// Where whoever started the server waits for a byte; nil: nobody does.
    var ready: Int32?

    /// Which loop a session lives on: round robin.
    func loop(for id: SessionID) -> EventLoop {
        sessionLoops[Int(id.rawValue % UInt64(sessionLoops.count))]
    }

    /// What a session is made of.
    func session(
        _ id: SessionID, of identity: ServerIdentity, delegate: any SessionDelegate
    ) -> SessionParts {
        SessionParts(
            loop: loop(for: id), clock: clock, store: store, lastKeystroke: identity.lastKeystroke,
            traffic: identity.traffic, delegate: delegate)
    }

    /// Where a session is put together at the start: on its own loop, beside others, and never on the server's.
    func restoringLoop(for id: SessionID) -> EventLoop {
        let own = loop(for: id)
        return own === loop ? readers : own
    }
}
