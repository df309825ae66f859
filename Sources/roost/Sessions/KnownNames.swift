import ArgumentParser
import RoostClient
import RoostConfig
import RoostIO
import RoostModel
import RoostWire

/// Names that a shell offers while a command is typed: quickly, or not at all.
enum KnownNames {
    /// Longer than this nobody waits for a Tab.
    private static let patience = Duration.milliseconds(100)

    /// Sessions that live.
    static let living = completion { sessionNames { !$0.state.isEnded } }
    /// Sessions that have ended.
    static let ended = completion { sessionNames { $0.state.isEnded } }
    /// All sessions, ended ones as well.
    static let sessions = completion { sessionNames { _ in true } }
    /// What can be attached to.
    static let places = completion { workspaceNames() + sessionNames { _ in true } }
    static let workspaces = completion { workspaceNames() }
    static let providers = completion { providerNames() }
    static let themes = completion { (try? Theme.names(paths: Invocation().paths)) ?? [] }

    /// The names that a kind of word can be, only such as a shell can take.
    static func names(of kind: ArgumentKind) -> [String] {
        let names: [String] =
            switch kind {
            case .session: sessionNames { _ in true }
            case .workspace: workspaceNames()
            case .provider: providerNames()
            case .buffer: bufferNames()
            case .pane: windows().flatMap(\.layout.panes).map { "\($0)" }
            case .window: windows().map { "\($0.number)" }
            case .number, .size, .choice, .key, .directory, .program, .text: []
            }
        return names.filter(isPlain)
    }

    private static func completion(_ names: @escaping @Sendable () -> [String]) -> CompletionKind {
        // The shell filters by what was typed.
        .custom { _, _, _ in names().filter(isPlain) }
    }

    /// Shells take words that are offered apart, and bash even runs what is in them (`compgen -W`): only names that
    /// mean nothing to any of them are offered.
    static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-+@%,/".unicodeScalars.contains($0)
        }
    }

    private static func sessionNames(_ isMeant: (SessionInfo) -> Bool) -> [String] {
        guard case .sessions(let sessions)? = ask(.session(.list(all: true))) else { return [] }
        return sessions.filter(isMeant).map(\.name)
    }

    private static func providerNames() -> [String] {
        ProviderCatalog.load(paths: Invocation().paths).providers.map(\.name)
    }

    /// Of the last workspace.
    private static func windows() -> [Window] {
        guard case .workspace(let event)? = ask(.workspace(.show(name: nil))) else { return [] }
        return event.workspace.windows
    }

    private static func bufferNames() -> [String] {
        guard case .buffers(let buffers)? = ask(.buffer(.list)) else { return [] }
        return buffers.map(\.name)
    }

    private static func workspaceNames() -> [String] {
        guard case .workspaces(let workspaces)? = ask(.workspace(.list)) else { return [] }
        return workspaces.map(\.name)
    }

    /// Nothing without a server: to complete a word is no reason to start one.
    private static func ask(_ request: Request) -> Response? {
        let paths = Invocation().paths
        guard (try? UnixSocket.connect(to: paths.socket)) != nil,
            var connection = try? CommandConnection.open(
                paths: paths, startingServer: false, timeout: patience)
        else { return nil }
        return try? connection.perform(request, timeout: patience)
    }
}
