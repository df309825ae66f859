import RoostWire

/// What the outer terminal and its environment can do.
enum TerminalChecks {
    /// TERM and its description, colours, locale, nesting.
    static func findings(_ environment: [String: String]) -> [Finding] {
        [terminal(environment), colors(environment), locale()] + nesting(environment)
    }

    private static func terminal(_ environment: [String: String]) -> Finding {
        guard let name = environment["TERM"], !name.isEmpty else {
            return Finding(
                .warning, "terminal", "TERM is not set: roost attach needs it (try TERM=xterm-256color)")
        }
        guard let description = CompiledTerminfo.find(name, environment: environment) else {
            return Finding(
                .warning, "terminal",
                "TERM=\(name) is not described on this machine (try TERM=xterm-256color)")
        }
        guard description.canMoveCursor else {
            return Finding(
                .warning, "terminal", "TERM=\(name) cannot move its cursor: roost attach cannot draw there")
        }
        let missing = [
            description.canSetForeground ? nil : "setaf", description.canSetBackground ? nil : "setab",
        ].compactMap(\.self)
        guard missing.isEmpty else {
            return Finding(
                .warning, "terminal", "TERM=\(name) has no \(missing.joined(separator: ", ")): no colours")
        }
        return Finding(.ok, "terminal", "TERM=\(name), \(description.colors) colours")
    }

    private static func colors(_ environment: [String: String]) -> Finding {
        if environment["NO_COLOR"]?.isEmpty == false {
            return Finding(.ok, "colours", "NO_COLOR is set: none are used")
        }
        let value = environment["COLORTERM"] ?? ""
        let described = environment["TERM"].flatMap { CompiledTerminfo.find($0, environment: environment) }
        let count = described?.colors ?? 0
        if count >= 8, ["truecolor", "24bit"].contains(value) {
            return Finding(.ok, "colours", "COLORTERM=\(value): 24 bits")
        }
        if described?.hasDirectColor == true { return Finding(.ok, "colours", "24 bits, as TERM says") }
        return Finding(
            .warning, "colours",
            "neither COLORTERM nor TERM speaks of 24 bits: \(count < 8 ? "no" : "\(count)") colours are used "
                + "(set COLORTERM=truecolor if it can)")
    }

    private static func locale() -> Finding {
        let charset = LocaleCharset.adopt()
        return charset == "UTF-8"
            ? Finding(.ok, "locale", "UTF-8")
            : Finding(.warning, "locale", "the character set is \(charset), not UTF-8 (try LC_ALL=C.UTF-8)")
    }

    private static func nesting(_ environment: [String: String]) -> [Finding] {
        [("TMUX", "tmux"), ("STY", "screen"), ("ZELLIJ", "zellij"), ("ROOST_SESSION", "a roost session")]
            .filter { environment[$0.0]?.isEmpty == false }
            .map {
                Finding(
                    .warning, "nesting",
                    "this terminal is inside \($0.1): keys, colours and clipboard depend on it")
            }
    }
}
