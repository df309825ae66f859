import RoostModel
import RoostStore

/// What a session needs of the store: a queue that never blocks.
protocol SessionStore: Sendable {
    /// False while nothing can be written down; see ``Store/isOpen``.
    var isOpen: Bool { get }

    /// Hands a record over; see ``Store/enqueue(_:)``.
    func enqueue(_ record: Store.Record)

    /// Hands output over together with the commands that begin and end in it.
    func enqueue(_ commands: [CommandRecord], after output: Store.Record?)

    /// Waits until all that was handed over before is committed.
    func flush() async throws(StoreError)
}

extension Store: SessionStore {}
