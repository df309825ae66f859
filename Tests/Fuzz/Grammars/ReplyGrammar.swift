/// What a terminal may write into a program's input.
///
/// Everything else would let output type commands. In a pattern, `#` is a decimal number, `@` an even number
/// of hexadecimal digits, `&` four of them, and `%` the parameters of SGR; everything else is itself.
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html names the reports.
enum ReplyGrammar {
    private static let patterns: [[UInt8]] =
        [
            // DA1, DA2, DA3, XTVERSION
            "[?1;2c", "[?6#;1;2;6;9;15;16;17;18;21;22;28;29;52c", "[>#;#;0c", "P!|00000000\u{1B}\\",
            "P>|roost 0.1.0\u{1B}\\",
            // DSR, CPR, DECXCPR, DECDSR, the colour scheme
            "[0n", "[#;#R", "[?#;#;1R", "[?13n", "[?20n", "[?27;1;0;0n", "[?50n", "[?57;0n", "[0*{",
            "P#!~&\u{1B}\\", "[?70n", "[?83n", "[?997;#n",
            // DECREPTPARM, XTWINOPS, mode 2048
            "[#;1;1;128;128;1;0x", "[1t", "[3;0;0t", "[4;#;#t", "[5;#;#t", "[6;#;#t", "[8;#;#t", "[9;#;#t",
            "[48;#;#;#;#t",
            // DECRPM, the kitty keyboard protocol, XTQMODKEYS
            "[#;#$y", "[?#;#$y", "[?#u", "[>4;#m",
            // DECRQSS
            "P0$r\u{1B}\\", "P1$r%m\u{1B}\\", "P1$r#;#r\u{1B}\\", "P1$r#;#s\u{1B}\\", "P1$r#t\u{1B}\\",
            "P1$r# q\u{1B}\\", "P1$r#\"q\u{1B}\\", "P1$r6#;#\"p\u{1B}\\", "P1$r#$|\u{1B}\\",
            "P1$r#*|\u{1B}\\", "P1$r#*x\u{1B}\\", "P1$r#$}\u{1B}\\", "P1$r#$~\u{1B}\\",
            // XTGETTCAP
            "P0+r\u{1B}\\", "P1+r@\u{1B}\\", "P1+r@=@\u{1B}\\",
            // OSC 10 and the like; OSC 4, OSC 5
            "]#;rgb:&/&/&\u{07}", "]#;rgb:&/&/&\u{1B}\\", "]#;#;rgb:&/&/&\u{07}",
            "]#;#;rgb:&/&/&\u{1B}\\",
        ].map { Array("\u{1B}\($0)".utf8) }

    /// Calls `body` with the number of each answer's pattern.
    ///
    /// - Parameters:
    ///   - replies: Whole answers, one behind the other.
    ///   - allowsChecksum: Whether the owner lets programs read checksums of the screen.
    ///   - body: Called for each.
    /// - Returns: The place of the first byte that belongs to none; nil if all is well.
    static func parse(_ replies: [UInt8], allowsChecksum: Bool, _ body: (Int) -> Void) -> Int? {
        var place = 0
        while place < replies.count {
            var found: (index: Int, end: Int)?
            for index in patterns.indices {
                if let end = match(patterns[index], replies, from: place) {
                    found = (index, end)
                    break
                }
            }
            guard let found else { return place }
            if found.index == checksumIndex, !allowsChecksum,
                !replies[place..<found.end].elementsEqual(emptyChecksum(replies[place..<found.end]))
            {
                return place
            }
            body(found.index)
            place = found.end
        }
        return nil
    }

    private static let checksumIndex = patterns.firstIndex { $0.starts(with: "\u{1B}P#!~".utf8) }

    /// The same report with the one sum that is told to everyone: that of the macros, of which there are
    /// none.
    private static func emptyChecksum(_ report: ArraySlice<UInt8>) -> [UInt8] {
        Array(report.dropLast(6)) + Array("0000\u{1B}\\".utf8)
    }

    private static func match(_ pattern: [UInt8], _ bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        for expected in pattern {
            let first = place
            switch expected {
            case 0x23:
                while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
                guard place > first, place - first <= 10 else { return nil }
            case 0x40:
                while place < bytes.count, isHexadecimal(bytes[place]) { place += 1 }
                guard place > first, (place - first) % 2 == 0 else { return nil }
            case 0x26:
                while place < bytes.count, place - first < 4, isHexadecimal(bytes[place]) { place += 1 }
                guard place - first == 4 else { return nil }
            case 0x25:
                while place < bytes.count, (0x30...0x3B).contains(bytes[place]) { place += 1 }
                guard place > first else { return nil }
            default:
                guard place < bytes.count, bytes[place] == expected else { return nil }
                place += 1
            }
        }
        return place
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
