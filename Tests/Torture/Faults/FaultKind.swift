import Glibc

/// One of roost's programs, by the name of its file.
enum FaultProgram: String, CaseIterable {
    case client = "roost"
    case server = "roost-server"
    case keeper = "roost-keeper"
}

/// What a call is about.
enum FaultSubject: Hashable {
    /// A name in the file system.
    case path
    /// An open file or folder.
    case file
    case socket
    /// The side of a pseudoterminal that the keeper and the server have.
    case master
    /// The side that a program has.
    case terminal
    case pipe
    /// signalfd(2).
    case signals
    /// Nothing, or something of no interest.
    case other
}

/// A family of system calls that fail in the same ways, as their pages of section 2 say.
struct FaultKind {
    /// What must hold of the arguments besides.
    enum Detail {
        case any
        /// open(2) with O_CREAT.
        case creates
        /// mmap(2) of a file that others see: malloc(3) and the loader ask for memory of their own, and no program
        /// in Swift goes on without.
        case isShared
        /// epoll_ctl(2) with EPOLL_CTL_ADD.
        case adds
        /// fcntl(2) with F_DUPFD.
        case duplicates
        /// fcntl(2) with F_SETLK or F_SETLKW.
        case locks
        /// Not the pair of sockets between keeper and server, which lives as long as both.
        case isNoKeeper
    }

    let name: String
    let calls: [String]
    var subjects: Set<FaultSubject> = []
    let failures: [Int32]
    var programs = FaultProgram.allCases
    var detail = Detail.any

    private static let daemons: [FaultProgram] = [.server, .keeper]

