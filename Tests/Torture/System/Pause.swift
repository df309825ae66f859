/// Waiting that a signal to the harness ends.
enum Pause {
    /// - Throws: ``Interrupted``.
    static func checkInterrupted() throws {
        guard !SystemCall.isInterrupted else { throw Interrupted() }
    }

    /// - Throws: ``Interrupted``.
    static func milliseconds(_ count: Double) throws {
        guard count > 0 else { return }
        guard !SystemCall.isInterrupted,
            !SystemCall.sleep(nanoseconds: Int64(count * 1e6), unless: SystemCall.ending)
        else { throw Interrupted() }
    }

    /// Tries again, every few milliseconds, until `condition` holds.
    ///
    /// - Throws: ``Trouble`` when it takes longer than `seconds`.
    static func until(_ what: String, seconds: Double = 30, _ condition: () throws -> Bool) throws {
        let limit = SystemCall.now + Int64(seconds * 1e9)
        while try !condition() {
            guard SystemCall.now < limit else { throw Trouble("waited \(Int(seconds)) s in vain: \(what)") }
            try milliseconds(5)
        }
    }

    /// Seconds that something takes.
    static func measure(_ body: () throws -> Void) rethrows -> Double {
        let start = SystemCall.now
        try body()
        return Double(SystemCall.now - start) / 1e9
    }
}
