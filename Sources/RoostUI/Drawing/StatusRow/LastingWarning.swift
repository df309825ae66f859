/// What is wrong for longer than a message is shown: a few words, and the key for the whole of it.
struct LastingWarning {
    /// More columns are not kept free for it.
    private static let most = 32
    /// Fewer say nothing.
    private static let least = 6

    private let words: String
    private let more: String

    /// Makes a warning; `key` opens the list of messages.
    init(_ words: String, key: String?) {
        self.words = words
        more = key.map { ", \($0)" } ?? ""
    }

    /// The columns that it would have.
    var width: Int { min(Self.most, TextWidth.of(words) + TextWidth.of(more)) }

    /// As much as fits: the key stays as long as something is said before it; nil when there is no room.
    func text(room: Int) -> String? {
        guard room >= Self.least else { return nil }
        let rest = room - TextWidth.of(more)
        return rest >= 2 * Self.least
            ? TextWidth.clip(words, to: rest) + more : TextWidth.clip(words, to: room)
    }
}
