/// The command line of the keeper; all paths are absolute.
struct Options {
    /// The runtime directory, for the lock and the socket.
    var home = ""
    /// The server's executable.
    var server = ""
    var serverArguments: [String] = []
    var log: String?
    /// Where to say that the keeper runs; given to the first server then.
    var readyDescriptor: Int32?
    /// The connection to the living server that started this keeper.
    var adoptDescriptor: Int32?

    /// Nil when an argument is unknown, has no value or is missing.
    init?(arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let name = rest.next() {
            guard let value = rest.next() else { return nil }
            switch name {
            case "--home": home = value
            case "--server": server = value
            case "--server-arg": serverArguments.append(value)
            case "--log": log = value
            case "--ready-fd":
                guard let number = Int32(value), number > 2 else { return nil }
                readyDescriptor = number
            case "--adopt-fd":
                guard let number = Int32(value), number > 2 else { return nil }
                adoptDescriptor = number
            default: return nil
            }
        }
        guard home.hasPrefix("/"), server.hasPrefix("/") else { return nil }
    }
}
