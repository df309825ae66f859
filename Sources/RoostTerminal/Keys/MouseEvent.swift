/// One action of the mouse at a cell.
public struct MouseEvent: Hashable, Sendable {
    /// What happened.
    public var action: Action
    /// Which button: of a move, the one that is held (`none`: a plain move).
    ///
    /// Of a release, `none` where the terminal could not tell.
    public var button: Button
    /// The row, 0-based.
    public var row: Int
    /// The column, 0-based.
    public var column: Int
    /// Shift, Alt and Control; a terminal reports no others with the mouse.
    public var modifiers: Modifiers

    /// What the mouse did.
    public enum Action: Hashable, Sendable, CaseIterable {
        /// A button went down, or the wheel turned by one step.
        case press
        /// A button came up.
        case release
        /// The pointer moved to another cell; a drag if a button is held.
        case move
    }

    /// A button of the mouse, or a direction of its wheel.
    public enum Button: Hashable, Sendable {
        case none, left, middle, right
        case wheelUp, wheelDown, wheelLeft, wheelRight
        /// A further button by its X11 number: 8 to 15 can be told by terminals.
        case other(Int)

        /// True for the wheel, which has no release.
        public var isWheel: Bool {
            switch self {
            case .wheelUp, .wheelDown, .wheelLeft, .wheelRight: true
            default: false
            }
        }
    }

    /// A mouse action; row and column are 0-based.
    public init(action: Action, button: Button, row: Int, column: Int, modifiers: Modifiers = []) {
        self.action = action
        self.button = button
        self.row = row
        self.column = column
        self.modifiers = modifiers
    }
}

/// The button byte of mouse reports: bits 0-1 and 6-7 the button, 2-4 the modifiers, 5 motion.
///
/// Source: ctlseqs "Mouse Tracking",
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking>.
extension MouseEvent {
    private static let buttons: [(code: Int, button: Button)] = [
        (0, .left), (1, .middle), (2, .right), (3, .none),
        (64, .wheelUp), (65, .wheelDown), (66, .wheelLeft), (67, .wheelRight),
        (128, .other(8)), (129, .other(9)), (130, .other(10)), (131, .other(11)),
        (192, .other(12)), (193, .other(13)), (194, .other(14)), (195, .other(15)),
    ]
    private static let motion = 32
    private static let modifierBits: [(bit: Int, modifier: Modifiers)] = [
        (4, .shift), (8, .alt), (16, .control),
    ]

    /// From the button byte, less its offset; nil if it names nothing.
    ///
    /// What the report says beside the byte is `isRelease`, nil where only the byte can tell.
    init?(buttonCode code: Int, isRelease: Bool?, row: Int, column: Int) {
        guard let entry = Self.buttons.first(where: { $0.code == code & ~0x3C }), (0...255).contains(code)
        else { return nil }
        let isMove = code & Self.motion != 0
        let action: Action =
            if isRelease == true { .release } else if isMove { .move } else if entry.button == .none {
                .release
            } else { .press }
        var modifiers: Modifiers = []
        for (bit, modifier) in Self.modifierBits where code & bit != 0 { modifiers.insert(modifier) }
        self.init(action: action, button: entry.button, row: row, column: column, modifiers: modifiers)
    }

    /// The button byte without offset, nil for a button that cannot be told.
    ///
    /// With `namesRelease` the report says beside the byte that a button came up (SGR); otherwise a release
    /// is the button `none`.
    func buttonCode(namesRelease: Bool) -> Int? {
        let told: Button = action == .release && !namesRelease ? .none : button
        guard let entry = Self.buttons.first(where: { $0.button == told }) else { return nil }
        var code = entry.code
        if action == .move { code |= Self.motion }
        for (bit, modifier) in Self.modifierBits where modifiers.contains(modifier) { code |= bit }
        return code
    }
}
