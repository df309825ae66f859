import Glibc

/// A system call of one of roost's programs, and what it is about.
struct ObservedCall: CustomStringConvertible {
    let program: FaultProgram
    let name: String
    let arguments: [UInt64]
    let subject: FaultSubject
    /// The path, or what the kernel says of the descriptor.
    let object: String

    init(
        program: FaultProgram, name: String, arguments: [UInt64], subject: FaultSubject, object: String,
        isNonBlocking: Bool, isForeign: Bool = false
    ) {
        self.program = program
        self.name = name
        self.arguments = arguments
        self.subject = subject
        self.object = object
        self.isNonBlocking = isNonBlocking
        self.isForeign = isForeign
    }

    /// Where roost has what it works with.
    ///
    /// Elsewhere the loader and the libraries find what they are made of: that a program did not begin is nobody's
    /// fault.
    private static let places = [Nest.prefix, "/proc/", "/dev/pts", "/dev/ptmx", "/dev/null", "/memfd:"]

    /// Whether a fault is about it.
    func isOf(_ fault: Fault) -> Bool {
        let kind = fault.kind
        guard fault.program == program, kind.calls.contains(name),
            kind.subjects.isEmpty || kind.subjects.contains(subject),
            !object.hasPrefix("/") || Self.places.contains(where: object.hasPrefix), !isComplaint, !isForeign
        else { return false }
        // A descriptor that waits says so in another way.
        if fault.failure == EAGAIN, [.socket, .master, .terminal].contains(subject), !isNonBlocking {
            return false
        }
        return has(kind.detail)
    }

    /// What goes to standard error: without it nothing can be said.
    private var isComplaint: Bool { ["write", "writev"].contains(name) && arguments[0] == 2 }

    /// Whether the call does not wait.
    let isNonBlocking: Bool
    /// A library makes it whose word on a failure is a trap, or no look at all: nothing of roost can answer that.
    let isForeign: Bool

    private func has(_ detail: FaultKind.Detail) -> Bool {
        switch detail {
        case .any: true
        case .creates: arguments[name == "open" ? 1 : 2] & UInt64(O_CREAT) != 0
        case .isShared: arguments[3] & UInt64(MAP_SHARED) != 0 && Int32(truncatingIfNeeded: arguments[4]) >= 0
        // EPOLL_CTL_ADD is 1.
        case .adds: name != "epoll_ctl" || arguments[1] == 1
        case .duplicates: name != "fcntl" || [F_DUPFD, F_DUPFD_CLOEXEC].contains(command)
        case .locks: [F_SETLK, F_SETLKW].contains(command)
        // What the keeper starts a server with, as --keeper-fd.
        case .isNoKeeper: program != .server || arguments[0] != 3
        }
    }

    private var command: Int32 { Int32(truncatingIfNeeded: arguments[1]) }

    var description: String { "\(name) in \(program.rawValue)" + (object.isEmpty ? "" : " (\(object))") }
}

extension ObservedCall {
    /// Which argument of a call is a path.
    private static let paths = [
        "openat": 1, "open": 0, "stat": 0, "lstat": 0, "newfstatat": 1, "statx": 1, "mkdir": 0, "mkdirat": 1,
        "unlink": 0, "unlinkat": 1, "rename": 0, "renameat": 1, "renameat2": 1, "readlink": 0,
        "readlinkat": 1,
        "execve": 0, "chdir": 0,
    ]
    /// Which argument of a call is a descriptor, where it is not the first.
    private static let descriptors = ["mmap": 4, "epoll_ctl": 2]
    /// Calls that are about no descriptor.
    private static let makers: Set = [
        "socket", "socketpair", "epoll_create1", "eventfd2", "signalfd4", "inotify_init1", "memfd_create",
        "pipe",
        "pipe2", "clone", "clone3", "fork", "vfork", "waitid", "wait4", "pidfd_open", "getcwd", "poll",
        "ppoll",
    ]
    /// Which argument says MSG_DONTWAIT.
    private static let flags = ["sendmsg": 2, "recvmsg": 2, "sendto": 3, "recvfrom": 3]

    /// Looks at a call that waits for its answer.
    init(_ call: WaitingCall, _ program: FaultProgram, _ name: String) {
        self.program = program
        self.name = name
        arguments = call.arguments
        var subject = FaultSubject.other
        var object = ""
        var isNonBlocking =
            Self.flags[name].map { call.arguments[$0] & UInt64(Int(MSG_DONTWAIT)) != 0 } ?? false
        if let place = Self.paths[name], case let path = call.string(at: call.arguments[place]), !path.isEmpty
        {
            (subject, object) = (.path, path)
        } else if !Self.makers.contains(name) {
            let descriptor = Int32(truncatingIfNeeded: call.arguments[Self.descriptors[name] ?? 0])
            object = call.object(of: descriptor)
            subject = Self.subject(object)
            isNonBlocking = isNonBlocking || call.isNonBlocking(descriptor)
        }
        self.subject = subject
        self.object = object
        self.isNonBlocking = isNonBlocking
        isForeign = Self.isDispatch(call, name) || Self.isUnlock(call, name)
    }

    /// libdispatch, under the database's queues, makes its epoll(7) when it is used first, and traps without it.
    private static func isDispatch(_ call: WaitingCall, _ name: String) -> Bool {
        ["epoll_ctl", "epoll_create1", "eventfd2"].contains(name) && call.threadName.hasSuffix("-qos")
    }

    /// SQLite takes the lock for given back and waits for it; the kernel has no reason to refuse one byte.
    private static func isUnlock(_ call: WaitingCall, _ name: String) -> Bool {
        name == "fcntl" && [F_SETLK, F_SETLKW].contains(Int32(truncatingIfNeeded: call.arguments[1]))
            && call.string(at: call.arguments[2]).unicodeScalars.first.map { Int32($0.value) } == F_UNLCK
    }

    private static func subject(_ object: String) -> FaultSubject {
        switch object {
        case _ where object.hasPrefix("socket:"): .socket
        case _ where object.hasPrefix("pipe:"): .pipe
        case "anon_inode:[signalfd]": .signals
        case "/dev/ptmx", "/dev/pts/ptmx": .master
        case _ where object.hasPrefix("/dev/pts/"), "/dev/tty": .terminal
        case _ where object.hasPrefix("/dev/"): .other
        case _ where object.hasPrefix("/"): .file
        default: .other
        }
    }
}
