import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct TextFieldTests {
    private static func field(_ text: String, _ keys: String) -> TextField {
        var field = TextField(text)
        for name in keys.split(separator: " ") {
            guard let key = Key(name: String(name)) else { continue }
            _ = field.handle(.key(key))
        }
        return field
    }

    @Test(arguments: [
        ("one two", "C-a x", "xone two", 1), ("one two", "C-w", "one ", 4), ("one two", "M-b C-k", "one ", 4),
        ("one two", "C-u", "", 0), ("one two", "Left Left BSpace", "one wo", 4),
        ("one two", "Home Delete C-d", "e two", 0), ("one two", "C-a M-f !", "one! two", 4),
        ("one two", "C-a M-d", " two", 0), ("ab", "C-a C-f C-b C-e Space", "ab ", 3),
        ("", "BSpace Delete Left", "", 0),
        ("a漢b", "Left BSpace", "ab", 1),
    ])
    func `keys edit as in readline`(text: String, keys: String, result: String, caret: Int) {
        let field = Self.field(text, keys)
        #expect(field.text == result)
        #expect(field.caret == caret)
    }

    @Test func `a paste is one line without control characters`() {
        var field = TextField("a")
        let isTaken = field.handle(.paste(Array("b\u{1b}[c\nef".utf8)))
        #expect(isTaken)
        #expect(field.text == "ab [c")
        field.insert("x\ty\nz")
        #expect(field.text == "ab [cx y")
    }

    @Test func `commands are left to others`() {
        var field = TextField("a")
        for name in ["Enter", "Escape", "Up", "Tab", "F1", "C-x", "M-x"] {
            guard let key = Key(name: name) else { continue }
            let isTaken = field.handle(.key(key))
            #expect(!isTaken)
        }
        #expect(field.text == "a")
    }

    @Test func `keypad and composed text are typed`() {
        var field = TextField()
        _ = field.handle(.key(Key(code: .keypad(.seven))))
        _ = field.handle(.key(Key(code: .unidentified, text: "é")))
        _ = field.handle(.key(Key(code: .character("a"), modifiers: .shift, text: "A")))
        #expect(field.text == "7éA")
    }

    @Test(arguments: 0..<8)
    func `the caret can always be seen`(columns: Int) {
        var canvas = Canvas(rows: 1, columns: 8)
        TextField("a long text 漢字").draw(on: &canvas, row: 0, column: 0, columns: columns, style: .plain)
        if columns > 0 { #expect(canvas.cursor?.column ?? 99 < max(1, columns)) }
    }

    @Test func `what is typed has an end`() {
        var field = TextField()
        field.insert(String(repeating: "x", count: 10_000))
        #expect(field.text.count == TextField.limit)
    }
}
