/// The working directory: OSC 7, OSC 9;9 and OSC 1337 `CurrentDir=`.
extension Terminal {
    private static let pathLimit = 4096

    /// OSC 7: a URL of a file with percent-encoding, or of kitty's shell integration without.
    mutating func setWorkingDirectory(url: String) {
        let isEncoded = url.hasPrefix("file://")
        guard isEncoded || url.hasPrefix("kitty-shell-cwd://") else { return }
        let rest = url.dropFirst(isEncoded ? 7 : 18)
        guard let slash = rest.firstIndex(of: "/") else { return }
        let path = rest[slash...]
        setWorkingDirectory(path: isEncoded ? OperatingSystemCommand.percentDecoded(path) : String(path))
    }

    /// OSC 1337: iTerm2 has many properties; only the directory means something here.
    mutating func setWorkingDirectory(property: String) {
        if property.hasPrefix("CurrentDir=") { setWorkingDirectory(path: String(property.dropFirst(11))) }
    }

    /// An absolute path without control characters; anything else is ignored.
    mutating func setWorkingDirectory(path: String) {
        guard path.hasPrefix("/"), path.utf8.count <= Self.pathLimit,
            OperatingSystemCommand.printable(path, limit: Self.pathLimit) == path
        else { return }
        events.post(.workingDirectory(path))
    }
}
