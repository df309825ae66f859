/// Notifications and progress: OSC 9, 99 and 777.
extension Terminal {
    /// OSC 9: iTerm2's notification, ConEmu's progress (9;4) and directory (9;9).
    /// https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC
    mutating func notifyOrProgress(_ command: OperatingSystemCommand) {
        let parts = command.fields(3)
        if parts[0] == "4", parts.count >= 2 {
            guard let state = Int(parts[1]), (0...4).contains(state) else { return }
            let percent = parts.count > 2 ? Int(parts[2]) ?? 0 : 0
            events.post(.progress(state: state, percent: min(max(percent, 0), 100)))
        } else if parts[0] == "9", parts.count == 2 {
            let path = parts[1].hasPrefix("\"") ? parts[1].dropFirst().prefix { $0 != "\"" } : parts[1]
            setWorkingDirectory(path: String(path))
        } else {
            notify(title: "", body: command.text)
        }
    }

    /// OSC 777: `notify;title;body`.
    mutating func notify(_ parts: [Substring]) {
        guard parts.count >= 2, parts[0] == "notify" else { return }
        notify(title: String(parts[1]), body: parts.count > 2 ? String(parts[2]) : "")
    }

    /// OSC 99: `metadata;payload`, one part of several.
    mutating func takeNotificationPart(_ parts: [Substring]) {
        guard parts.count == 2, let done = notification.take(parts[0], parts[1]) else { return }
        events.post(.notification(title: done.title, body: done.body))
    }

    private mutating func notify(title: String, body: String) {
        let title = OperatingSystemCommand.printable(title, limit: 1024)
        let body = OperatingSystemCommand.printable(body, limit: 4096)
        if !title.isEmpty || !body.isEmpty { events.post(.notification(title: title, body: body)) }
    }
}
