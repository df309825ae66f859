// The words with which a conversation is taken up again.
extension Provider {
    /// The words that somebody gave, for the same conversation once more: without another conversation's identifier, and
    /// without the prompt that it began with, which would be sent again.
    ///
    /// A prompt is what has a blank in it and is no option's value.
    package func resuming(_ words: [String]) -> [String] {
        kept(words) { $0.contains(where: \.isWhitespace) }
    }

    /// The options among the words of a command line that somebody typed, for the same conversation once more.
    package func options(among words: [String]) -> [String] {
        kept(words) { _ in true }
    }

    /// Words that are options, their values, or no prompt.
    private func kept(_ words: [String], isPrompt: (String) -> Bool) -> [String] {
        var kept: [String] = []
        var rest = words[...]
        var takesValue = false
        while let word = rest.first {
            if let count = wordsThatResume(rest) {
                rest = rest.dropFirst(count)
                takesValue = false
                continue
            }
            rest.removeFirst()
            if word == "--" { break }
            let isOption = word.hasPrefix("-")
            if isOption || takesValue || !isPrompt(word) { kept.append(word) }
            takesValue = isOption && !word.contains("=")
        }
        return kept
    }

    /// How many words at the beginning say which conversation it is; nil: none.
    private func wordsThatResume(_ words: ArraySlice<String>) -> Int? {
        if !resumeLatest.isEmpty, words.starts(with: resumeLatest) { return resumeLatest.count }
        guard !resume.isEmpty, let word = words.first else { return nil }
        let isMeant =
            resume.count <= words.count
            && zip(resume, words).allSatisfy { pattern, word in
                pattern == "{id}" ? !word.hasPrefix("-") : pattern == word
            }
        if isMeant { return resume.count }
        return resume.first?.hasPrefix("--") == true && word.hasPrefix("\(resume[0])=") ? 1 : nil
    }
}
