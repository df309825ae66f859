import RoostTestSupport
/// One piece of each class.
extension Payload {
    static let words =
        """
        request worker cache session handler timeout accepted upstream module index retry buffer socket \
        closed config reload queue commit branch build target ok failed warning verbose connection latency
        """.split(separator: " ").map(String.init)

    static func log(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        let level = random.pick(["INFO ", "DEBUG", "WARN ", "ERROR"])
        var line = "2026-01-\(random.number(10...31)) \(random.number(10...23)):\(random.number(10...59))"
        line += ".\(random.number(100...999)) \(level) [\(random.pick(words))-\(random.number(1...99))]"
        for _ in 0..<random.number(3...10) { line += " " + random.pick(words) }
        bytes += "\(line) id=\(random.number(10_000...99_999)) dur=\(random.number(0...5000))ms\r\n".utf8
    }

    static func indexedColors(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        colored(&random, &bytes) { random in
            "38;5;\(random.number(0...255));48;5;\(random.number(0...255))"
        }
    }

    static func directColors(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        colored(&random, &bytes) { random in
            let parts = (0..<6).map { _ in String(random.number(0...255)) }
            return "38;2;\(parts[0...2].joined(separator: ";"));48;2;\(parts[3...5].joined(separator: ";"))"
        }
    }

    /// A row of cells, each in colours of its own.
    private static func colored(
        _ random: inout SeededGenerator, _ bytes: inout [UInt8],
        _ parameters: (inout SeededGenerator) -> String
    ) {
        bytes += "\u{1B}[\(random.number(1...rows));1H".utf8
        for _ in 0..<columns {
            bytes += "\u{1B}[\(parameters(&random))m".utf8
            bytes.append(UInt8(random.number(0x61...0x7A)))
        }
    }

    static func cursorMotion(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        let place = "\u{1B}[\(random.number(1...rows - 2));\(random.number(1...columns - 20))H"
        switch random.number(0...99) {
        case ..<60: bytes += "\(place)\(random.pick(words))".utf8
        case ..<70: bytes += "\(place)\u{1B}[K".utf8
        case ..<80: bytes += "\(place)\u{1B}[\(random.number(31...36))m\(random.pick(words))\u{1B}[0m".utf8
        case ..<95: bytes += "\u{1B}[\(random.number(1...5))A\u{1B}[\(random.number(1...9))C42\u{8}\u{8}".utf8
        default: bytes += "\(place)\u{1B}[\(random.number(1...4))\(random.pick(["P", "X", "@"]))".utf8
        }
    }

    private static let emoji = [
        "\u{1F600}", "\u{1F680}", "\u{1F525}", "\u{2705}", "\u{1F44D}\u{1F3FD}", "\u{2764}\u{FE0F}",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}",
    ]

    static func unicode(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        var line = ""
        for _ in 0..<random.number(15...60) {
            switch random.number(0...99) {
            case ..<55: append(random.number(0x4E00...0x9FA0), to: &line)
            case ..<70: append(random.number(0x3041...0x3096), to: &line)
            case ..<80: append(random.number(0xAC00...0xD7A0), to: &line)
            case ..<90: line += random.pick(emoji)
            case ..<95: line += random.pick(["e\u{301}", "a\u{308}"])
            default: line += " \(random.pick(words)) "
            }
        }
        bytes += "\(line)\r\n".utf8
    }

    private static func append(_ scalar: Int, to line: inout String) {
        if let scalar = Unicode.Scalar(scalar) { line.unicodeScalars.append(scalar) }
    }

    static func scrollRegion(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        bytes += "\u{1B}[5;45r\u{1B}[45;1H".utf8
        for _ in 0..<1000 { bytes += "y\r\n".utf8 }
    }

    static func alternateScreen(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        bytes += "\u{1B}[?1049h".utf8
        for _ in 0..<100 {
            bytes += "\u{1B}[\(random.number(1...rows));\(random.number(1...columns))H".utf8
            bytes += "\u{1B}[\(random.number(30...37))m".utf8
            bytes += repeatElement(0x78, count: random.number(1...20))
            bytes += "\u{1B}[K".utf8
        }
    }

    static func compilerLog(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        let module = random.pick(words)
        let version = "v1.\(random.number(0...99)).\(random.number(0...99))"
        bytes += "\u{1B}[0m\u{1B}[32m   Compiling\u{1B}[0m \(module) \(version) (/src/\(module))\r\n".utf8
        bytes += "\u{1B}[33mwarning\u{1B}[0m\u{1B}[1m: unused variable: `x`\u{1B}[0m\r\n".utf8
        bytes +=
            "  \u{1B}[34m-->\u{1B}[0m src/main.rs:\(random.number(1...999)):\(random.number(1...99))\r\n".utf8
    }

    static func lightCells(_ random: inout SeededGenerator, _ bytes: inout [UInt8]) {
        bytes += "\u{1B}[H".utf8
        for row in 1...rows {
            bytes += "\u{1B}[\(row);1H".utf8
            for _ in 0..<columns {
                bytes.append(random.percent(10) ? 0x20 : UInt8(random.number(0x61...0x7A)))
            }
        }
    }
}
