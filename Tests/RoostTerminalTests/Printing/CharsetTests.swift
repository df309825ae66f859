import Testing

@testable import RoostTerminal

@Suite struct CharsetTests {
    @Test func `DEC graphics and shifts`() {
        #expect(Probe("\u{1B}(0lqk\u{1B}(Bq").screen == "┌─┐q")
        #expect(Probe("\u{1B})0a\u{E}q\u{F}q").screen == "a─q")
        #expect(Probe("\u{1B}*0\u{1B}Nqq\u{1B}nqq").screen == "─q──")
        #expect(Probe("\u{1B}(A#\u{1B}(B#").screen == "£#")
    }

    @Test func `the charset is saved with the cursor`() {
        #expect(Probe("\u{1B}(0\u{1B}7\u{1B}(Bq\u{1B}8\u{1B}[Cq").screen == "q─")
    }

    /// What xterm prints for the places that differ from ASCII in any of them.
    @Test(arguments: [
        ("4", "£¾ĳ½|^_`¨ƒ¼´"), ("C", "#@ÄÖÅÜ_éäöåü"), ("5", "#@ÄÖÅÜ_éäöåü"), ("R", "£à°ç§^_`éùè¨"),
        ("f", "£à°ç§^_`éùè¨"), ("Q", "#àâçêî_ôéùèû"), ("9", "#àâçêî_ôéùèû"), ("K", "#§ÄÖÜ^_`äöüß"),
        ("Y", "£§°çé^_ùàòèì"), ("`", "#ÄÆØÅÜ_äæøåü"), ("E", "#ÄÆØÅÜ_äæøåü"), ("6", "#ÄÆØÅÜ_äæøåü"),
        ("%6", "#@ÃÇÕ^_`ãçõ~"), ("Z", "£§¡Ñ¿^_`°ñç~"), ("H", "#ÉÄÖÅÜ_éäöåü"), ("7", "#ÉÄÖÅÜ_éäöåü"),
        ("=", "ùàéçêîèôäöüû"),
    ])
    func `a national set replaces characters, if the mode is on`(designator: String, text: String) {
        let bytes = "#@[\\]^_`{|}~"
        #expect(Probe("\u{1B}[?42h\u{1B}(\(designator)\(bytes)").screen == text)
        #expect(Probe("\u{1B}(\(designator)\(bytes)").screen == bytes)
    }

    @Test func `DEC Technical has mathematics and Greek, and a mark for what it has not`() {
        #expect(Probe("\u{1B}(>!a~5<").screen == "⎷α↓⸮≤")
    }

    @Test func `DEC Supplemental is Latin-1 but for some`() {
        #expect(Probe("\u{1B}(<a(W]w}$").screen == "á¤ŒŸœÿ⸮")
        #expect(Probe("\u{1B}(%5a(").screen == "á¤")
    }

    @Test func `Latin-1 goes into G1 to G3 as a set of 96`() {
        #expect(Probe("\u{1B}-A\u{E}a\u{F}a").screen == "áa")
        #expect(Probe("\u{1B}.A\u{1B}Naa\u{1B}naa").screen == "áaáá")
        #expect(Probe("\u{1B}/A\u{1B}Oaa").screen == "áa")
    }

    @Test(arguments: ["1", "2", "%9", "\"Z", "F"])
    func `unknown sets are ASCII`(designator: String) {
        #expect(Probe("\u{1B}(\(designator)[q]").screen == "[q]")
    }

    @Test func `every set prints a cell for each byte`() {
        for raw in UInt8(0)...UInt8.max {
            guard let set = Charset(rawValue: raw) else { break }
            for byte in UInt8(0x20)...0x7E {
                for isNational in [false, true] {
                    let scalar = set.scalar(byte, isNational: isNational)
                    #expect(CharacterTable.shared[scalar].width == 1, "\(set) \(byte)")
                }
            }
        }
    }
}
