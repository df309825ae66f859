import ArgumentParser
import RoostClient
import RoostModel

/// `roost replay`: a session as it happened.
struct ReplayCommand: ParsableCommand {
    /// In what form a session is written down.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// https://docs.asciinema.org/manual/asciicast/v2/
        case cast
    }

    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play a session's output as it happened, or write it to a file.",
        discussion: """
            Keys: space pauses, + and - change the speed, left and right go 5 s back and forth, n and p go to \
            the next and the previous command, Home and End to the ends, q quits.
            """)

    @OptionGroup var session: TargetArgument

    @Option(help: ArgumentHelp("So many times as fast.", valueName: "n"))
    var speed: Double?

    @Option(
        name: [.long, .customLong("at")],
        help: ArgumentHelp(
            "Begin there: 90s, 1:30, '2026-11-20 12:40:58', or an offset in bytes.",
            valueName: "time|offset"))
    var from: ReplayStart?

    @Option(help: ArgumentHelp("Begin with this command, counted from 1.", valueName: "n"))
    var command: Int?

    @Option(
        help: ArgumentHelp("Play no silence longer than this; 2 if left out.", valueName: "seconds"))
    var idleLimit: Double?

    @Option(help: "Write it down: 'cast' is asciicast v2.")
    var export: Format?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Where to; the standard output if left out.", valueName: "file"))
    var file: String?

    func validate() throws {
        if let speed, !(0.01...1000).contains(speed) {
            throw ValidationError("'--speed' takes 0.01 to 1000.")
        }
        if let idleLimit, !(0.1...86_400).contains(idleLimit) {
            throw ValidationError("'--idle-limit' takes 0.1 to 86400 seconds.")
        }
        if let command, command < 1 { throw ValidationError("'--command' takes 1 or more.") }
        if from != nil, command != nil { throw ValidationError("Give only one of --from and --command.") }
        if export == nil, file != nil { throw ValidationError("'-o' needs '--export'.") }
        if export != nil, speed != nil || from != nil || command != nil {
            throw ValidationError("'--export' writes all of it: no --speed, --from or --command.")
        }
    }

    func run() throws {
        let invocation = Invocation()
        if export == nil { try checkTerminal(invocation) }
        let source = RecordingSource(invocation)
        var timeline = ReplayTimeline(idleLimit: Int64((idleLimit ?? 2) * 1000))
        try source.recording(of: session.target) { timeline.append($0) }
        guard timeline.hasOutput else {
            throw ClientError(.refused, "replay \(session.target)", cause: "it has printed nothing")
        }
        guard export == nil else { return try CastExport.write(timeline, from: source, to: file, idleLimit) }
        var player = Player(timeline, speed: speed ?? 1)
        if let from { player.seek(to: from) }
        if let command {
            guard command <= timeline.commands.count else {
                throw ClientError(
                    .refused, "replay \(session.target) from command \(command)",
                    cause: "it has \(timeline.commands.count)",
                    advice: "see roost history \(session.target) --type command")
            }
            player.seek(toCommand: command - 1)
        }
        try Replay.run(
            source: source, player: player, depth: ClaimedColors(environment: invocation.environment))
    }

    private func checkTerminal(_ invocation: Invocation) throws(ClientError) {
        let advice = "--export cast writes it down"
        guard CallingTerminal.isInteractive else {
            throw ClientError(
                .refused, "replay \(session.target)", cause: "this is not a terminal", advice: advice)
        }
        let term = invocation.environment["TERM"] ?? ""
        guard !["", "dumb", "unknown"].contains(term) else {
            throw ClientError(
                .refused, "replay \(session.target)",
                cause: "terminal \(term.isEmpty ? "without a TERM" : term) cannot be drawn on", advice: advice
            )
        }
    }
}
