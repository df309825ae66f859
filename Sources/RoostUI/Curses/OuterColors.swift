import RoostTerminal
import RoostWire

/// Gathers what the outer terminal tells about its colours.
struct OuterColors {
    private var foreground: [UInt8]?
    private var background: [UInt8]?
    private var taken: Appearance?

    /// Told what came; gives the bytes to write.
    mutating func receive(_ reply: TerminalReply) -> String {
        switch reply {
        case .color(10, let red, let green, let blue): foreground = Self.high(red, green, blue)
        case .color(11, let red, let green, let blue): background = Self.high(red, green, blue)
        case .colorScheme: return TerminalSequences.askColors + TerminalSequences.askAttributes
        default: break
        }
        return ""
    }

    private static func high(_ parts: UInt16...) -> [UInt8] { parts.map { UInt8($0 >> 8) } }

    /// Both colours, when they are known and not what was taken before.
    mutating func take() -> Appearance? {
        guard let foreground, let background else { return nil }
        let appearance = Appearance(foreground: foreground, background: background)
        guard appearance != taken else { return nil }
        taken = appearance
        return appearance
    }
}
