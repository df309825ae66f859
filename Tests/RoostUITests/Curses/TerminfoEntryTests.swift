import Testing

@testable import RoostUI

@Suite struct TerminfoEntryTests {
    private let full = TerminfoEntry(
        base: "xterm-256color", hasDirectColor: true, hasStrikethrough: true, hasCurlyUnderline: true)

    @Test func `the source is what tic reads`() {
        #expect(
            full.source == """
                roost-8f94c9c35933cc|roost on xterm-256color,
                	RGB, colors#0x1000100, pairs#0x10000, ccc@, initc@, initp@, oc@,
                	setaf=%?%p1%{16777216}%<%t\\E[38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm%e%p1%{16777224}%<%t\\E[3%p1%{16777216}%-%dm%e%p1%{16777232}%<%t\\E[9%p1%{16777224}%-%dm%e\\E[38;5;%p1%{16777216}%-%dm%;,
                	setab=%?%p1%{16777216}%<%t\\E[48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm%e%p1%{16777224}%<%t\\E[4%p1%{16777216}%-%dm%e%p1%{16777232}%<%t\\E[10%p1%{16777224}%-%dm%e\\E[48;5;%p1%{16777216}%-%dm%;,
                	smso=\\E[4:3m, rmso=\\E[24m, smul=\\E[4m, rmul=\\E[24m,
                	sgr=\\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%t;4:3%;%?%p3%t;7%;%?%p4%t;5%;%?%p7%t;8%;%?%p8%t;9%;m,
                	sgr0=\\E[m,
                	prot=\\E[9m,
                	use=xterm-256color,

                """)
    }

    @Test func `only what the terminal has is in it`() {
        let entry = TerminfoEntry(
            base: "screen", hasDirectColor: false, hasStrikethrough: false, hasCurlyUnderline: false)
        #expect(!entry.isNeeded)
        #expect(
            !entry.source.contains("RGB") && !entry.source.contains("4:3") && !entry.source.contains("prot"))
        #expect(entry.source.contains("\tuse=screen,"))
    }

    @Test func `the name is short and changes with the content`() {
        let other = TerminfoEntry(
            base: "xterm", hasDirectColor: true, hasStrikethrough: true, hasCurlyUnderline: true)
        #expect(full.name != other.name)
        #expect(full.name.hasPrefix("roost-") && full.name.utf8.count <= 32)
        #expect(full.name == full.name)
    }
}
