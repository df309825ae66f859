import RoostWire

/// What becomes of input while the server does not read what it was sent, so that nothing piles up for it.
///
/// Keys, mouse events and pastes are refused, which the person is told once: nobody wants them typed into a program
/// minutes later. Of the outer terminal's size, focus and colours only the newest counts, and is sent when the server
/// reads again. Acknowledgements are sent in any case: there is one for each screen that came.
struct UnsentInput {
    /// What to do with a frame now.
    enum Verdict: Hashable {
        case send
        /// Nothing now: it is sent with ``takeNewest()`` if no newer one takes its place.
        case hold
        /// It is lost; the person is to be told if this is the first.
        case refuse(isFirst: Bool)
    }

    private var newest: [UInt16: Frame] = [:]
    private var hasRefused = false

    /// Decides about a frame.
    mutating func consider(_ frame: Frame, isWritable: Bool) -> Verdict {
        guard !isWritable else { return .send }
        switch FrameKind(rawValue: frame.kind) {
        case .resize, .focus, .appearance:
            newest[frame.kind] = frame
            return .hold
        case .key, .mouse, .paste:
            defer { hasRefused = true }
            return .refuse(isFirst: !hasRefused)
        default:
            return .send
        }
    }

    /// The server reads again: gives what was held, and forgets all.
    mutating func takeNewest() -> [Frame] {
        defer { self = UnsentInput() }
        return newest.sorted { $0.key < $1.key }.map(\.value)
    }
}
