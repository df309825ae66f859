import RoostIO
import RoostPTY

/// Which keeper has the children, as the server that holds the lock has written into it: `PID START\n`, START in clock
/// ticks since the boot.
///
/// When the runtime folder is lost together with the server, nobody can reach the keeper any more, and a client starts
/// another one. Both keepers start a server then; the children belong to the one that is marked here.
struct KeeperMark: Hashable, Sendable {
    let pid: Int32
    let start: UInt64

    /// A living process; nil when there is none of that number.
    init?(pid: Int32) {
        guard let start = ProcessFacts.start(of: pid) else { return nil }
        self.pid = pid
        self.start = start
    }

    /// Reads a mark; nil for anything else.
    init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let pid = Int32(words[0]), pid > 1, let start = UInt64(words[1]) else {
            return nil
        }
        self.pid = pid
        self.start = start
    }

    /// The mark in a lock file.
    static func read(_ path: String) -> KeeperMark? {
        guard let bytes = try? Files.readAll(path, maximum: 64) else { return nil }
        return KeeperMark(text: String(decoding: bytes, as: UTF8.self))
    }

    var text: String { "\(pid) \(start)\n" }

    /// The process that was marked still runs; one that nobody has reaped yet does not, and has no arguments.
    var isAlive: Bool {
        ProcessFacts.start(of: pid) == start && ProcessFacts.arguments(of: pid)?.isEmpty == false
    }
}
