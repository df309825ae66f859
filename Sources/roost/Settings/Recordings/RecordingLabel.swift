import ArgumentParser
import RoostDetect
import RoostModel

/// What is right at one instant of a recording: `SECONDS=STATE`, or `SECONDS=STATE/ATTENTION` with `none` for nobody and
/// commas between kinds of which each is right.
struct RecordingLabel: ExpressibleByArgument, Hashable {
    /// Milliseconds since the beginning.
    let at: Int64
    let state: SessionState
    /// Nil: any attention is right.
    let attentions: [Attention.Kind?]?

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = Double(parts[0]), (0...100_000_000).contains(seconds) else {
            return nil
        }
        let words = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let word = words.first, let state = SessionState(rawValue: word), words.count <= 2 else {
            return nil
        }
        var attentions: [Attention.Kind?]?
        if words.count == 2 {
            var kinds: [Attention.Kind?] = []
            for word in words[1].split(separator: ",", omittingEmptySubsequences: false) {
                let kind = Attention.Kind(rawValue: String(word))
                guard kind != nil || word == "none" else { return nil }
                kinds.append(kind)
            }
            attentions = kinds
        }
        self.at = Int64((seconds * 1000).rounded())
        self.state = state
        self.attentions = attentions
    }

    /// Whether it is what was found.
    func isMet(by verdict: Verdict) -> Bool {
        verdict.state == state && attentions?.contains(verdict.attention?.kind) ?? true
    }

    /// As it was written, without its instant.
    var text: String {
        state.rawValue
            + (attentions.map { "/" + $0.map { $0?.rawValue ?? "none" }.joined(separator: ",") } ?? "")
    }
}
