/// What the keeper and the server say to each other, byte by byte.
///
/// Frozen: a keeper lives for weeks and meets
/// servers of many versions.
///
/// Both sides send frames over a Unix stream socket. All integers are little-endian.
///
/// ```text
/// frame    0  u32  bytes of the body, at most 8 MiB
///          4  u16  kind
///          6  u8   descriptors that come with it (SCM_RIGHTS on the first byte): 0 or 1
///          7  u8   zero
///          8       body
/// string   u32 bytes, then the bytes (no NUL among them)
/// list     u32 strings, then the strings
/// end      u8 state (0 running, 1 exited, 2 killed, 3 killed and dumped core, 4 gone, its status is unknown)
///          with an i32 code before it (the exit code, the signal, else 0)
///
/// server to keeper                                        answered by
///    1  hello     u16 version                              -
///    2  spawn     u64 session, u16 rows, u16 columns,      spawned or failed
///                 string path, string directory,
///                 list arguments, list environment
///    3  take      u64 session                              master or failed
///    4  journal   u64 session; the segment in use          -
///    5  signal    u64 session, i32 number, u8 to group     failed, when it cannot
///    6  stored    u64 session, i32 pid (0: whoever it is)  -  (forgotten: the master is closed)
///    7  swap      string path, list arguments              -  (the next server; see below)
///    8  shutdown                                           -  (the keeper exits)
///    9  adopt     u64 session, i32 pid, u64 start;         failed, when it cannot; exited, when it ended
///                 its master
///   10  rest                                               -  (the server ends on purpose)
///   11  reopen    (since version 2)                        -  (lock and socket are made again; see below)
///   12  run       (since version 3) u64 output,            master (of errors) and then spawned (of output),
///                 u64 errors, string path,                 or failed
///                 string directory, list arguments,
///                 list environment, string group,
///                 u8 has input, string input (any bytes),
///                 u32 limits, then u32 resource, u64 soft,
///                 u64 hard for each
///
/// keeper to server
///   65  hello     u16 version, i32 pid of the keeper, u16 bytes of an entry (28 or more), u32 entries;
///                 an entry: u64 session, u64 start, i32 pid, i32 code, u8 state, u8 flags, u16 zero
///                 flags: 1 adopted (its status will be unknown), 2 a journal segment is known,
///                 4 it is the errors of a child whose output is another entry (since version 3)
///   66  spawned   u64 session, u64 start, i32 pid; its master
///   67  failed    u64 session, i32 errno, u8 stage (1 terminal, 2 directory, 3 executable, 4 process,
///                 5 take, 6 signal, 7 adopt, 8 limit)
///   68  master    u64 session; its master
///   69  exited    u64 session, i32 code, u8 state
/// ```
///
/// - The keeper says `hello` first, with every session that it keeps. The server answers `hello`. A version is
///   compatible with every other: kinds that one does not know are skipped (their descriptors are closed), and a
///   body may be longer than known.
/// - `start` is when the child started, in clock ticks since the boot; with the pid it names a process for ever.
/// - `spawned` and `take` make the server the reader of the master. While nobody is its reader, and always when no
///   server is connected, the keeper reads it into the session's journal segment until that is full. So a server
///   recovers a journal only *after* it has the `master`.
/// - A session may be spawned again when its child has ended: the new one takes its place. A `stored` that names
///   another child than the one that is there is ignored.
/// - An `exited` (or an entry of `hello` that ended) stays true until `stored`; the child is a zombie until then, so
///   that its pid and its process group cannot become somebody else's.
/// - A server that exits with status 0 or said `rest` stops on purpose, and one that exits with status 78 would end
///   the same way again: a poke alone starts it. After `swap` the next end of the server, whatever its status, starts
///   the new one at once; if that one dies too often, the one before takes its place again. A keeper without a server
///   and without sessions ends.
///
/// - `reopen` says that the runtime folder was deleted, or what is in it. The keeper makes its lock and its socket
///   again, unless another keeper has the lock by now.
///
/// - `run` starts a child without a terminal, in a session of its own, whose standard output and standard error are
///   two pipes. Each is kept under a number of its own like a master: taken, journalled and drained for itself, with
///   the pid of the child, and each tells its end. `output` is who gets signals, and forgetting it while the child
///   runs forgets `errors` too. The input is a file in memory (without: /dev/null), so it needs nobody to feed it.
///   `group` is the folder of a cgroup v2 that the child joins before it runs (empty: none); the limits are those of
///   setrlimit(2), by the kernel's numbers.
///
/// A poke is a connection to `keeper.sock` that sends one byte: 1 asks for a server to be started if none runs,
/// `0x81` only asks. The answer is one line, and the end of the connection:
/// `roost-keeper VERSION pid PID server PID sessions COUNT STATE` (server 0: none; STATE: running, waiting, stopped
/// or failed).
///
/// On the descriptor that `--ready-fd` names the keeper writes one byte: `k` when it keeps from now on, `h` when
/// another keeper holds the lock, `e` when it cannot start. Then the first server gets the descriptor as its own
/// `--ready-fd`, and writes what it likes.
package enum KeeperProtocol {
    /// The version that this code speaks.
    ///
    /// - 1: the first one.
    /// - 2: `reopen`, because a socket that was deleted cost the keeper, and with it the statuses of its children.
    /// - 3: `run`, because the streams of a child on pipes have to outlive the server, as terminals do.
    package static let version: UInt16 = 3

    /// The first version that knows `reopen`.
    package static let reopenVersion: UInt16 = 2

    /// The first version that knows `run`.
    package static let runVersion: UInt16 = 3

    /// Bytes before the body of a frame.
    package static let headerByteCount = 8

    /// Arguments and environment together may take 2 MiB on Linux (a quarter of an 8 MiB stack); doubled twice.
    package static let maximumBodyByteCount = 8 << 20

    /// The bytes of an entry in the keeper's `hello`.
    package static let entryByteCount = 28

    /// The numbers of the kinds; never used twice.
    package enum Kind: UInt16, CaseIterable, Sendable {
        case serverHello = 1
        case spawn = 2
        case take = 3
        case journal = 4
        case signal = 5
        case stored = 6
        case swap = 7
        case shutdown = 8
        case adopt = 9
        case rest = 10
        case reopen = 11
        case run = 12
        case keeperHello = 65
        case spawned = 66
        case failed = 67
        case master = 68
        case exited = 69
    }

    /// What failed, in `failed`.
    package enum Stage: UInt8, Sendable {
        case terminal = 1
        case directory = 2
        case executable = 3
        case process = 4
        case take = 5
        case signal = 6
        case adopt = 7
        /// A limit that was asked for cannot be set.
        case limit = 8
    }

    /// The file in the runtime directory that a keeper locks for its whole life; holds its pid.
    package static let lockName = "keeper.lock"
    /// The socket in the runtime directory for pokes.
    package static let socketName = "keeper.sock"

    /// First byte of a poke that starts a server.
    package static let poke: UInt8 = 0x01
    /// First byte of a poke that only asks.
    package static let ask: UInt8 = 0x81

    /// On the ready descriptor: this keeper keeps from now on.
    package static let readyKeeping = UInt8(ascii: "k")
    /// On the ready descriptor: another keeper holds the lock.
    package static let readyHeld = UInt8(ascii: "h")
    /// On the ready descriptor: the keeper cannot start; its log says why.
    package static let readyFailed = UInt8(ascii: "e")
}
