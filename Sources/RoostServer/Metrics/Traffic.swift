import Synchronization

/// Bytes that went through all sessions since the server's start, counted where they pass, on whichever loop.
final class Traffic: Sendable {
    private let output = Atomic<UInt64>(0)
    private let input = Atomic<UInt64>(0)

    /// What programs printed.
    var outputByteCount: UInt64 { output.load(ordering: .relaxed) }
    /// What was taken for programs to read: keys, text, pastes and what the mouse did.
    var inputByteCount: UInt64 { input.load(ordering: .relaxed) }

    /// A program printed so much: once for each turn of reading, not for each byte.
    func printed(_ count: Int) {
        if count > 0 { output.wrappingAdd(UInt64(count), ordering: .relaxed) }
    }

    /// So much was typed.
    func typed(_ count: Int) {
        if count > 0 { input.wrappingAdd(UInt64(count), ordering: .relaxed) }
    }
}
