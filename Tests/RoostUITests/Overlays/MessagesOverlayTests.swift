import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct MessagesOverlayTests {
    private static func opened(_ count: Int) throws -> OverlayDriver<MessagesOverlay> {
        var context = try UIContext.main()
        context.messages = (0..<count).map {
            MessageLog.Message(at: UIContext.noon, text: "message \($0)", isError: $0 % 2 == 1)
        }
        return OverlayDriver(MessagesOverlay(), in: context)
    }

    @Test func `what was said, newest last`() throws {
        var messages = try Self.opened(3)
        let picture = messages.picture()
        #expect(
            picture == """
                ┌ Messages ──────────────────────────────────────────────────────────────────────── 3 messages ┐
                │ 12:41:00  message 0                                                                          │
                │ 12:41:00  message 1                                                                          │
                │ 12:41:00  message 2                                                                          │
                └ Up Down scroll · y copy · Esc ───────────────────────────────────────────────────────────────┘
                """)
    }

    @Test func `a mistake that lasts stands there once`() throws {
        var context = try UIContext.main()
        context.workspace?.warnings = ["unknown key", "no such theme"]
        context.messages = ["unknown key", "copied"].map {
            MessageLog.Message(at: UIContext.noon, text: $0, isError: true)
        }
        var messages = OverlayDriver(MessagesOverlay(), in: context)
        let picture = messages.picture()
        #expect(
            picture == """
                ┌ Messages ───────────────────────────────────────────────────────────── 2 warnings, 1 message ┐
                │ warning   unknown key                                                                        │
                │ warning   no such theme                                                                      │
                │ 12:41:00  copied                                                                             │
                └ Up Down scroll · y copy · Esc ───────────────────────────────────────────────────────────────┘
                """)
    }

    @Test func `the newest is chosen first and can be copied`() throws {
        var messages = try Self.opened(100)
        let picture = messages.picture()
        #expect(
            picture.contains("message 99") && picture.contains("message 80")
                && !picture.contains("message 79"))
        messages.press("y", "Up", "y", "g", "y", "Escape")
        #expect(
            messages.take() == [
                "copy the message: message 99", "copy the message: message 98", "copy the message: message 0",
                "close",
            ])
    }

    private static func long(columns: Int, rows: Int = 24) throws -> OverlayDriver<MessagesOverlay> {
        var context = try UIContext.main(rows: rows, columns: columns)
        context.messages = [
            MessageLog.Message(
                at: UIContext.noon,
                text: "cannot split pane 3: no room: it has 11 columns, two panes need 13",
                isError: true),
            MessageLog.Message(at: UIContext.noon, text: "copied", isError: false),
        ]
        return OverlayDriver(MessagesOverlay(), in: context)
    }

    @Test func `a long message is wrapped, and copied whole`() throws {
        var messages = try Self.long(columns: 50)
        let picture = messages.picture()
        #expect(
            picture == """
                ┌ Messages ────────────────────────── 2 messages ┐
                │ 12:41:00  cannot split pane 3: no room: it has │
                │           11 columns, two panes need 13        │
                │ 12:41:00  copied                               │
                └ Up Down scroll · y copy · Esc ─────────────────┘
                """)
        messages.press("y", "Up", "y", "Up", "y")
        let whole = "copy the message: cannot split pane 3: no room: it has 11 columns, two panes need 13"
        #expect(messages.take() == ["copy the message: copied", whole, whole])
    }

    @Test(arguments: [(20, 5), (30, 7), (80, 24), (120, 40)])
    func `every part of a message can be read`(columns: Int, rows: Int) throws {
        var messages = try Self.long(columns: columns, rows: rows)
        var seen: Set<String> = []
        for _ in 0..<20 {
            let picture = messages.picture()
            for word in picture.split(whereSeparator: { " \n│".contains($0) }) {
                seen.insert(String(word))
            }
            messages.press("Up")
        }
        for word in "cannot split pane 3: no room: it has 11 columns, two panes need 13".split(separator: " ")
        {
            #expect(seen.contains(String(word)), "\(word)")
        }
    }

    @Test func `what is wrong stands above what was said`() throws {
        var context = try UIContext.main(columns: 60)
        context.workspace?.warning = "config.toml: 1 mistake"
        var short = OverlayDriver(MessagesOverlay(), in: context)
        let first = short.picture()
        #expect(first.contains("│ warning   config.toml: 1 mistake"))
        context.workspace?.warnings = ["cannot read /home/ann/.config/roost/config.toml, line 2: unknown key"]
        context.messages = [MessageLog.Message(at: UIContext.noon, text: "copied", isError: false)]
        var messages = OverlayDriver(MessagesOverlay(), in: context)
        let picture = messages.picture()
        #expect(
            picture == """
                ┌ Messages ────────────────────────── 1 warning, 1 message ┐
                │ warning   cannot read                                    │
                │           /home/ann/.config/roost/config.toml, line 2:   │
                │           unknown key                                    │
                │ 12:41:00  copied                                         │
                └ Up Down scroll · y copy · Esc ───────────────────────────┘
                """)
        messages.press("y", "G", "y")
        #expect(
            messages.take() == [
                "copy the message: cannot read /home/ann/.config/roost/config.toml, line 2: unknown key",
                "copy the message: copied",
            ])
    }

    @Test func `nothing was said`() throws {
        var messages = try Self.opened(0)
        let picture = messages.picture()
        #expect(picture.contains("nothing was said yet"))
        messages.press("y", "Up", "Down")
        #expect(messages.take().isEmpty)
    }
}
