import RoostModel
import RoostTerminal
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

    @Test func `nothing was said`() throws {
        var messages = try Self.opened(0)
        let picture = messages.picture()
        #expect(picture.contains("nothing was said yet"))
        messages.press("y", "Up", "Down")
        #expect(messages.take().isEmpty)
    }
}
