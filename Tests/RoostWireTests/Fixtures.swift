import Foundation
import RoostTestSupport

/// Frozen messages: annotated bytes that every later version has to read.
enum Fixtures {
    /// The bytes of a fixture; comments run from `#` to the end of the line.
    static func bytes(_ name: String, from file: String = #filePath) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appendingPathComponent("Fixtures/\(name).hex"), encoding: .utf8)
        return try text.split(separator: "\n").flatMap { line in
            try line.prefix { $0 != "#" }.split(separator: " ").map { word in
                guard word.count == 2, let byte = UInt8(word, radix: 16) else {
                    throw BadFixture(word: String(word))
                }
                return byte
            }
        }
    }

    struct BadFixture: Error {
        let word: String
    }
}

extension SeededGenerator {
    /// As many bytes, small ones more often: they pass for counts and kinds.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            let number = next()
            return number & 0x300 == 0
                ? UInt8(truncatingIfNeeded: number & 7) : UInt8(truncatingIfNeeded: number)
        }
    }
}
