import RoostModel
import Testing

@testable import RoostDetect

/// Answers to choose from at the end of a row.
@Suite struct ChoiceTests {
    @Test(arguments: [
        "[y/N]", "Weiter? [J/n] ", "continuer ? [O/n]", "(yes/no)?", "(y|n):", "([y]/n)?",
        "[y,n,q,a,d,e,p,?]?",
        "(ja/nein) ", "<y/n>", "*** foo.conf (Y/I/N/O/D/Z) [default=N] ?",
        "[y/n/v/...? shows all options] (y):",
        "[はい/いいえ]", "Support for foo (FOO) [Y/n/?] (NEW)",
    ])
    func `a row ends with a choice`(row: String) {
        #expect(Choice.ends(Array(row.utf8)[...]))
    }

    @Test(arguments: [
        "", " ", "]", "[", ")(", "[]", "(/)", "Downloading (3/7)", "[12/345] Compiling", "(12, 3)",
        "(2 letter code)",
        "name (app)", "see [docs/index.html]", "(y/n) and more words", "200 (1.5/s)", "a]b", "(()", "y/n",
    ])
    func `a row ends with none`(row: String) {
        #expect(!Choice.ends(Array(row.utf8)[...]))
    }

    @Test(arguments: 0..<64)
    func `brackets in any order are no trap`(seed: Int) {
        let signs = Array("[](){}<>/|,? y".utf8)
        let row = (0..<24).map { signs[(seed &* 31 &+ $0 &* ($0 &+ seed)) % signs.count] }
        for end in row.indices { _ = Choice.ends(row[..<end]) }
    }

    @Test func `a one-time code has two groups, or stands behind the word`() {
        func code(_ row: String) -> String? { Links.code(in: [ScreenRow(row)]) }
        #expect(code("and enter the code ABCD12345 to authenticate.") == "ABCD12345")
        #expect(code("First copy your one-time code: AB12-CD34") == "AB12-CD34")
        #expect(code("Code: 123456") == "123456")
        #expect(code("ABCD12345 alone") == nil)
        #expect(code("the code is here") == nil)
    }
}
