import RoostPTY

/// Decides when to ask what runs in a terminal's foreground, and asks.
///
/// The question costs a system call and two small reads, so output that flows is a reason only now and then; a
/// session that prints nothing is never asked.
struct ForegroundProgram: Sendable {
    private static let pause = Duration.milliseconds(500)

    private var lastLook: ContinuousClock.Instant?

    /// Whether half a second has passed since the last time that this was true.
    mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
        if let lastLook, lastLook.duration(to: now) < Self.pause { return false }
        lastLook = now
        return true
    }

    /// What a person calls the program that leads a process group; nil when it is gone.
    static func name(of group: Int32) -> String? {
        guard let name = ProcessFacts.name(of: group) else { return nil }
        return Self.name(kernel: name, arguments: ProcessFacts.arguments(of: group) ?? [])
    }

    /// The kernel cuts names after 15 bytes (proc(5), comm): the command line may have the rest.
    ///
    /// - Returns: Printable, at most 64 characters; nil when nothing is left.
    static func name(kernel: String, arguments: [String]) -> String? {
        let full = arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        let name = kernel.utf8.count >= 15 && full.hasPrefix(kernel) ? full : kernel
        let printable = name.unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value)
                && $0.properties.generalCategory != .format
        }
        let clean = String(String.UnicodeScalarView(printable.prefix(64)))
        return clean.isEmpty ? nil : clean
    }
}
