import ArgumentParser

/// `roost debug`: a session as roost sees it, for whoever looks for a fault.
struct DebugCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "debug", abstract: "Look into a session: what is known of it, what it prints.",
        discussion: "What these print is not redacted: read it before you pass it on.",
        subcommands: [DebugDump.self, DebugExport.self, DebugMonitor.self])
}
