/// One line of `roost doctor`.
package struct Finding: Codable, Hashable, Sendable {
    package enum Level: String, Codable, Hashable, Sendable {
        case ok, warning, error
    }

    package var level: Level
    /// What was looked at: `database`, `keeper`, `locale` ...
    package var subject: String
    package var text: String

    package init(_ level: Level, _ subject: String, _ text: String) {
        self.level = level
        self.subject = subject
        self.text = text
    }
}
