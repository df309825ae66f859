import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct BufferChooserTests {
    static func answer(_ request: Request) -> Response? {
        let buffers = [
            BufferInfo(name: "buffer2", bytes: 11, createdAt: UIContext.noon, sample: "npm run dev"),
            BufferInfo(name: "buffer1", bytes: 50 << 10, createdAt: UIContext.noon, sample: "a long text"),
        ]
        switch request {
        case .buffer(.list): return .buffers(buffers)
        case .buffer(.show(let name)):
            return buffers.first { $0.name == name }.map { .buffer($0, bytes: Array("a\nb".utf8)) }
        case .buffer(.delete): return .done
        default: return nil
        }
    }

    private static func opened() throws -> OverlayDriver<BufferChooser> {
        var driver = OverlayDriver(BufferChooser(), in: try UIContext.main())
        driver.answer(answer)
        _ = driver.take()
        return driver
    }

    @Test func `what was copied, the newest chosen`() throws {
        var chooser = try Self.opened()
        let picture = chooser.picture()
        #expect(
            picture == """
                 ┌ Copied ───────────────────────────────────────────────────────────────────────────────── 2 ┐
                 │ buffer2    12:41      11 B     npm run dev                                                 │
                 │ buffer1    12:41      50 KiB   a long text                                                 │
                 └ Enter paste · o look · y copy again · d forget · Esc ──────────────────────────────────────┘
                """)
    }

    @Test func `Enter closes and pastes the chosen one`() throws {
        var chooser = try Self.opened()
        chooser.press("Down", "Enter")
        let paste = CommandEffect.server(.pasteBuffer(name: "buffer1", session: nil))
        #expect(chooser.take() == ["close", "perform \(paste)"])
    }

    @Test func `one is looked at, or copied again`() throws {
        var chooser = try Self.opened()
        chooser.press("o")
        chooser.answer(Self.answer)
        #expect(chooser.take() == ["open TextOverlay"])
        chooser.press("y")
        chooser.answer(Self.answer)
        #expect(chooser.take() == ["copy buffer2: a\nb", "close"])
    }

    @Test func `one is forgotten, and the list asked for again`() throws {
        var chooser = try Self.opened()
        chooser.press("d")
        #expect(chooser.takeRequests() == [.buffer(.delete(name: "buffer2"))])
        let effects = chooser.overlay.receive(
            .done, for: .buffer(.delete(name: "buffer2")), in: chooser.context)
        #expect(
            effects.compactMap(OverlayDriver<BufferChooser>.words) == ["request \(Request.buffer(.list))"])
    }

    @Test func `nothing is said to be nothing`() throws {
        var chooser = OverlayDriver(BufferChooser(), in: try UIContext.main())
        chooser.answer { _ in .buffers([]) }
        let picture = chooser.picture()
        #expect(picture.contains("nothing was copied yet"))
        chooser.press("Enter", "o", "d", "y")
        #expect(chooser.take().isEmpty)
    }
}
