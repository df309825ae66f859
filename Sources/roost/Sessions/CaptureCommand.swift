import ArgumentParser
import RoostWire

extension CaptureFormat: ExpressibleByArgument {}

/// `roost capture`: the screen as it stands.
struct CaptureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture", abstract: "Print a session's screen as it stands; no client is needed.")

    @OptionGroup var session: TargetArgument

    @Option(help: "Plain text, text with colours, or cells and cursor.")
    var format = CaptureFormat.text

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "The lines above the screen, too.")
    var scrollback = false

    func run() throws {
        let request = Request.session(
            .capture(
                target: session.target, format: json ? .json : format, scrollback: scrollback))
        let text = try Invocation().ask(request, timeout: .seconds(10)) { response in
            if case .capture(let text) = response { text } else { nil }
        }
        print(text, terminator: text.isEmpty || text.hasSuffix("\n") ? "" : "\n")
    }
}
