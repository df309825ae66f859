import Testing

@testable import RoostStore

@Suite struct FoldedTextTests {
    @Test func `every letter that has a lower case gets it`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "A" + String(Character(scalar)) + "B"
            #expect(FoldedText.bytes(text) == Array(text.lowercased().utf8), "\(value)")
        }
    }

    @Test(arguments: [
        "", "Plain ASCII", "Grüße", "ΟΔΟΣ", "編譯完成", "│ ● ok │", "İstanbul", "ＡＢＣ", "💡 Idea",
        "→ ÀÉ İ → Żółć", "ŻΑŻAŻ", "ⅯⅮ ↑ Ↄ ↓", "Ԁ ÉÉ 𐐀 ᏣA",
    ])
    func `words are folded as a whole`(text: String) {
        #expect(FoldedText.bytes(text) == Array(text.lowercased().utf8))
    }
}
