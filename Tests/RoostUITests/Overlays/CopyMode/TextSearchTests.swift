import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct TextSearchTests {
    private static func places(_ text: String, in rows: [String]) -> [[Int]] {
        let document = ScrollbackDocument(
            session: CopyScene.session, mirror: CopyScene.mirror(rows, columns: 40, scrollback: 0..<0))
        guard let search = TextSearch(text) else { return [] }
        return search.matches(in: 0...rows.count - 1, of: document).map {
            [$0.start.line, $0.start.column, $0.end.line, $0.end.column]
        }
    }

    @Test(arguments: [
        ("ab", ["xab ab"], [[0, 1, 0, 2], [0, 4, 0, 5]]), ("aa", ["aaaaa"], [[0, 0, 0, 1], [0, 2, 0, 3]]),
        ("éa", ["xÉA"], [[0, 1, 0, 2]]), ("É", ["é É"], [[0, 2, 0, 2]]), ("字b", ["漢字b"], [[0, 2, 0, 4]]),
        ("a b", ["a b"], [[0, 0, 0, 2]]), ("👩‍🚀", ["x👩‍🚀y"], [[0, 1, 0, 1]]), ("toolong", ["too"], []),
        ("ab", ["xa↩", "bx"], [[0, 1, 1, 0]]), ("", ["x"], []),
    ])
    func `places are those of the cells`(text: String, rows: [String], places: [[Int]]) {
        #expect(Self.places(text, in: rows) == places)
    }

    @Test(arguments: [
        ("l.ne [0-9]+", ["see line 42", "lane x"], [[0, 4, 0, 10]]),
        ("^x|y$", ["xy", "y"], [[0, 0, 0, 0], [1, 0, 1, 0]]),
        ("漢.+", ["a漢字b"], [[0, 1, 0, 5]]), ("err\\w*", ["ERRORS"], [[0, 0, 0, 5]]),
        ("Err.", ["errs Errs"], [[0, 5, 0, 8]]),
        ("a+", ["xaa↩", "ab"], [[0, 1, 1, 0]]), ("\\S+", ["  two"], [[0, 2, 0, 4]]),
        // No expression: looked for as it is.
        ("f(", ["call f(x)"], [[0, 5, 0, 6]]), ("a[", ["a[1]"], [[0, 0, 0, 1]]),
        ("*", ["2*3"], [[0, 1, 0, 1]]),
    ])
    func `expressions are found, and what is none as it stands`(text: String, rows: [String], places: [[Int]])
    {
        #expect(Self.places(text, in: rows) == places)
    }
}
