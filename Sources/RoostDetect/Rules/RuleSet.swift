/// All that is known of one program's screens, as its provider's file says it.
package struct RuleSet: Hashable, Sendable {
    /// How the program's prompt looks.
    package enum Prompt: Hashable, Sendable {
        /// Between two lines across, or in a frame; the first row starts with one of these characters.
        case boxed(markers: String)
        /// A row at the left edge that starts with one of these characters, with little below it.
        case bare(markers: String)
        /// The lowest row that starts with one of these characters, with little below it.
        case marked(markers: String)
        /// The cursor's own row matches one of these.
        case cursorRow([TextPattern])
        /// Its prompts tell nothing.
        case none
    }

    package var prompt: Prompt
    /// The characters before the selected row of a menu.
    package var selectionMarkers = ""
    /// The rows below a menu that say its keys.
    package var menuFooters: [TextPattern] = []
    /// Rows below the options that say nothing, whatever stands below them: how much there is to scroll.
    package var menuAsides: [TextPattern] = ["[↑↓] *more*", "… *more*"]
    /// The rows below a field that say the keys of a form; a box above one is no prompt.
    package var formFooters: [TextPattern] = []
    /// Whether a menu counts only with one of `menuFooters` below it.
    package var isMenuFooterNeeded = true
    /// A menu without one of `menuFooters` counts when nothing was printed for so long: before, the rest of it may come.
    package var footerlessMilliseconds: Int64 = 0
    /// How many other rows may stand below a menu, as long as no prompt is among them.
    package var rowsBelowMenu = 0
    /// The characters at the left edge that start a message or an answer; dialogs do not reach above one.
    package var messageMarkers = ""
    /// Those of them that start what the program itself says to a person.
    package var answerMarkers = ""
    /// How many blocks of rows above the prompt box may be the status.
    package var statusReach = 1
    /// How far from the left edge a status may stand.
    package var statusIndent = 1
    /// Rows at which a program waits for commands, page after page, or for nothing at all: no question, although it reads.
    package var commandPrompts: [TextPattern] = []
    /// Whether it works whenever it shows no prompt.
    package var isBusyWithoutPrompt = false
    /// In the order in which they are tried.
    package var rules: [DetectionRule] = []

    /// Knows nothing of a program yet.
    package init(prompt: Prompt = .none) {
        self.prompt = prompt
    }

    /// Whether it is an AI CLI: it either works or waits at its prompt.
    package var hasPrompt: Bool {
        if case .none = prompt { false } else { true }
    }
}
