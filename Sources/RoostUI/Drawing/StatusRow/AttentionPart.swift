import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire

/// The right end of the status row: who needs a person, host and clock.
struct AttentionPart {
    /// How much of it is shown, from all of it to the least.
    enum Extent: Int, CaseIterable, Comparable {
        case all, withoutKey, withoutHost
        /// `! codex web`, or `! 3: codex web` of several.
        case who
        /// The same without the clock.
        case whoAlone
        /// `! 3`.
        case count

        static func < (one: Extent, other: Extent) -> Bool { one.rawValue < other.rawValue }
    }

    private let state: ViewState

    init(_ state: ViewState) {
        self.state = state
    }

    func pieces(_ extent: Extent) -> [StatusRow.Piece] {
        let look = state.look
        var pieces: [StatusRow.Piece] = []
        if let first = state.needy.first {
            let style = look.style(.attention, on: look[.status])
            pieces.append(StatusRow.Piece(text: text(of: first, extent), style: style, target: .attention))
            if extent == .all, let key = KeyNames.sequence(for: "next-attention", in: state.configuration) {
                pieces.append(
                    StatusRow.Piece(text: "  \(key)", style: look[.statusDim], target: .attention))
            }
        }
        var place: [String] = []
        if extent < .withoutHost, let host = state.workspace?.host, !host.isEmpty {
            place.append(TextWidth.clip(host, to: 20))
        }
        if extent < .whoAlone, state.configuration.clock { place.append(state.timeOfDay(state.now)) }
        if !place.isEmpty {
            if !pieces.isEmpty {
                pieces.append(
                    StatusRow.Piece(text: " \(look.glyph(.vertical)) ", style: look[.statusDim]))
            }
            pieces.append(StatusRow.Piece(text: place.joined(separator: " "), style: look[.status]))
        }
        return pieces
    }

    private func text(of first: SessionInfo, _ extent: Extent) -> String {
        let label = SessionLabel(first)
        let glyph = state.look.glyph(label.glyph, frame: 0)
        let count = state.needy.count
        let who = label.name.map { "\(label.provider) \($0)" } ?? label.provider
        if extent < .who {
            return "\(glyph) \(count) \(count == 1 ? "needs" : "need") you: \(TextWidth.clip(who, to: 24))"
        }
        guard extent < .count else { return "\(glyph) \(count)" }
        return "\(glyph) " + (count == 1 ? "" : "\(count): ") + TextWidth.clip(label.name ?? who, to: 16)
    }
}
