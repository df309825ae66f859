import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct NewSessionTests {
    private static let providers =
        ["claude", "codex", "gemini", "cursor-agent", "aider"].map {
            ProviderInfo(name: $0, command: [$0], fullAccess: ["--all"])
        } + [ProviderInfo(name: "shell", command: [])]

    /// The form as it is when the server has answered.
    private static func opened(
        _ providers: [ProviderInfo] = providers
    ) throws -> OverlayDriver<NewSession> {
        var form = OverlayDriver(NewSession(), in: try UIContext.main())
        form.answer { $0 == .server(.providers) ? .providers(providers) : nil }
        _ = form.take()
        return form
    }

    @Test func `the server says what can be started`() throws {
        var form = OverlayDriver(NewSession(), in: try UIContext.main())
        #expect(!form.picture().contains("claude"))
        form.press("Down", "x", "Enter")
        form.tick()
        #expect(
            form.takeRequests() == [.server(.providers)], "it is asked once, and nothing is started before")
    }

    @Test func `a provider with a mistake says which, and is not started`() throws {
        let problem = "mine.toml, line 2, key commands: it names no executable"
        var form = try Self.opened([
            ProviderInfo(name: "mine", command: ["mine"], problem: problem),
            ProviderInfo(name: "shell", command: []),
        ])
        #expect(form.picture().contains("mine.toml, line 2, key commands"))
        form.press("Enter")
        #expect(form.takeRequests().isEmpty)
        #expect(form.take() == ["error cannot start mine: \(problem)"])
    }

    private static func request(_ change: (inout SessionRequest) -> Void = { _ in }) -> SessionRequest {
        var request = SessionRequest(
            provider: "claude", cwd: "/home/ann/src/api", environment: [:], workspace: "work")
        change(&request)
        return request
    }

    @Test func `a form with what roost proposes`() throws {
        var form = try Self.opened()
        let picture = form.picture()
        #expect(
            picture == """
                        ┌ New session ──────────────────────────────────────────────────── in a window ┐
                        │ › claude        claude                                                       │
                        │   codex         codex                                                        │
                        │   gemini        gemini                                                       │
                        │   cursor-agent  cursor-agent                                                 │
                        │   aider         aider                                                        │
                        │   shell         your shell                                                   │
                        │                                                                              │
                        │ directory    /home/ann/src/api                                               │
                        │ name         chosen by roost                                                 │
                        │ arguments                                                                    │
                        │ full access  [ ] asks for no permission                                      │
                        └ Enter start · Tab next field · Space full access · C-v split · Esc ──────────┘
                """)
    }

    @Test func `Enter starts in a window and waits for the server`() throws {
        var form = try Self.opened()
        form.press("Enter")
        #expect(
            form.takeRequests() == [
                .layout(workspace: "work", .openWindow(session: Self.request(), name: nil, focus: true))
            ])
        #expect(form.take().isEmpty)
        let context = form.context
        let failed = form.overlay.receive(
            .failed(Failure("start claude", cause: "there is no such directory")), for: .server(.status),
            in: context)
        #expect(
            failed.compactMap(OverlayDriver<NewSession>.words)
                == ["error cannot start claude: there is no such directory"])
        let done = form.overlay.receive(.done, for: .server(.status), in: context)
        #expect(done.compactMap(OverlayDriver<NewSession>.words) == ["close"])
    }

    @Test func `everything can be chosen`() throws {
        var form = try Self.opened()
        form.type("co")
        #expect(form.take().isEmpty)
        form.press("Up", "Tab", "C-u")
        form.type("/tmp")
        form.press("Tab")
        form.type("mine")
        form.press("Tab")
        form.type("--model x")
        form.press("Tab", "Space", "C-v", "Enter")
        let request = Self.request {
            $0.provider = "claude"
            $0.cwd = "/tmp"
            $0.name = "mine"
            $0.arguments = ["--model", "x"]
            $0.fullAccess = true
        }
        #expect(
            form.takeRequests() == [
                .layout(
                    workspace: "work",
                    .split(
                        pane: nil, axis: .horizontal, before: false, size: nil, focus: true, session: request)
                )
            ])
    }

    @Test func `a program without full access gets none`() throws {
        var form = try Self.opened()
        form.press("Space")
        form.type("s")
        let picture = form.picture()
        #expect(picture.contains("it has no such mode"))
        form.press("Enter")
        #expect(
            form.takeRequests() == [
                .layout(
                    workspace: "work",
                    .openWindow(session: Self.request { $0.provider = "shell" }, name: nil, focus: true)
                )
            ])
    }

    @Test func `a provider is clicked, and clicked again to start it`() throws {
        var form = try Self.opened()
        let rows = form.canvas().text().split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("gemini") })
        form.click(row: row, column: 12)
        #expect(form.take().isEmpty)
        form.click(row: row, column: 12)
        #expect(
            form.takeRequests() == [
                .layout(
                    workspace: "work",
                    .openWindow(session: Self.request { $0.provider = "gemini" }, name: nil, focus: true))
            ])
    }
}
