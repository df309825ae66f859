/// Who watches which descriptor, and what epoll(7) was told about it.
///
/// epoll knows one interest for a descriptor, while a socket may well have a reader and a writer that do not know
/// of each other. So the watchers of one descriptor share a registration, and epoll gets the union.
struct WatchTable {
    typealias Handler = @Sendable (Readiness) -> Void

    /// One handler on a descriptor.
    struct Watcher {
        let identifier: UInt64
        var interest: Interest
        let handler: Handler
    }

    /// All handlers on a descriptor.
    struct Registration {
        let descriptor: Int32
        var watchers: [Watcher] = []
        /// What epoll has; empty when the descriptor is not in its set.
        var armed: Interest = []

        /// What epoll should have.
        var wanted: Interest {
            watchers.reduce(into: []) { $0.formUnion($1.interest) }
        }
    }

    /// A handler to call and what to tell it.
    struct Delivery {
        let identifier: UInt64
        let handler: Handler
        let readiness: Readiness
        /// Whether more watchers of the descriptor may want the same event.
        let mayHaveSuccessor: Bool
    }

    private(set) var registrations = SlotTable<Registration>()
    private var keys: [Int32: SlotKey] = [:]
    private var nextIdentifier: UInt64 = 1

    /// The registration of a descriptor, if it has one.
    func key(of descriptor: Int32) -> SlotKey? {
        keys[descriptor]
    }

    /// Makes an empty registration for a descriptor that has none.
    mutating func register(_ descriptor: Int32) -> SlotKey {
        let key = registrations.insert(Registration(descriptor: descriptor))
        keys[descriptor] = key
        return key
    }

    /// Forgets a registration and gives it, so that its handlers end outside the caller's lock.
    mutating func unregister(_ key: SlotKey) -> Registration? {
        guard let registration = registrations.remove(key) else { return nil }
        if keys[registration.descriptor] == key { keys[registration.descriptor] = nil }
        return registration
    }

    /// Adds a handler to a registration and gives its identifier.
    mutating func add(_ handler: @escaping Handler, for interest: Interest, to key: SlotKey) -> UInt64 {
        defer { nextIdentifier += 1 }
        registrations[key]?.watchers.append(
            Watcher(identifier: nextIdentifier, interest: interest, handler: handler))
        return nextIdentifier
    }

    /// Takes a handler out and gives it, so that it ends outside the caller's lock.
    mutating func remove(_ identifier: UInt64, from key: SlotKey) -> Handler? {
        guard let index = index(of: identifier, in: key) else { return nil }
        return registrations[key]?.watchers.remove(at: index).handler
    }

    /// Changes what a handler waits for; false if it is gone.
    mutating func setInterest(_ interest: Interest, of identifier: UInt64, in key: SlotKey) -> Bool {
        guard let index = index(of: identifier, in: key) else { return false }
        registrations[key]?.watchers[index].interest = interest
        return true
    }

    /// A handler, if it is still there.
    func handler(of identifier: UInt64, in key: SlotKey) -> Handler? {
        registrations[key]?.watchers.first { $0.identifier == identifier }?.handler
    }

    /// Notes what epoll has been told.
    mutating func setArmed(_ interest: Interest, of key: SlotKey) {
        registrations[key]?.armed = interest
    }

    /// The first handler after `identifier` that an event concerns.
    func delivery(of readiness: Readiness, to key: SlotKey, after identifier: UInt64) -> Delivery? {
        guard let watchers = registrations[key]?.watchers else { return nil }
        for (index, watcher) in watchers.enumerated() where watcher.identifier > identifier {
            guard !watcher.interest.isEmpty else { continue }
            let concerned = readiness.intersection(
                [.hangUp, .error, Readiness(rawValue: watcher.interest.rawValue)])
            guard !concerned.isEmpty else { continue }
            return Delivery(
                identifier: watcher.identifier, handler: watcher.handler, readiness: concerned,
                mayHaveSuccessor: index + 1 < watchers.count)
        }
        return nil
    }

    private func index(of identifier: UInt64, in key: SlotKey) -> Int? {
        registrations[key]?.watchers.firstIndex { $0.identifier == identifier }
    }
}
