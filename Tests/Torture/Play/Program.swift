import RoostTestSupport

/// What a session prints: the same bytes from the same kind and seed, however fast they are printed.
///
/// The stream is a prelude, any number of blocks, and a closing. Its lines that count are `n NUMBER TEXT`, from 1
/// on and without a hole.
struct Program {
    /// How it looks.
    enum Kind: String, CaseIterable {
        /// Numbered lines with short pauses.
        case lines
        /// Numbered lines with longer ones.
        case slow
        /// Bursts of lines as fast as the terminal takes them.
        case flood
        /// A full-screen program that draws at random places, and leaves the alternate screen now and then.
        case redraw
        /// A shell that marks its prompts and commands with OSC 133.
        case shell
        /// Lines, with questions to the terminal among them (DSR 6) whose answers are waited for.
        case asking
        /// Bursts without a pause.
        case torrent
        /// As much as a person might follow, and the search index takes.
        case steady
        /// A spinner in the title, and nothing on the screen.
        case titles
        /// Twenty bytes, twelve times a second.
        case dots
    }

    /// Something to print, and what comes after it.
    struct Block {
        var bytes: [UInt8]
        var pauseMilliseconds: Double = 0
        /// An answer is due.
        var asks = false
    }

    /// Lines of the closing: more than a screen, so that what resizes did to the screen has gone from it.
    static let closingLines = 120

    let kind: Kind
    private var generator: SeededGenerator
    private var number = 0
    private var count = 0

    init(kind: Kind, seed: UInt64) {
        self.kind = kind
        generator = SeededGenerator(seed: seed)
    }

    /// The highest number so far.
    var lastNumber: Int { number }

    /// The numbered line; narrow enough for the narrowest size that a scenario uses.
    private mutating func line() -> String {
        number += 1
        let words = [
            "alpha", "béta", "漢字", "\u{1B}[32mgreen\u{1B}[0m", "🙂", "\u{1B}[1;48;5;17mbold\u{1B}[m", "x",
        ]
        let text = (0..<Int.random(in: 0...5, using: &generator))
            .map { _ in words[Int.random(in: 0..<words.count, using: &generator)] }
        return "n \(number) \(text.joined(separator: " "))\r\n"
    }

    private mutating func lines(_ count: Int) -> String {
        (0..<count).map { _ in line() }.joined()
    }

    /// So many lines without a pause.
    mutating func prelude(lines count: Int) -> [UInt8] {
        var text = lines(count)
        if kind == .redraw { text += "\u{1B}[?1049h\u{1B}[H\u{1B}[2J" }
        return Array(text.utf8)
    }

    /// The next block.
    mutating func block() -> Block {
        count += 1
        switch kind {
        case .lines:
            return Block(
                bytes: Array(line().utf8), pauseMilliseconds: Double.random(in: 1...20, using: &generator))
        case .slow:
            return Block(
                bytes: Array(line().utf8), pauseMilliseconds: Double.random(in: 20...80, using: &generator))
        case .flood:
            let burst = lines(Int.random(in: 10...400, using: &generator))
            return Block(
                bytes: Array(burst.utf8), pauseMilliseconds: Double.random(in: 300...1500, using: &generator))
        case .steady:
            return Block(bytes: Array(lines(10).utf8), pauseMilliseconds: 100)
        case .titles:
            let title = "\u{1B}]2;\(["|", "/", "-", "\\"][count % 4]) working \(count)\u{7}"
            return Block(bytes: Array(title.utf8), pauseMilliseconds: 80)
        case .dots:
            return Block(bytes: Array("...................\r".utf8), pauseMilliseconds: 83)
        case .torrent:
            return Block(bytes: Array(lines(200).utf8))
        case .redraw:
            return Block(
                bytes: Array(drawing().utf8), pauseMilliseconds: Double.random(in: 2...30, using: &generator))
        case .shell:
            return Block(
                bytes: Array(command().utf8), pauseMilliseconds: Double.random(in: 5...60, using: &generator))
        case .asking:
            let asks = count % 20 == 0
            let text = line() + (asks ? "\u{1B}[6n" : "")
            return Block(
                bytes: Array(text.utf8), pauseMilliseconds: Double.random(in: 1...20, using: &generator),
                asks: asks)
        }
    }

    private mutating func drawing() -> String {
        // Now and then a line on the primary screen: numbers that must be there at the end.
        if count % 25 == 0 { return "\u{1B}[?1049l" + line() + "\u{1B}[?1049h" }
        var text = ""
        for _ in 0..<Int.random(in: 5...60, using: &generator) {
            let (row, column) = (
                Int.random(in: 1...24, using: &generator), Int.random(in: 1...70, using: &generator)
            )
            let color = Int.random(in: 0...255, using: &generator)
            text += "\u{1B}[\(row);\(column)H\u{1B}[38;5;\(color)m\(String(color, radix: 16))é"
        }
        return text
    }

    /// OSC 133: prompt, command line, output, end.
    private mutating func command() -> String {
        "\u{1B}]133;A\u{7}$ \u{1B}]133;B\u{7}echo \(count)\u{1B}]133;C\u{7}\r\n" + line()
            + "\u{1B}]133;D;\(count % 3)\u{7}"
    }

    /// What the history says of the command in a block, counted from 0.
    static func commandOutcome(_ block: Int) -> String { "echo \(block + 1) -> \((block + 1) % 3)" }

    /// The end: a screen that depends on nothing but the blocks before.
    mutating func closing() -> [UInt8] {
        guard kind == .redraw else { return Array((lines(Self.closingLines) + "the end\r\n").utf8) }
        var text =
            "\u{1B}[?1049l\u{1B}[m" + lines(Self.closingLines) + "\u{1B}[?1049h\u{1B}[m\u{1B}[H\u{1B}[2J"
        for row in 1...23 {
            let color = Int.random(in: 0...255, using: &generator)
            text += "\u{1B}[\(row);\(row)H\u{1B}[38;5;\(color)mrow \(row) of \(number)"
        }
        return Array((text + "\u{1B}[24;1H\u{1B}[mthe end").utf8)
    }
}
