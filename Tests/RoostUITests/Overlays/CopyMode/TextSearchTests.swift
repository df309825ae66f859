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
}
