import Testing

@testable import RoostServer

@Suite struct FolderChangeTests {
    private func record(_ folder: Int32, _ mask: UInt32, _ name: String, padding: Int = 0) -> [UInt8] {
        let text = name.isEmpty ? [] : Array(name.utf8) + Array(repeating: 0, count: 1 + padding)
        let numbers = [UInt32(bitPattern: folder), mask, 0, UInt32(text.count)]
        return numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
            + text
    }

    @Test func `records follow each other, names lose their padding`() {
        let bytes =
            record(1, 0x200, "server.sock", padding: 4) + record(2, 0x400, "") + record(-1, 0x4000, "")
        let changes = FolderChange.decode(bytes[...])
        #expect(changes.map(\.folder) == [1, 2, -1])
        #expect(changes.map(\.name) == ["server.sock", "", ""])
        #expect(changes.map(\.mask) == [0x200, 0x400, 0x4000])
        #expect(changes.map(\.isAboutFolder) == [false, true, true])
    }

    @Test func `what is cut short is dropped, whatever it claims`() {
        let whole = record(1, 0x200, "server.sock") + record(1, 0x200, "keeper.sock")
        for count in 0..<whole.count {
            let changes = FolderChange.decode(whole[..<count])
            #expect(changes.count == (count >= whole.count / 2 ? 1 : 0))
        }
        let boast = record(1, 2, "a").dropLast(6) + [0xFF, 0xFF, 0xFF, 0xFF, 0x61]
        #expect(FolderChange.decode(boast[...]).isEmpty)
    }

    @Test func `a name that is not UTF-8 is read all the same`() {
        let bytes: [UInt8] = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0xFF, 0]
        #expect(FolderChange.decode(bytes[...]).map(\.name) == ["\u{FFFD}"])
    }
}
