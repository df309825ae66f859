import Glibc

/// Files beside the tests.
enum Fixture {
    static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Fixtures/"

    /// What programs really wrote, at the size they were told.
    static let recordings: [(name: String, columns: Int, rows: Int)] = [
        ("aider-firstrun", 120, 40), ("bash", 80, 24), ("bash-edit", 120, 40),
        ("claude-neutral-term", 120, 40), ("claude-onboarding-bedrock", 120, 40),
        ("claude-session-mock", 120, 40), ("curses-attributes", 80, 24), ("curses-forms", 120, 40),
        ("curses-inserts", 80, 24), ("dialog-calendar", 120, 40), ("dialog-form", 80, 24),
        ("elinks", 80, 24), ("emacs", 80, 24), ("emacs-calendar", 120, 40), ("fzf", 120, 40),
        ("git-diff", 120, 40), ("git-log", 80, 24), ("joe", 120, 40), ("less-search", 80, 24),
        ("man", 80, 24), ("mc", 80, 24), ("mc-edit", 120, 40), ("nano", 80, 24), ("progress", 80, 24),
        ("python", 80, 24), ("screen", 80, 24), ("tig", 120, 40), ("tmux-panes", 80, 24),
        ("tmux-windows", 120, 40), ("tput", 80, 24), ("vim-insert", 120, 40), ("vim-split", 80, 24),
        ("vim-windows", 80, 24), ("w3m", 80, 24), ("whiptail", 80, 24), ("zsh", 80, 24),
    ]

    static func bytes(_ name: String) -> [UInt8]? {
        guard let file = unsafe fopen(folder + name, "rb") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(_ name: String) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether golden files are to be written anew, for a person to review.
    static var isUpdating: Bool { unsafe getenv("ROOST_UPDATE_GOLDEN") != nil }

    static func write(_ text: String, to name: String) {
        guard let file = unsafe fopen(folder + name, "wb") else { return }
        unsafe fwrite(text, 1, text.utf8.count, file)
        unsafe fclose(file)
    }
}
