package import RoostModel

/// One rule of a provider's file: words that mean something in one place of the screen, and only there.
///
/// An AI CLI prints whatever its model and its tools say, other CLIs' dialogs included. Words alone tell
/// nothing; the place does: below the prompt box, directly above it, or a dialog that took its place.
package struct DetectionRule: Hashable, Sendable {
    /// Where its words count.
    package enum Place: Hashable, Sendable {
        /// A row of the dialog above a menu, which is the last thing on the screen.
        case menu
        /// The row below a menu that says its keys.
        case menuFooter
        /// One of the options of a menu.
        case option
        /// A row of a dialog without a menu that this program knows; the dialog's last row must be `ending`.
        case form(ending: TextPattern)
        /// A row below the prompt box.
        case footer
        /// The row above the prompt box that says what goes on.
        case status
        /// A message of the program itself, not of the model, after the last prompt.
        case notice
        /// The cursor's own row, when nothing was printed for so long, and below a row that matches `below`.
        case cursorRow(quietMilliseconds: Int64, below: TextPattern?)
        /// A row of what stands directly above the cursor's blank row, when nothing was printed for so long.
        case aboveCursor(quietMilliseconds: Int64)
        case title
        case notification
    }

    /// What its words say.
    package enum Meaning: Hashable, Sendable {
        case busy, idle
        case attention(Attention.Kind)
    }

    /// What of a dialog becomes the text of its attention.
    package enum Subject: Hashable, Sendable {
        /// The row that matched.
        case question
        /// The command that is to run, and that row.
        case command
        /// The folder, and that row.
        case folder
        /// Its rows, from the first to the one that matched.
        case whole
        /// The rows from one that matches this to the one that matched.
        case since(TextPattern)
    }

    /// What a file calls it by; no two of one set have the same.
    package var name: String
    package var place: Place
    /// Any of them is enough; the first that matches counts.
    package var patterns: [TextPattern]
    package var meaning: Meaning
    package var subject: Subject

    package init(
        name: String, _ place: Place, _ patterns: [TextPattern], _ meaning: Meaning,
        _ subject: Subject = .question
    ) {
        self.name = name
        self.place = place
        self.patterns = patterns
        self.meaning = meaning
        self.subject = subject
    }

    /// Whether one of its patterns is what a row says.
    func matches(_ text: ArraySlice<UInt8>) -> Bool { patterns.contains { $0.matches(text) } }

    /// Whether one of its patterns is what a text says.
    func matches(_ text: String) -> Bool { matches(Array(text.utf8)[...]) }
}
