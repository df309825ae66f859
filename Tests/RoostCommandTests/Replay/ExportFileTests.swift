import Foundation
import RoostClient
import RoostTestSupport
import Testing

@testable import roost

@Suite struct ExportFileTests {
    private static func write(_ bytes: [UInt8], to path: String) throws {
        var file = try ExportFile(path)
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            try file.write(bytes[start..<min(start + 1000, bytes.count)])
        }
        try file.flush()
    }

    @Test func `a file is its owner's alone, also one that was not, and holds what was written`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes: [UInt8](repeating: 1, count: 500_000), to: "export")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0) }
        try Self.write(bytes, to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a device stays what it is`() throws {
        try Self.write([1, 2, 3], to: "/dev/null")
        let mode = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.posixPermissions] as? Int
        #expect(mode == 0o666)
    }

    @Test(arguments: ["/nonexistent/x", "/tmp"])
    func `what cannot be opened is said`(path: String) {
        #expect {
            try Self.write([], to: path)
        } throws: { error in
            "\(error)".hasPrefix("cannot write \(path): ")
        }
    }

    @Test func `a full disk is said`() {
        #expect {
            try Self.write([1], to: "/dev/full")
        } throws: { error in
            "\(error)" == "cannot write /dev/full: No space left on device"
        }
    }
}
