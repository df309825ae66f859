package import RoostKeeperProtocol

/// Something about a pseudoterminal, a child or the keeper failed.
package struct PTYError: Error, Hashable {
    /// What was tried.
    package enum Operation: Hashable, Sendable {
        case resize(rows: UInt16, columns: UInt16)
        case write(byteCount: Int)
        case interrupt
        case leaveRawMode
        case returnSignals
        /// Starting a child; `stage` says which step failed.
        case spawn(executable: String, directory: String, stage: KeeperProtocol.Stage)
        case take(session: UInt64)
        case signal(session: UInt64, number: Int32)
        case adopt(session: UInt64)
        case talkToKeeper
        case launchKeeper(executable: String)
        case pokeKeeper(socket: String)
    }

    /// What was tried.
    package let operation: Operation
    /// `errno` as the kernel gave it, here or to the keeper; 0 when the other side closed the connection.
    package let errno: Int32

    /// Describes one failure.
    package init(_ operation: Operation, errno: Int32) {
        self.operation = operation
        self.errno = errno
    }
}

extension PTYError: CustomStringConvertible {
    package var description: String {
        "cannot \(operation): \(errno == 0 ? "the connection was closed" : SystemCall.message(for: errno))"
    }
}

extension PTYError.Operation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .resize(let rows, let columns): "resize to \(rows) rows, \(columns) columns"
        case .write(let byteCount): "write \(byteCount) bytes to the terminal"
        case .interrupt: "interrupt what reads from the terminal"
        case .leaveRawMode: "bring the terminal back from raw mode"
        case .returnSignals: "have the terminal make signals of keys"
        case .spawn(let executable, let directory, .directory): "start \(executable) in \(directory)"
        case .spawn(let executable, _, .terminal): "open a terminal for \(executable)"
        case .spawn(let executable, _, .limit): "limit what \(executable) may use"
        case .spawn(let executable, _, _): "start \(executable)"
        case .take(let session): "take session \(session)"
        case .signal(let session, let number): "send signal \(number) to session \(session)"
        case .adopt(let session): "hand session \(session) to the keeper"
        case .talkToKeeper: "talk to the keeper"
        case .launchKeeper(let executable): "start the keeper \(executable)"
        case .pokeKeeper(let socket): "reach the keeper at \(socket)"
        }
    }
}
