import Testing

@testable import RoostTerminal

/// Bytes of terminals and the keys they stand for, shared by the suites of decoding and encoding.
enum InputSamples {
    /// One row: the bytes, and what they are.
    struct Sample: CustomTestStringConvertible, Sendable {
        let bytes: [UInt8]
        let key: Key
        var modes = InputModes()

        var testDescription: String { "\(visible(bytes)) = \(key.name)" }
    }

    /// `text` with `^[` for ESC, as `cat -v` shows it.
    static func bytes(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("^[") {
                result.append(0x1B)
                rest = rest.dropFirst(2)
            } else {
                result += Array(String(first).utf8)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The inverse of `bytes(_:)`, for messages.
    static func visible(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            switch byte {
            case 0x1B: "^["
            case 0x20...0x7E: String(Character(Unicode.Scalar(byte)))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }

    /// All combinations of Shift, Alt and Control with at least one, and the number in sequences.
    static let modified: [(parameter: Int, modifiers: Modifiers)] = (2...8).map {
        ($0, Modifiers(rawValue: UInt8($0 - 1)))
    }

    /// Cursor, editing and function keys as xterm, VTE, kitty and tmux send them in legacy mode.
    static let functional: [Sample] = {
        var samples: [Sample] = []
        var cursor = InputModes()
        cursor.applicationCursorKeys = true
        let letters: [(String, Key.Code)] = [
            ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
            ("E", .keypad(.begin)),
        ]
        for (letter, code) in letters {
            samples.append(Sample(bytes: bytes("^[[" + letter), key: Key(code: code)))
            samples.append(Sample(bytes: bytes("^[O" + letter), key: Key(code: code), modes: cursor))
            for (parameter, modifiers) in modified {
                let sequence = bytes("^[[1;\(parameter)\(letter)")
                samples.append(Sample(bytes: sequence, key: Key(code: code, modifiers: modifiers)))
                samples.append(
                    Sample(bytes: sequence, key: Key(code: code, modifiers: modifiers), modes: cursor))
            }
        }
        for (index, letter) in ["P", "Q", "R", "S"].enumerated() {
            samples.append(Sample(bytes: bytes("^[O" + letter), key: Key(code: .function(index + 1))))
            for (parameter, modifiers) in modified {
                samples.append(
                    Sample(
                        bytes: bytes("^[[1;\(parameter)\(letter)"),
                        key: Key(code: .function(index + 1), modifiers: modifiers)))
            }
        }
        let numbers: [(Int, Key.Code)] = [
            (2, .insert), (3, .delete), (5, .pageUp), (6, .pageDown), (15, .function(5)), (17, .function(6)),
            (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
            (23, .function(11)), (24, .function(12)), (25, .function(13)), (26, .function(14)),
            (28, .function(15)), (29, .menu), (31, .function(17)), (32, .function(18)), (33, .function(19)),
            (34, .function(20)),
        ]
        for (number, code) in numbers {
            samples.append(Sample(bytes: bytes("^[[\(number)~"), key: Key(code: code)))
            for (parameter, modifiers) in modified {
                samples.append(
                    Sample(
                        bytes: bytes("^[[\(number);\(parameter)~"), key: Key(code: code, modifiers: modifiers)
                    ))
            }
        }
        return samples
    }()

    /// The application keypad.
    static let keypad: [Sample] = {
        var modes = InputModes()
        modes.applicationKeypad = true
        let keys: [(String, KeypadKey)] = [
            ("p", .zero), ("q", .one), ("r", .two), ("s", .three), ("t", .four), ("u", .five), ("v", .six),
            ("w", .seven), ("x", .eight), ("y", .nine), ("j", .multiply), ("k", .add), ("l", .separator),
            ("m", .subtract), ("n", .decimal), ("o", .divide), ("M", .enter), ("X", .equal),
        ]
        return keys.flatMap { final, key in
            [Sample(bytes: bytes("^[O" + final), key: Key(code: .keypad(key)), modes: modes)]
                + modified.map {
                    Sample(
                        bytes: bytes("^[O\($0.parameter)\(final)"),
                        key: Key(code: .keypad(key), modifiers: $0.modifiers), modes: modes)
                }
        }
    }()

    /// Every byte that a key can be, alone and after ESC for Alt, and text beyond ASCII.
    static let typed: [Sample] = {
        var samples: [Sample] = []
        for byte in UInt8(0)...0x7F where byte != 0x1B {
            let key: Key =
                switch byte {
                case 0x00: Key(code: .character(" "), modifiers: .control)
                case 0x09: Key(code: .tab)
                case 0x0D: Key(code: .enter)
                case 0x7F: Key(code: .backspace)
                case 0x01...0x1A: Key(code: .character(Unicode.Scalar(byte + 96)), modifiers: .control)
                case 0x1C...0x1F: Key(code: .character(Unicode.Scalar(byte + 64)), modifiers: .control)
                default: Key(code: .character(Unicode.Scalar(byte)))
                }
            samples.append(Sample(bytes: [byte], key: key))
            var alt = key
            alt.modifiers.insert(.alt)
            // These four start sequences; as keys they need the time-out.
            if !Array("[O]P_".utf8).contains(byte) { samples.append(Sample(bytes: [0x1B, byte], key: alt)) }
        }
        for scalar in "é߿ࠀ中\u{301}😀\u{80}\u{9B}\u{FFFD}\u{10FFFF}".unicodeScalars {
            let text = Array(String(Character(scalar)).utf8)
            samples.append(Sample(bytes: text, key: Key(code: .character(scalar))))
            samples.append(Sample(bytes: [0x1B] + text, key: Key(code: .character(scalar), modifiers: .alt)))
        }
        samples.append(Sample(bytes: bytes("^[[Z"), key: Key(code: .tab, modifiers: .shift)))
        return samples
    }()

    /// ESC before a sequence: Alt in rxvt and PuTTY, and with Tab in kitty.
    static let prefixed: [Sample] = {
        let plain = functional.filter { $0.modes == InputModes() && $0.key.modifiers.isEmpty }
        return plain.map { sample in
            var key = sample.key
            key.modifiers.insert(.alt)
            key.hasEscapePrefix = true
            return Sample(bytes: [0x1B] + sample.bytes, key: key)
        } + [
            {
                var key = Key(code: .tab, modifiers: [.alt, .shift])
                key.hasEscapePrefix = true
                return Sample(bytes: bytes("^[^[[Z"), key: key)
            }()
        ]
    }()

    /// Everything that a program in a legacy mode must get as it was typed.
    static let legacy = typed + functional + keypad + prefixed
}
