private import CPosix
private import Glibc

/// Waits for descriptors, each known by what it is.
struct Poller: ~Copyable {
    /// What a descriptor is to the keeper.
    enum Role: UInt64 {
        case childSignal = 1
        case pokeListener = 2
        case poke = 3
        case server = 4
        case master = 5
        case child = 6
    }

    /// Something to do for a descriptor.
    struct Ready {
        let role: Role
        let descriptor: Int32
    }

    /// Until what could not be watched is tried again.
    private static let retryMilliseconds: UInt64 = 50

    private let descriptor: Int32
    /// What has to be watched, and could not yet (ENOMEM, ENOSPC).
    private var unwatched: [Ready] = []

    /// Nil when the kernel gives no epoll(7) instance.
    init?() {
        descriptor = roost_poll_create()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        _ = close(descriptor)
    }

    private func key(_ role: Role, _ descriptor: Int32) -> UInt64 {
        role.rawValue << 32 | UInt64(UInt32(bitPattern: descriptor))
    }

    /// Gives false when it cannot be watched.
    @discardableResult func add(_ watched: Int32, as role: Role) -> Bool {
        roost_poll_change(
            descriptor, Int32(ROOST_POLL_ADD), watched, UInt32(ROOST_READABLE), key(role, watched)) == 0
    }

    /// Watches from now on, or as soon as the kernel has room for it.
    mutating func addAtLast(_ watched: Int32, as role: Role) {
        guard !add(watched, as: role) else { return }
        unwatched.append(Ready(role: role, descriptor: watched))
    }

    func change(_ watched: Int32, as role: Role, readable: Bool, writable: Bool) {
        let interest = (readable ? ROOST_READABLE : 0) | (writable ? ROOST_WRITABLE : 0)
        _ = roost_poll_change(
            descriptor, Int32(ROOST_POLL_MODIFY), watched, UInt32(interest), key(role, watched))
    }

    mutating func remove(_ watched: Int32) {
        unwatched.removeAll { $0.descriptor == watched }
        _ = roost_poll_change(descriptor, Int32(ROOST_POLL_REMOVE), watched, 0, 0)
    }

    /// Waits until something is ready or `milliseconds` have passed; nil waits for ever.
    mutating func wait(milliseconds: UInt64?) -> [Ready] {
        var milliseconds = milliseconds
        if !unwatched.isEmpty {
            for late in unwatched where add(late.descriptor, as: late.role) {
                unwatched.removeAll { $0.descriptor == late.descriptor }
            }
            if !unwatched.isEmpty { milliseconds = min(milliseconds ?? .max, Self.retryMilliseconds) }
        }
        var events = Array(repeating: roost_event(), count: 64)
        let timeout = milliseconds.map { Int64(min($0, 1 << 40)) * 1_000_000 } ?? -1
        let count = unsafe roost_poll_wait(descriptor, &events, Int32(events.count), timeout)
        return events.prefix(max(Int(count), 0)).compactMap { event in
            Role(rawValue: event.key >> 32).map {
                Ready(role: $0, descriptor: Int32(truncatingIfNeeded: event.key))
            }
        }
    }
}
