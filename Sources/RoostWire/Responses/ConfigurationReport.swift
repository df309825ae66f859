/// The configuration that the server works with, and what became of it when it was read again.
package struct ConfigurationReport: Codable, Hashable, Sendable {
    /// A mistake in one of the files.
    package struct Problem: Codable, Hashable, Sendable {
        /// One line: `cannot read FILE, line N, key K: CAUSE`.
        package var text: String
        /// What a person can do about it: a clause.
        package var advice: String

        package init(text: String, advice: String) {
            self.text = text
            self.advice = advice
        }
    }

    /// The values in force, by the options' names, as `config.toml` writes them without quotes.
    package var values: [String: String]
    /// Options that got another value now.
    package var changed: [String]
    /// Options whose new value counts after a restart of the server.
    package var waiting: [String]
    package var problems: [Problem]

    package init(
        values: [String: String], changed: [String] = [], waiting: [String] = [], problems: [Problem] = []
    ) {
        self.values = values
        self.changed = changed
        self.waiting = waiting
        self.problems = problems
    }
}
