import ArgumentParser
import RoostWire

/// `roost provider explain`: which evidence says what a session does and needs, and which was believed.
struct ProviderExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a session is believed to do and need what it does.",
        discussion: """
            First the state; then what is claimed, by whom and since when, the most trusted first; then what there is to \
            see, and each rule that matches, in the order in which they are asked. A line with "not believed" was outvoted.
            """)

    @OptionGroup var session: TargetArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let findings = try Invocation().ask(.session(.explain(target: session.target))) { response in
            if case .findings(let findings) = response { findings } else { nil }
        }
        try output.print(findings) {
            var table = Table(["", "", ""])
            for finding in findings {
                table.add([finding.subject, finding.text, finding.level == .ok ? "" : "not believed"])
            }
            return table.text
        }
    }
}
