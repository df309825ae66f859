import FoundationEssentials
import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct AppendedFileTests {
    @Test func `bytes are added at the end, and counted over all openings`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        var file = try AppendedFile(path: path)
        #expect(file.size == 0)
        try file.append([1, 2])
        try file.append([])
        var again = try AppendedFile(path: path)
        #expect(again.size == 2)
        try again.append([3])
        #expect(try Files.readAll(path) == [1, 2, 3])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a link, a folder and a place that is not there are refused`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/other")
        for name in ["link", "", "no/such"] {
            #expect(throws: IOError.self) { _ = try AppendedFile(path: folder.path + "/" + name) }
        }
        #expect(try folder.names == ["link"])
    }

    @Test func `files are renamed and removed, and one that is not there is removed already`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "one")
        try folder.write("y", to: "two")
        try Files.rename(folder.path + "/one", to: folder.path + "/two")
        #expect(try folder.names == ["two"])
        try Files.remove(folder.path + "/two")
        try Files.remove(folder.path + "/two")
        #expect(try folder.names == [])
        #expect(throws: IOError.self) { try Files.rename(folder.path + "/one", to: folder.path + "/two") }
        #expect(throws: IOError.self) { try Files.remove(folder.path) }
    }
}
