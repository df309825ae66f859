import RoostModel

/// One line of a provider's table: words that mean something in one place of the screen, and only there.
///
/// An AI CLI prints whatever its model and its tools say, other CLIs' dialogs included. Words alone tell
/// nothing; the place does: below the prompt box, directly above it, or a dialog that took its place.
struct DetectionRule: Sendable {
    enum Place: Sendable {
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
        case title
        case notification
    }

    enum Meaning: Sendable {
        case busy, idle
        case attention(Attention.Kind)
    }

    /// What of a dialog becomes the text of its attention.
    enum Subject: Sendable {
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

    let place: Place
    let pattern: TextPattern
    let meaning: Meaning
    let subject: Subject

    init(_ place: Place, _ pattern: TextPattern, _ meaning: Meaning, _ subject: Subject = .question) {
        self.place = place
        self.pattern = pattern
        self.meaning = meaning
        self.subject = subject
    }

    static func menu(_ pattern: TextPattern, _ kind: Attention.Kind, _ subject: Subject = .question) -> Self {
        Self(.menu, pattern, .attention(kind), subject)
    }

    static func menuFooter(_ pattern: TextPattern, _ kind: Attention.Kind, _ subject: Subject) -> Self {
        Self(.menuFooter, pattern, .attention(kind), subject)
    }

    static func option(_ pattern: TextPattern, _ kind: Attention.Kind) -> Self {
        Self(.option, pattern, .attention(kind))
    }

    static func form(
        _ pattern: TextPattern, ending: TextPattern, _ kind: Attention.Kind, _ subject: Subject = .question
    ) -> Self {
        Self(.form(ending: ending), pattern, .attention(kind), subject)
    }

    static func footer(_ pattern: TextPattern, _ meaning: Meaning) -> Self { Self(.footer, pattern, meaning) }

    static func status(_ pattern: TextPattern, _ meaning: Meaning) -> Self { Self(.status, pattern, meaning) }

    static func notice(_ pattern: TextPattern, _ kind: Attention.Kind) -> Self {
        Self(.notice, pattern, .attention(kind))
    }

    static func cursorRow(
        _ pattern: TextPattern, _ kind: Attention.Kind, after quietMilliseconds: Int64 = 0,
        _ subject: Subject = .question
    ) -> Self {
        Self(.cursorRow(quietMilliseconds: quietMilliseconds, below: nil), pattern, .attention(kind), subject)
    }

    static func cursorRow(
        _ pattern: TextPattern, below: TextPattern, _ kind: Attention.Kind, _ subject: Subject
    ) -> Self {
        Self(.cursorRow(quietMilliseconds: 0, below: below), pattern, .attention(kind), subject)
    }

    static func title(_ pattern: TextPattern, _ meaning: Meaning) -> Self { Self(.title, pattern, meaning) }

    static func notification(_ pattern: TextPattern, _ meaning: Meaning) -> Self {
        Self(.notification, pattern, meaning)
    }
}
