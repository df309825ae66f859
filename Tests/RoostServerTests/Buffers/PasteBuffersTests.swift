import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct PasteBuffersTests {
    private static let now = Timestamp(milliseconds: 5)

    private func buffers(_ texts: String...) throws -> PasteBuffers {
        var buffers = PasteBuffers()
        for text in texts { try buffers.set(Array(text.utf8), name: nil, at: Self.now) }
        return buffers
    }

    private func text(_ name: String?, in buffers: PasteBuffers) throws -> String {
        String(decoding: try buffers.buffer(name, for: "paste").bytes, as: UTF8.self)
    }

    @Test func `the newest is pasted, and all have names`() throws {
        let buffers = try buffers("one", "two")
        #expect(try text(nil, in: buffers) == "two")
        #expect(try text("buffer1", in: buffers) == "one")
        #expect(buffers.all.map(\.name) == ["buffer2", "buffer1"])
    }

    @Test func `a named one is replaced, and is not the newest`() throws {
        var buffers = try buffers("one")
        for text in ["x", "yy"] { try buffers.set(Array(text.utf8), name: "mine", at: Self.now) }
        #expect(try text(nil, in: buffers) == "one")
        #expect(try text("mine", in: buffers) == "yy")
        #expect(buffers.all.count == 2 && buffers.byteCount == 5)
    }

    @Test func `a named one is pasted where there is no other`() throws {
        var buffers = PasteBuffers()
        try buffers.set([65], name: "mine", at: Self.now)
        #expect(try text(nil, in: buffers) == "A")
    }

    @Test func `the oldest go when there are too many, and named ones stay`() throws {
        var buffers = PasteBuffers()
        try buffers.set([1], name: "mine", at: Self.now)
        for _ in 0..<200 { try buffers.set([2, 3], name: nil, at: Self.now) }
        #expect(buffers.all.count == PasteBuffers.countLimit)
        #expect(buffers.all.last?.name == "mine")
        #expect(buffers.all.first?.name == "buffer200")
        #expect(buffers.byteCount == 1 + 2 * (PasteBuffers.countLimit - 1))
    }

    @Test func `bytes are bounded as well`() throws {
        var buffers = PasteBuffers()
        let part = [UInt8](repeating: 1, count: PasteBuffers.byteLimit / 4)
        for _ in 0..<9 { try buffers.set(part, name: nil, at: Self.now) }
        #expect(buffers.all.count == 4 && buffers.byteCount == PasteBuffers.byteLimit)
        let before = buffers.all
        #expect(throws: Failure.self) {
            try buffers.set(
                [UInt8](repeating: 1, count: PasteBuffers.byteLimit + 1), name: nil, at: Self.now)
        }
        #expect(buffers.all == before)
    }

    @Test func `named ones that fill it are kept, and said`() throws {
        var buffers = PasteBuffers()
        for number in 0..<PasteBuffers.countLimit {
            try buffers.set([1], name: "n\(number)", at: Self.now)
        }
        #expect(throws: Failure.self) { try buffers.set([1], name: nil, at: Self.now) }
        try buffers.set([2], name: "n3", at: Self.now)
        #expect(buffers.all.count == PasteBuffers.countLimit)
    }

    @Test func `what is not there is said`() throws {
        var buffers = try buffers("one")
        #expect(
            throws: Failure(
                "delete buffer x", cause: "there is none of that name", advice: "see roost buffer list")
        ) {
            try buffers.delete("x")
        }
        try buffers.delete(nil)
        #expect(buffers.all.isEmpty && buffers.byteCount == 0)
        #expect(
            throws: Failure("paste what was copied", cause: "nothing was copied yet", advice: "C-b [ copies")
        ) {
            try buffers.buffer(nil, for: "paste")
        }
        #expect(throws: Failure.self) { try buffers.set([], name: nil, at: Self.now) }
        #expect(throws: Failure.self) { try buffers.set([1], name: "two words", at: Self.now) }
    }

    @Test func `the sample is one line that can be shown`() throws {
        let buffers = try buffers("a\n\u{1B}[31mb" + String(repeating: "x", count: 1 << 20))
        let sample = try #require(buffers.all.first).info.sample
        #expect(sample.hasPrefix("a [31mb") && sample.count == 64)
    }
}