    /// All of them.
    static let all: [FaultKind] = [
        FaultKind(
            name: "open", calls: ["openat", "open"], subjects: [.path],
            failures: [EMFILE, ENFILE, ENOMEM, EACCES, EIO]),
        FaultKind(
            name: "create", calls: ["openat", "open"], subjects: [.path], failures: [ENOSPC, EDQUOT, EROFS],
            detail: .creates),
        FaultKind(
            name: "read a file", calls: ["read", "pread64", "readv"], subjects: [.file],
            failures: [EIO, ENOMEM]),
        FaultKind(
            name: "write a file", calls: ["write", "pwrite64", "writev"], subjects: [.file],
            failures: [ENOSPC, EIO, EDQUOT]),
        FaultKind(
            name: "reserve", calls: ["fallocate"], failures: [ENOSPC, EINTR, EIO], programs: [.server]),
        FaultKind(name: "cut", calls: ["ftruncate"], failures: [EIO, EINTR], programs: daemons),
        FaultKind(
            name: "sync", calls: ["fsync", "fdatasync"], failures: [EIO, ENOSPC, EDQUOT],
            programs: [.server]),
        FaultKind(name: "map", calls: ["mmap"], failures: [ENOMEM], programs: daemons, detail: .isShared),
        FaultKind(name: "lock", calls: ["flock"], failures: [EINTR, ENOLCK]),
        FaultKind(
            name: "lock a part", calls: ["fcntl"], failures: [ENOLCK, EAGAIN, EIO], programs: [.server],
            detail: .locks),
        FaultKind(
            name: "rename", calls: ["rename", "renameat", "renameat2"], failures: [ENOSPC, EIO, EACCES]),
        FaultKind(
            name: "make a folder", calls: ["mkdir", "mkdirat"], failures: [ENOSPC, EIO, EACCES]),
        FaultKind(
            name: "remove", calls: ["unlink", "unlinkat"], failures: [EIO, EACCES, EROFS], programs: daemons),
        FaultKind(
            name: "look", calls: ["stat", "lstat", "fstat", "newfstatat", "statx"], failures: [EIO, ENOMEM]),
        FaultKind(
            name: "read a link", calls: ["readlink", "readlinkat"], subjects: [.path],
            failures: [EIO, ENOMEM, EACCES], programs: [.client, .server]),
        FaultKind(name: "list", calls: ["getdents64"], failures: [EIO, ENOMEM], programs: [.server]),
        FaultKind(name: "change the mode", calls: ["fchmod"], failures: [EPERM, EIO]),
        FaultKind(
            name: "enter", calls: ["chdir", "getcwd"], failures: [ENOMEM, EACCES],
            programs: [.client, .keeper]),
        FaultKind(
            name: "make a socket", calls: ["socket", "socketpair"],
            failures: [EMFILE, ENFILE, ENOBUFS, ENOMEM]),
        FaultKind(
            name: "listen", calls: ["bind", "listen"], failures: [ENOMEM, EADDRINUSE, EACCES],
            programs: daemons),
        FaultKind(
            name: "accept", calls: ["accept4"],
            failures: [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED, EINTR], programs: daemons),
        FaultKind(
            name: "connect", calls: ["connect"], failures: [EAGAIN, ECONNREFUSED, EINTR, ENOMEM],
            programs: [.client, .server]),
        FaultKind(name: "ask for the peer", calls: ["getsockopt"], failures: [ENOBUFS, ENOMEM]),
        FaultKind(
            name: "send", calls: ["write", "sendto", "sendmsg"], subjects: [.socket],
            failures: [EAGAIN, EINTR, ENOBUFS, ENOMEM]),
        FaultKind(
            name: "send to nobody", calls: ["write", "sendto", "sendmsg"], subjects: [.socket],
            failures: [EPIPE, ECONNRESET], programs: [.client, .server], detail: .isNoKeeper),
        FaultKind(
            name: "pass a descriptor", calls: ["sendmsg"], failures: [ETOOMANYREFS, EAGAIN, ENOBUFS],
            programs: daemons),
        FaultKind(
            name: "receive", calls: ["read", "recvfrom", "recvmsg"], subjects: [.socket],
            failures: [EAGAIN, EINTR]),
        FaultKind(
            name: "receive a message", calls: ["recvmsg", "recvfrom"], failures: [ENOMEM]),
        FaultKind(
            name: "receive from nobody", calls: ["read", "recvfrom", "recvmsg"], subjects: [.socket],
            failures: [ECONNRESET], programs: [.client, .server], detail: .isNoKeeper),
        FaultKind(
            name: "read a terminal", calls: ["read", "readv"], subjects: [.master, .terminal],
            failures: [EAGAIN, EINTR]),
        FaultKind(
            name: "write to a terminal", calls: ["write", "writev"], subjects: [.master, .terminal],
            failures: [EAGAIN, EINTR]),
        FaultKind(
            name: "ask a terminal", calls: ["ioctl"], subjects: [.master, .terminal],
            failures: [EIO, EINTR, ENOMEM]),
        FaultKind(
            name: "read signals", calls: ["read"], subjects: [.signals], failures: [EAGAIN, EINTR],
            programs: daemons),
        FaultKind(
            name: "watch", calls: ["epoll_ctl"], failures: [ENOMEM, ENOSPC], detail: .adds),
        FaultKind(
            name: "make a watch", calls: ["epoll_create1", "eventfd2", "signalfd4", "inotify_init1"],
            failures: [EMFILE, ENFILE, ENOMEM]),
        FaultKind(
            name: "watch a file", calls: ["inotify_add_watch"], failures: [ENOMEM, ENOSPC],
            programs: [.server]),
        FaultKind(
            name: "wait for events", calls: ["epoll_wait", "epoll_pwait", "epoll_pwait2", "poll", "ppoll"],
            failures: [EINTR]),
        FaultKind(
            name: "make a pipe", calls: ["pipe", "pipe2", "memfd_create"],
            failures: [EMFILE, ENFILE, ENOMEM],
            programs: [.client, .server]),
        FaultKind(
            name: "duplicate", calls: ["dup", "fcntl"], failures: [EMFILE], detail: .duplicates),
        FaultKind(
            name: "fork", calls: ["clone", "clone3", "fork", "vfork"], failures: [EAGAIN, ENOMEM]),
        FaultKind(
            name: "execute", calls: ["execve"], failures: [ENOMEM, EACCES, EIO, ETXTBSY],
            programs: [.client, .keeper]),
        FaultKind(
            name: "reap", calls: ["waitid", "wait4"], failures: [EINTR], programs: [.client, .keeper]),
        FaultKind(
            name: "watch a process", calls: ["pidfd_open"], failures: [EMFILE, ENFILE, ENOMEM]),
    ]
}
