import RoostTerminal
import RoostWire

extension Terminal {
    /// Takes over the colours that a client told.
    mutating func setAppearance(_ appearance: Appearance) {
        let (front, back) = (appearance.foreground, appearance.background)
        setAppearance(
            foreground: (front[0], front[1], front[2]), background: (back[0], back[1], back[2]))
    }
}
