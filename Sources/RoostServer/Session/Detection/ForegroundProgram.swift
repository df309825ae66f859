import RoostConfig
import RoostDetect
import RoostPTY

/// What has a terminal's foreground: the process group that gets its keys (tcgetpgrp(3)).
struct ForegroundProgram: Sendable {
    /// What a person calls it: the AI CLI in it, else the program that leads it.
    let name: String
    /// Which rules tell what it shows; nil: no AI CLI is in it.
    let rules: String?
    /// A shell that somebody types commands into leads it.
    let isShell: Bool
    /// The process group.
    let group: Int32

    /// More processes than a program consists of that starts another one by wrappers.
    private static let processLimit = 16

    /// Looks at a process group: an AI CLI counts at any depth, whatever has started it.
    ///
    /// - Returns: Nil when it is gone.
    init?(group: Int32, among providers: [Provider]) {
        guard let kernel = ProcessFacts.name(of: group) else { return nil }
        let members = ProcessFacts.members(ofGroup: group, limit: Self.processLimit)
        var leader: [String] = []
        for (index, pid) in members.enumerated() {
            let arguments = ProcessFacts.arguments(of: pid) ?? []
            if index == 0 { leader = arguments }
            guard let (provider, program, _) = Provider.running(arguments, among: providers) else { continue }
            name = program
            rules = provider.rulesName
            (isShell, self.group) = (false, group)
            return
        }
        guard let name = Self.name(kernel: kernel, arguments: leader) else { return nil }
        (self.name, rules) = (name, nil)
        (isShell, self.group) = (Provider.isInteractiveShell(leader), group)
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

    /// What the processes of a group do with their terminal at this moment.
    ///
    /// - Returns: Nil when nobody knows.
    static func reading(group: Int32) -> Observation.Reading? {
        if isViewer(group) { return .shows }
        var found: Observation.Reading?
        for pid in ProcessFacts.members(ofGroup: group, limit: processLimit) {
            // A pager that a program has started for its output (`git log`), or what a script shows at its end.
            let onlyShows = isViewer(pid)
            switch ProcessFacts.wait(of: pid) {
            case .terminal: return onlyShows ? .shows : .reads
            case _ where onlyShows: found = .shows
            case .several: found = found == .shows ? .shows : .mayRead
            case .elsewhere: found = found ?? .never
            case nil: break
            }
        }
        return found
    }

    private static func isViewer(_ pid: Int32) -> Bool {
        ProcessFacts.name(of: pid).map { viewers.contains($0) } ?? false
    }

    /// Programs that take keys, or wait for more to show, and ask nothing, whatever they show.
    private static let viewers: Set<String> = [
        "tail", "watch", "journalctl", "less", "more", "most", "pg", "man", "pager",
    ]
}
