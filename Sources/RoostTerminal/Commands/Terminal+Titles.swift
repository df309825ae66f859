/// OSC 0, 1 and 2: the titles of window and icon.
extension Terminal {
    private static let titleLimit = 4096

    /// Takes over what is given, without control characters.
    mutating func setTitles(icon: String? = nil, window: String? = nil) {
        if let icon { titles.icon = OperatingSystemCommand.printable(icon, limit: Self.titleLimit) }
        guard let window else { return }
        titles.window = OperatingSystemCommand.printable(window, limit: Self.titleLimit)
        events.post(.title(title))
    }
}
