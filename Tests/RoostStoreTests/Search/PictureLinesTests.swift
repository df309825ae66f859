import Testing

@testable import RoostStore

@Suite struct PictureLinesTests {
    private static func new(_ lines: [(text: String, isDrawn: Bool)]) -> [Bool] {
        var pictures = PictureLines()
        return lines.enumerated().map { offset, line in
            pictures.isNew(.init(text: line.text, offset: UInt64(offset), isDrawn: line.isDrawn))
        }
    }

    @Test func `lines below each other are all new`() {
        #expect(
            Self.new([("a", false), ("a", false), ("b", false), ("a", false)]) == [true, true, true, true])
    }

    @Test func `a picture has what is new in it, however often it is drawn`() {
        let picture = [("top", true), ("same", false), ("same", false)]
        #expect(
            Self.new(picture + picture + [("top", true), ("other", false), ("same", false)]) == [
                true, true, true, false, false, false, false, true, false,
            ])
    }
}
