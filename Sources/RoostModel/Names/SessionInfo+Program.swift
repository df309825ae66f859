extension SessionInfo {
    /// What runs in it: an AI CLI by its provider's name, else what is in the terminal's foreground, else the
    /// command's own name.
    package var programName: String {
        if case .agent(let provider) = kind { return provider }
        let name = (state.isEnded ? nil : program) ?? ownProgram ?? provider
        return name.hasPrefix("-") ? String(name.dropFirst()) : name
    }

    /// The program that it was started with, without its folder.
    private var ownProgram: String? {
        command.first?.split(separator: "/").last.map(String.init)
    }

    /// A shell that runs nothing but itself.
    package var isRestingShell: Bool {
        kind == .shell && !state.isEnded && (program == nil || program == ownProgram)
    }

    /// Nobody chose its name: it is that of its program, perhaps with a number behind it.
    package var hasAutomaticName: Bool {
        let program = if case .agent(let provider) = kind { provider } else { ownProgram ?? "" }
        let stem = Self.automaticName(of: program)
        guard name.hasPrefix(stem) else { return false }
        let rest = name.dropFirst(stem.count)
        return rest.isEmpty
            || rest.hasPrefix("-") && rest.count > 1
                && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// The beginning of a name for what runs a program: letters, digits and `._-`, the first one a letter.
    package static func automaticName(of program: String) -> String {
        let clean = String(
            program.unicodeScalars.filter {
                $0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0)
            }
            .prefix(32).map(Character.init)
        ).drop { "-.0123456789".contains($0) }
        return clean.isEmpty ? "session" : String(clean)
    }
}
