private import CPosix

/// An epoll(7) instance and the eventfd(2) that wakes it.
///
/// Cost: a wait, a change and a wake are one system call each; being woken is none (the eventfd is
/// edge-triggered and nobody reads it).
struct Poller: ~Copyable, Sendable {
    /// One ready descriptor.
    struct Event {
        var key: SlotKey
        var readiness: Readiness
    }

    /// How to change what is polled.
    enum Change {
        case add, modify, remove

        fileprivate var operation: Int32 {
            switch self {
            case .add: Int32(ROOST_POLL_ADD)
            case .modify: Int32(ROOST_POLL_MODIFY)
            case .remove: Int32(ROOST_POLL_REMOVE)
            }
        }
    }

    /// The most events that one wait gives: what a job from another thread has to wait for at most.
    static let eventLimit = 64
    /// The eventfd's key; no ``SlotTable`` gets that far.
    private static let wakeKey = UInt64.max

    /// epoll_ctl(2): the instance, what to do, the descriptor, the interest, the key; 0 or -errno.
    typealias Control = @Sendable (Int32, Int32, Int32, UInt32, UInt64) -> Int32

    /// The kernel's.
    static let system: Control = { roost_poll_change($0, $1, $2, $3, $4) }

    private let control: Control
    private let poll: Descriptor
    private let wakeSource: Descriptor

    init(
        name: String, control: @escaping Control = Self.system
    ) throws(IOError) {
        self.control = control
        let poll = Descriptor(try IOError.check(.createLoop(name: name), roost_poll_create()))
        let wakeSource = Descriptor(
            try IOError.check(.createLoop(name: name), roost_wake_create(poll.raw, Self.wakeKey)))
        self.poll = poll
        self.wakeSource = wakeSource
    }

    /// Changes the interest in a descriptor; answers 0 or `errno`.
    func change(_ change: Change, _ descriptor: Int32, for interest: Interest, key: SlotKey) -> Int32 {
        -control(poll.raw, change.operation, descriptor, interest.rawValue, key.rawValue)
    }

    /// Wakes the thread in ``wait(nanoseconds:into:)``, now or as soon as it gets there.
    func wake() {
        roost_wake(wakeSource.raw)
    }

    /// Waits for events and puts them in place of what `events` holds.
    ///
    /// - Parameters:
    ///   - nanoseconds: How long to wait at most; nil: for ever.
    ///   - events: What is ready; empty after a wake, a signal or the time.
    func wait(nanoseconds: Int64?, into events: inout [Event]) {
        events.removeAll(keepingCapacity: true)
        unsafe withUnsafeTemporaryAllocation(of: roost_event.self, capacity: Self.eventLimit) { ready in
            guard let start = ready.baseAddress else { return }
            let count = unsafe roost_poll_wait(
                poll.raw, start, Int32(Self.eventLimit), nanoseconds.map { max(0, $0) } ?? -1)
            precondition(count >= 0, "epoll_wait(2) fails only for a wrong descriptor or buffer")
            for index in 0..<Int(count) {
                let event = unsafe ready[index]
                guard event.key != Self.wakeKey else { continue }
                events.append(
                    Event(key: SlotKey(rawValue: event.key), readiness: Readiness(rawValue: event.mask)))
            }
        }
    }

    /// CLOCK_MONOTONIC in nanoseconds, the clock of ``wait(nanoseconds:into:)``.
    static var now: Int64 { roost_now() }
}
