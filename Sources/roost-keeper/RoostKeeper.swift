private import Glibc

/// Owns every master and is the parent of every child and of the server: see `KeeperProtocol`.
@main enum RoostKeeper {
    static func main() {
        guard let options = Options(arguments: CommandLine.arguments.dropFirst()) else {
            System.print(
                "usage: roost-keeper --home DIR --server PATH [--server-arg ARG]... [--log FILE] "
                    + "[--ready-fd N | --adopt-fd N]\n")
            exit(2)
        }
        _ = signal(SIGHUP, SIG_IGN)
        _ = signal(SIGPIPE, SIG_IGN)
        let failure = System.redirect(to: options.log)
        if failure != 0, let log = options.log { System.log("cannot write the log \(log): \(text(failure))") }
        // Whoever started it waits for this process only, and never has the keeper for a zombie.
        let detached = System.detach()
        if detached != 0 { System.log("cannot detach: \(text(detached))") }
        exit(Keeper.run(options))
    }

    /// strerror(3).
    static func text(_ errno: Int32) -> String { System.message(of: errno) }
}
