/// XTGETTCAP: what a terminal description (terminfo(5)) has for a name.
extension Terminal {
    /// Capabilities by terminfo or termcap name.
    ///
    /// An empty value is a flag.
    private static let capabilities: [String: String] = [
        "TN": "xterm-256color", "name": "xterm-256color", "Co": "256", "colors": "256", "RGB": "8",
        "Tc": "", "Su": "", "XT": "", "AX": "", "am": "", "bce": "",
        "Smulx": "\u{1B}[4:%p1%dm",
        "Setulc": "\u{1B}[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m",
        "Ss": "\u{1B}[%p1%d q", "Se": "\u{1B}[2 q", "Ms": "\u{1B}]52;%p1%s;%p2%s\u{1B}\\",
        "setrgbf": "\u{1B}[38:2:%p1%d:%p2%d:%p3%dm", "setrgbb": "\u{1B}[48:2:%p1%d:%p2%d:%p3%dm",
        "smxx": "\u{1B}[9m", "rmxx": "\u{1B}[29m", "smcup": "\u{1B}[?1049h", "rmcup": "\u{1B}[?1049l",
        "BE": "\u{1B}[?2004h", "BD": "\u{1B}[?2004l", "PS": "\u{1B}[200~", "PE": "\u{1B}[201~",
        "ku": "\u{1B}OA", "kcuu1": "\u{1B}OA", "kd": "\u{1B}OB", "kcud1": "\u{1B}OB", "kr": "\u{1B}OC",
        "kcuf1": "\u{1B}OC", "kl": "\u{1B}OD", "kcub1": "\u{1B}OD", "kh": "\u{1B}OH", "khome": "\u{1B}OH",
        "@7": "\u{1B}OF", "kend": "\u{1B}OF", "kI": "\u{1B}[2~", "kich1": "\u{1B}[2~", "kD": "\u{1B}[3~",
        "kdch1": "\u{1B}[3~", "kP": "\u{1B}[5~", "kpp": "\u{1B}[5~", "kN": "\u{1B}[6~", "knp": "\u{1B}[6~",
        "k1": "\u{1B}OP", "kf1": "\u{1B}OP", "k2": "\u{1B}OQ", "kf2": "\u{1B}OQ", "k3": "\u{1B}OR",
        "kf3": "\u{1B}OR", "k4": "\u{1B}OS", "kf4": "\u{1B}OS", "kb": "\u{7F}", "kbs": "\u{7F}",
    ]

    /// XTGETTCAP: names in hexadecimal, separated by semicolons; one answer for each that is known.
    mutating func reportCapabilities(_ body: [UInt8]) {
        for (count, part) in body.split(separator: 0x3B).enumerated() {
            guard count < 32 else { return }
            guard let name = Self.hexDecoded(part), let value = Self.capabilities[name] else {
                reply("\u{1B}P0+r\u{1B}\\")
                continue
            }
            let answer = value.isEmpty ? "" : "=" + Self.hexEncoded(value)
            reply("\u{1B}P1+r\(Self.hexEncoded(name))\(answer)\u{1B}\\")
        }
    }

    private static func hexDecoded(_ digits: ArraySlice<UInt8>) -> String? {
        guard digits.count % 2 == 0, digits.count <= 64 else { return nil }
        var bytes: [UInt8] = []
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
            else {
                return nil
            }
            bytes.append(byte)
            index += 2
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexEncoded(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
