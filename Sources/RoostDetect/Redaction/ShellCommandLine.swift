/// The words of a shell's command line, as far as quotes and signs between commands tell them; nothing is expanded.
struct ShellCommandLine: Sendable {
    /// A word without its quotes.
    struct Word: Sendable {
        var bytes: [UInt8] = []
        /// Where each of its bytes stands in the line.
        var places: [Int] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Words between two signs.
    struct Command: Sendable {
        var words: [Word] = []
        /// Its input is the output of the one before.
        var isPiped = false
        /// Its input is a word of its own (`<<<`).
        var hereString: Word?
    }

    /// In order; none without a word.
    private(set) var commands: [Command] = []

    private var command = Command()
    private var word: Word?
    private var isHereString = false

    /// Reads a line.
    init(_ line: [UInt8]) {
        var quote: UInt8?
        var index = 0
        while index < line.count {
            let byte = line[index]
            if let open = quote {
                if byte == open { quote = nil } else { take(byte, at: index) }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                word = word ?? Word()
            } else if byte == 0x20 || byte == 0x09 {
                endWord()
            } else if line[index...].starts(with: "<<<".utf8) {
                endWord()
                isHereString = true
                index += 2
            } else if "|;&()`\n".utf8.contains(byte) {
                let isDouble = line[(index + 1)...].first == byte
                endCommand()
                command.isPiped = byte == UInt8(ascii: "|") && !isDouble
                if isDouble { index += 1 }
            } else {
                take(byte, at: index)
            }
            index += 1
        }
        endCommand()
    }

    private mutating func take(_ byte: UInt8, at index: Int) {
        word = word ?? Word()
        word?.bytes.append(byte)
        word?.places.append(index)
    }

    private mutating func endWord() {
        guard let word = word.take() else { return }
        if isHereString { command.hereString = word } else { command.words.append(word) }
        isHereString = false
    }

    private mutating func endCommand() {
        endWord()
        if !command.words.isEmpty { commands.append(command) }
        command = Command()
    }
}
