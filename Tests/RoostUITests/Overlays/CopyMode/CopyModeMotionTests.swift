import RoostConfig
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct CopyModeMotionTests {
    private static let text = ["one two_three four-five", "", "  (six [seven]) eight", "last"]

    @Test(arguments: [
        ("w", [0, 4]), ("w w", [0, 14]), ("w w w", [0, 18]), ("w w w w", [0, 19]), ("e", [0, 2]),
        ("e e", [0, 12]),
        ("W W W", [2, 2]), ("E E E", [0, 22]), ("$", [0, 22]), ("$ b", [0, 19]), ("$ B", [0, 14]),
        ("$ w", [2, 2]),
        ("j", [1, 0]), ("$ j j", [2, 20]), ("$ j", [1, 0]), ("j j ^", [2, 2]), ("}", [1, 0]),
        ("} }", [3, 0]),
        ("G", [3, 0]), ("G {", [1, 0]), ("G k k g", [0, 0]), ("L", [3, 0]), ("M", [1, 0]), ("L H", [0, 0]),
        ("3 l", [0, 3]), ("1 0 l", [0, 10]), ("l l 0", [0, 0]), ("j j ^ %", [2, 14]), ("j j ^ % %", [2, 2]),
        ("$ l", [1, 0]), ("j h", [0, 22]), ("f t", [0, 4]), ("f t ;", [0, 8]), ("2 f t", [0, 8]),
        ("t t", [0, 3]),
        ("t t ;", [0, 7]), ("f t ; ,", [0, 4]), ("$ F o", [0, 15]), ("$ T o", [0, 16]), ("f z", [0, 0]),
    ])
    func `vi keys go where vi goes`(keys: String, place: [Int]) throws {
        var scene = try CopyScene(screen: Self.text)
        for key in keys.split(separator: " ") { scene.press(String(key)) }
        #expect(scene.cursor == place)
    }

    @Test(arguments: [
        ("C-f", [0, 1]), ("C-e", [0, 23]), ("C-e C-a", [0, 0]), ("C-n", [1, 0]), ("C-n C-p", [0, 0]),
        ("M-f", [0, 3]),
        ("M-f M-f", [0, 7]), ("M-f M-f M-b", [0, 4]), ("M->", [3, 0]), ("M-> M-<", [0, 0]),
        ("C-n C-n M-m", [2, 2]),
        ("M-}", [1, 0]), ("M-5 C-f", [0, 5]), ("M-1 M-0 Right", [0, 10]), ("M-r", [1, 0]), ("f w", [0, 5]),
    ])
    func `Emacs keys go where Emacs goes`(keys: String, place: [Int]) throws {
        var scene = try CopyScene(screen: Self.text, keys: .emacs)
        for key in keys.split(separator: " ") { scene.press(String(key)) }
        #expect(scene.cursor == place)
    }

    @Test func `motions cross the wrap of a long line`() throws {
        var scene = try CopyScene(screen: ["aaaa bb↩", "bb cccc", "next"], columns: 7)
        scene.press("w", "e")
        #expect(scene.cursor == [1, 1])
        scene.press("b")
        #expect(scene.cursor == [0, 5])
        scene.press("$")
        #expect(scene.cursor == [1, 6])
        scene.press("0")
        #expect(scene.cursor == [0, 0])
    }

    @Test func `the cursor stands on whole wide characters`() throws {
        var scene = try CopyScene(screen: ["a漢字b", "abcd"])
        scene.press("l", "l")
        #expect(scene.cursor == [0, 3])
        scene.press("h")
        #expect(scene.cursor == [0, 1])
        scene.press("j", "l", "k")
        #expect(scene.cursor == [0, 1])
    }

    @Test func `the column is kept over shorter lines`() throws {
        var scene = try CopyScene(screen: ["abcdef", "a", "abcdef"])
        scene.press("4", "l", "j")
        #expect(scene.cursor == [1, 0])
        scene.press("j")
        #expect(scene.cursor == [2, 4])
    }

    @Test func `pages and ends of the scrollback`() throws {
        let lines = (0..<1000).map { "line \($0)" }
        var scene = try CopyScene(scrollback: lines, screen: (1000..<1010).map { "line \($0)" })
        #expect(scene.rows()[0].hasSuffix("[0/1,000]"))
        scene.press("C-b")
        #expect(scene.rows()[0].hasSuffix("[8/1,000]"))
        #expect(scene.rows()[1] == "line 992")
        scene.press("C-u")
        #expect(scene.rows()[0].hasSuffix("[13/1,000]"))
        scene.press("g")
        #expect(scene.cursor == [0, 0])
        #expect(scene.rows()[1] == "line 0")
        #expect(scene.rows()[0].hasSuffix("[1,000/1,000]"))
        scene.press("C-f", "C-d")
        #expect(scene.rows()[1] == "line 13")
        scene.press("G")
        #expect(scene.cursor == [1009, 0])
        #expect(scene.rows()[10] == "line 1009")
    }

    @Test func `lines scroll under the cursor until it has to move`() throws {
        var scene = try CopyScene(
            scrollback: (0..<50).map { "\($0)" }, screen: ["50", "51", "52"], cursor: (row: 2, column: 0))
        scene.press("K")
        #expect(scene.rows()[1] == "49")
        #expect(scene.cursor == [51, 0])
        scene.press("J")
        #expect(scene.cursor == [51, 0])
        scene.press("z")
        #expect(scene.rows()[1...3] == ["50", "51", "52"])
    }

    @Test func `a line is gone to by its distance from the bottom`() throws {
        var scene = try CopyScene(scrollback: (0..<500).map { "\($0)" }, screen: ["500", "501"])
        scene.press(":")
        scene.type("120")
        scene.press("Enter")
        #expect(scene.rows()[0].hasSuffix("[120/500]"))
        scene.press(":")
        scene.type("x")
        scene.press("Enter")
        #expect(scene.driver.take().contains("error x is not a number of lines"))
    }

    @Test func `a mark is gone back to`() throws {
        var scene = try CopyScene(scrollback: (0..<300).map { "\($0)" }, screen: ["300", "301"])
        scene.press("X", "g", "M-x")
        #expect(scene.cursor == [300, 0])
        scene.press("M-x")
        #expect(scene.cursor == [0, 0])
    }

    @Test func `the view stands still while the program prints on`() throws {
        var scene = try CopyScene(scrollback: ["a", "b"], screen: ["c", "d"])
        scene.press("k")
        let before = scene.rows()
        scene.driver.context.mirrors = [
            CopyScene.session: CopyScene.mirror(["x", "y"], columns: 40, scrollback: 0..<4, sequence: 2)
        ]
        scene.driver.tick()
        #expect(scene.rows() == before)
    }

    @Test func `a selection does not outlive another width`() throws {
        var scene = try CopyScene(scrollback: ["a", "b"], screen: ["c", "d"])
        scene.press("g", "v")
        scene.driver.context.mirrors = [
            CopyScene.session: CopyScene.mirror(["e", "f"], columns: 20, scrollback: 0..<9, sequence: 2)
        ]
        scene.driver.tick()
        #expect(scene.driver.overlay.document?.columns == 20)
        #expect(scene.driver.overlay.selection == nil)
    }

    @Test func `lines that the server has dropped meanwhile are not gone to`() throws {
        var scene = try CopyScene(scrollback: (0..<400).map { "\($0)" }, screen: ["400"], first: 50)
        scene.driver.overlay.document = ScrollbackDocument(
            session: CopyScene.session, mirror: CopyScene.mirror(["400"], columns: 40, scrollback: 0..<450))
        scene.press("g")
        #expect(scene.driver.overlay.cursor.line == 50)
        #expect(scene.rows()[1] == "0")
    }
}
