/// Which character each sign is: roost's own, but for those that a theme names.
package struct Glyphs: Hashable, Sendable {
    /// What a theme names: characters one cell wide; several are the frames of an animation.
    var named: [GlyphRole: String] = [:]
    /// The same with ASCII alone.
    var namedASCII: [GlyphRole: String] = [:]

    /// Roost's own.
    package init() {}

    /// All characters of a sign.
    package func characters(_ role: GlyphRole, ascii: Bool = false) -> String {
        ascii ? namedASCII[role] ?? role.standard.ascii : named[role] ?? role.standard.text
    }

    /// The character of a sign; `frame` grows with time and matters only to signs with several characters.
    package func character(_ role: GlyphRole, ascii: Bool = false, frame: Int = 0) -> String {
        let characters = Array(characters(role, ascii: ascii))
        guard !characters.isEmpty else { return " " }
        return String(characters[Int(UInt(bitPattern: frame) % UInt(characters.count))])
    }
}

extension GlyphRole {
    /// What a theme need not say.
    fileprivate var standard: (text: String, ascii: String) {
        switch self {
        case .busy: ("◐◓◑◒", ">")
        case .idle: ("·", ".")
        case .running: ("▸", ">")
        case .finished: ("●", "*")
        case .exited: ("✓", "=")
        case .error: ("✗", "x")
        case .restored: ("‖", "#")
        case .approval: ("!", "!")
        case .question: ("?", "?")
        case .authentication: ("⚿", "@")
        case .trust: ("⚿", "@")
        case .retrying: ("↻", "~")
        case .rateLimited: ("⧗", "%")
        case .bell: ("♪", "^")
        case .horizontal: ("─", "-")
        case .vertical: ("│", "|")
        case .cross: ("┼", "+")
        case .downRight: ("┌", "+")
        case .downLeft: ("┐", "+")
        case .upRight: ("└", "+")
        case .upLeft: ("┘", "+")
        case .verticalRight: ("├", "+")
        case .verticalLeft: ("┤", "+")
        case .horizontalDown: ("┬", "+")
        case .horizontalUp: ("┴", "+")
        case .separator: ("·", "-")
        case .ellipsis: ("…", "~")
        case .activity: ("▪", "+")
        case .zoomed: ("▣", "Z")
        case .barFull: ("█", "#")
        case .barMedium: ("▒", "=")
        case .barEmpty: ("░", ".")
        case .pointer: ("›", ">")
        case .caret: ("▏", "_")
        }
    }
}
