/// Decides which program is the server (succession): the one that was named last, or the one before while that cannot live.
///
/// It touches no process; ``RestartPolicy`` says when one is started, and when one is given up.
struct ServerSuccession {
    /// What is started as the server.
    struct Program: Hashable {
        var path: [UInt8]
        var arguments: [[UInt8]]

        /// For the log.
        var name: String { String(decoding: path, as: UTF8.self) }
    }

    /// What comes after a program that was given up.
    enum Next: Hashable {
        /// The one before lived: it is the current one again, and is started at once.
        case previous
        /// That one cannot read what the newer one has written: the newer is the current one, and waits for a poke.
        case newer
        /// There is no other: the current one waits for a poke.
        case none
    }

    private(set) var current: Program
    /// What ran before the current one took its place, as long as that has not lived.
    private var previous: Program?
    /// What could not live before the current one came back.
    private var failed: Program?

    init(_ program: Program) {
        current = program
    }

    /// The current one took another's place and has not lived yet: whoever waits for it should not wait long.
    var isOnTrial: Bool { previous != nil }

    /// Another one is started next.
    mutating func replace(by program: Program) {
        previous = current
        current = program
    }

    /// The current one has lived: what ails it later, an older one would not cure.
    mutating func proved() {
        previous = nil
    }

    /// The current one is given up.
    ///
    /// - Parameter isHopeless: It said itself that it would end the same way again.
    /// - Returns: What is the current one from now on.
    mutating func givenUp(isHopeless: Bool) -> Next {
        if let previous {
            self.previous = nil
            failed = current
            current = previous
            return .previous
        }
        guard isHopeless, let failed else { return .none }
        self.failed = nil
        current = failed
        return .newer
    }
}
