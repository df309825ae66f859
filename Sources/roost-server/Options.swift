/// The command line of the server.
struct Options: Equatable {
    /// The socket to the keeper.
    let keeperDescriptor: Int32
    /// Gets one byte as soon as clients can connect; nil: nobody waits.
    let readyDescriptor: Int32?

    /// Nil when an argument is unknown, has no number or is missing.
    ///
    /// The words `server run` may come first: a server from before this program was one of its own tells the
    /// keeper at an upgrade to start its successor with them.
    init?(arguments: [String]) {
        let words = arguments.starts(with: ["server", "run"]) ? arguments.dropFirst(2) : arguments[...]
        var descriptors: [String: Int32] = [:]
        var rest = words.makeIterator()
        while let name = rest.next() {
            guard ["--keeper-fd", "--ready-fd"].contains(name),
                let number = rest.next().flatMap({ Int32($0) }),
                number > 2
            else { return nil }
            descriptors[name] = number
        }
        guard let keeper = descriptors["--keeper-fd"] else { return nil }
        keeperDescriptor = keeper
        readyDescriptor = descriptors["--ready-fd"]
    }
}
