import RoostWire
import Testing

@Suite struct BytesTests {
    @Test func `numbers come lowest byte first`() {
        var writer = ByteWriter()
        writer.write(UInt8(1))
        writer.write(UInt16(0x0203))
        writer.write(UInt32(0x0405_0607))
        writer.write(UInt64(0x0809_0A0B_0C0D_0E0F))
        #expect(writer.bytes == [1, 3, 2, 7, 6, 5, 4, 15, 14, 13, 12, 11, 10, 9, 8])
    }

    @Test func `what was written is read`() throws {
        var writer = ByteWriter()
        writer.write(UInt64.max)
        writer.write(text: "é中")
        writer.write(UInt16(7))
        writer.write(bytes: [1, 2])
        var reader = ByteReader(writer.bytes[...])
        #expect(try reader.readUInt64() == .max)
        #expect(try reader.readText() == "é中")
        #expect(try reader.readUInt16() == 7)
        #expect(Array(reader.remaining) == [1, 2])
        #expect(throws: WireError.truncated) { try reader.readUInt32() }
        #expect(Array(reader.remaining) == [1, 2])
    }

    @Test func `a text that is longer than the rest is truncated`() {
        var reader = ByteReader([255, 255, 255, 255, 65])
        #expect(throws: WireError.truncated) { try reader.readText() }
    }

    @Test func `bytes that are no text become replacement characters`() throws {
        var reader = ByteReader([2, 0, 0, 0, 0xFF, 65])
        #expect(try reader.readText() == "\u{FFFD}A")
    }

    @Test func `counts that make no sense are truncated`() {
        var reader = ByteReader([1, 2, 3])
        #expect(throws: WireError.truncated) { try reader.read(count: -1) }
        #expect(throws: WireError.truncated) { try reader.read(count: .max) }
    }
}
