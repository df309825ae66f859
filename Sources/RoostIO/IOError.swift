private import Glibc

/// A system call failed: what was tried, on what, and the untouched cause.
package struct IOError: Error, Hashable {
    /// What was tried.
    package enum Operation: Hashable, Sendable {
        case createLoop(name: String)
        case startThread(name: String)
        case watch(descriptor: Int32)
        case listen(path: String)
        case connect(path: String)
        case accept(descriptor: Int32)
        case identifyPeer(descriptor: Int32)
        case makePair
        case send(byteCount: Int, descriptorCount: Int, descriptor: Int32)
        case receive(descriptor: Int32)
        case read(descriptor: Int32)
        case write(byteCount: Int, descriptor: Int32)
        case duplicate(descriptor: Int32)
        case configure(descriptor: Int32)
        case blockSignals([Int32])
        case ignoreSignals([Int32])
        case watchSignals([Int32])
        case makeDirectory(path: String)
        case trustDirectory(path: String, owner: UInt32, mode: UInt32)
        case readFile(path: String)
        case writeFile(path: String)
        case removeFile(path: String)
        case lockFile(path: String)
        case raiseDescriptorLimit
    }

    /// What was tried.
    package let operation: Operation
    /// `errno` as the kernel gave it; never a translated code.
    package let errno: Int32

    /// Describes one failed call.
    package init(_ operation: Operation, errno: Int32) {
        self.operation = operation
        self.errno = errno
    }

    /// Turns the answer of a CPosix call into a value or an error.
    @discardableResult
    static func check<Answer: SignedInteger>(
        _ operation: @autoclosure () -> Operation, _ answer: Answer
    ) throws(IOError) -> Answer {
        guard answer >= 0 else { throw IOError(operation(), errno: Int32(truncatingIfNeeded: -answer)) }
        return answer
    }
}

extension IOError: CustomStringConvertible {
    package var description: String {
        "cannot \(operation): \(SystemCall.message(for: errno))"
    }
}

extension IOError.Operation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .createLoop(let name): "create event loop \(name)"
        case .startThread(let name): "start thread \(name)"
        case .watch(let descriptor): "watch descriptor \(descriptor)"
        case .listen(let path): "listen at \(path)"
        case .connect(let path): "connect to \(path)"
        case .accept(let descriptor): "accept a connection on descriptor \(descriptor)"
        case .identifyPeer(let descriptor): "identify the peer of descriptor \(descriptor)"
        case .makePair: "make a pair of sockets"
        case .send(let byteCount, let descriptorCount, let descriptor):
            "send \(byteCount) bytes and \(descriptorCount) descriptors to descriptor \(descriptor)"
        case .receive(let descriptor): "receive from descriptor \(descriptor)"
        case .read(let descriptor): "read from descriptor \(descriptor)"
        case .write(let byteCount, let descriptor): "write \(byteCount) bytes to descriptor \(descriptor)"
        case .duplicate(let descriptor): "duplicate descriptor \(descriptor)"
        case .configure(let descriptor): "configure descriptor \(descriptor)"
        case .blockSignals(let signals): "block signals \(signals)"
        case .ignoreSignals(let signals): "ignore signals \(signals)"
        case .watchSignals(let signals): "watch signals \(signals)"
        case .makeDirectory(let path): "make directory \(path)"
        case .trustDirectory(let path, let owner, let mode):
            "trust directory \(path) (owned by user \(owner), mode \(String(mode, radix: 8)))"
        case .readFile(let path): "read file \(path)"
        case .writeFile(let path): "write file \(path)"
        case .removeFile(let path): "remove file \(path)"
        case .lockFile(let path): "lock file \(path)"
        case .raiseDescriptorLimit: "raise the limit of open descriptors"
        }
    }
}
