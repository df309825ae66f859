private import Glibc
import RoostClient
import RoostConfig
import RoostIO
package import RoostModel
import Synchronization

/// The ncurses client: attaches to the server and shows a workspace until it is left.
package enum TerminalUI {
    /// Runs on the calling thread until the client is detached; prints one line on the normal screen then.
    ///
    /// - Parameters:
    ///   - paths: Where server, configuration and the private terminfo are.
    ///   - environment: Of this process; new sessions get it.
    ///   - target: A workspace or a session; nil: the last workspace.
    ///   - isReadOnly: Only look on.
    /// - Returns: The exit status: 0 after a detach or the end of the workspace, 1 when the server refused or
    ///   ended everything.
    /// - Throws: An error whose description is one line that begins with "cannot": the terminal or its
    ///   description will not do, or the server cannot be reached.
    package static func run(
        paths: Paths, environment: [String: String], target: String?, isReadOnly: Bool
    ) throws -> Int32 {
        let settings = ClientSettings.load(
            paths: paths, environment: environment, onLight: ClientSettings.isLight(environment))
        try ServerLauncher.prepareDirectories(paths)
        Signals.block(OwnProcess.Signal.all)
        // A copy command may end before it has read everything.
        Signals.ignore([OwnProcess.Signal.brokenPipe])
        let loop = try EventLoop(name: "client")
        let ending = Mutex<Ending?>(nil)
        let outer = try OuterTerminal(paths: paths, environment: environment, clock: .system)
        let interface = Interface(
            loop: loop,
            place: ClientPlace(
                paths: paths, environment: environment,
                workingDirectory: LogicalPath.current(
                    claimed: environment["PWD"], actual: Host.workingDirectory ?? "/"),
                terminal: OwnProcess.terminalName),
            settings: settings, outer: outer, clock: .system, isReadOnly: isReadOnly,
            connect: { receive in
                LoopConnection(AttachedConnection(paths: paths, loop: loop, handler: receive))
            },
            finish: { reason in
                ending.withLock { $0 = reason }
                loop.stop()
            })
        var watches: ClientWatches?
        do throws(IOError) {
            watches = try ClientWatches(interface)
            loop.execute {
                interface.assumeIsolated { $0.begin(target: target, problems: settings.problems) }
            }
        } catch {
            loop.execute { interface.assumeIsolated { $0.end(.failed(error)) } }
        }
        loop.run()
        watches?.cancel()
        switch ending.withLock({ $0 }) {
        case .failed(let error): throw error
        case .left(let line, let status):
            print("[\(line)]")
            return status
        case nil: return 0
        }
    }
}

/// How a client came to its end.
enum Ending: Sendable {
    /// What is said on the normal screen, and the exit status.
    case left(String, status: Int32)
    case failed(any Error)
}
