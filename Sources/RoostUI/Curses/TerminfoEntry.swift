/// A terminal description of our own: the user's, with what curses cannot say otherwise.
///
/// With 24-bit colour a number below 2^24 is red, green, blue and one above it a palette index, so that one pair
/// can hold either. Two attributes that curses has and nobody uses stand for styles that it lacks: protected for
/// struck through, standout for a curly underline. Sources: terminfo(5), user_caps(5).
struct TerminfoEntry: Hashable, Sendable {
    /// The user's TERM.
    let base: String
    let hasDirectColor: Bool
    let hasStrikethrough: Bool
    let hasCurlyUnderline: Bool

    /// Nothing to add: the user's own description does.
    var isNeeded: Bool { hasDirectColor || hasStrikethrough || hasCurlyUnderline }

    private func color(_ base: Int) -> String {
        let red = "%p1%{65536}%/%d"
        let green = "%p1%{256}%/%{255}%&%d"
        let blue = "%p1%{255}%&%d"
        let index = "%p1%{16777216}%-"
        return "%?%p1%{16777216}%<%t\\E[\(base + 8);2;\(red);\(green);\(blue)m"
            + "%e%p1%{16777224}%<%t\\E[\(base / 10)\(index)%dm"
            + "%e%p1%{16777232}%<%t\\E[\(base == 30 ? 9 : 10)%p1%{16777224}%-%dm"
            + "%e\\E[\(base + 8);5;\(index)%dm%;"
    }

    /// The capabilities that differ, without a name.
    private var body: String {
        var lines = ["\tuse=\(base),"]
        var own: [String] = []
        if hasDirectColor {
            own += ["\tRGB, colors#0x1000100, pairs#0x10000, ccc@, initc@, initp@, oc@,"]
            own += ["\tsetaf=\(color(30)),", "\tsetab=\(color(40)),"]
        }
        let curly = hasCurlyUnderline ? "\\E[4:3m" : "\\E[4m"
        let struck = hasStrikethrough ? "%?%p8%t;9%;" : ""
        own += [
            "\tsmso=\(curly), rmso=\\E[24m, smul=\\E[4m, rmul=\\E[24m,",
            "\tsgr=\\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%t;\(hasCurlyUnderline ? "4:3" : "4")%;"
                + "%?%p3%t;7%;%?%p4%t;5%;%?%p7%t;8%;\(struck)m,",
            "\tsgr0=\\E[m,",
        ]
        if hasStrikethrough { own.append("\tprot=\\E[9m,") }
        lines.insert(contentsOf: own, at: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Named by its content (FNV-1a), so that another version or another TERM never finds this one.
    var name: String {
        let hash = body.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "roost-" + String(hash, radix: 16)
    }

    /// The source that tic(1) compiles.
    var source: String { "\(name)|roost on \(base),\n\(body)" }
}
