import Foundation
import RoostIO
import RoostTestSupport
import Testing

@Suite struct LogicalPathTests {
    private let folder: TemporaryFolder
    private var link: String { folder.path + "/link" }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "real/sub/file")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/real")
    }

    @Test func `a path keeps its links and loses what is needless`() {
        #expect(LogicalPath.of(link) == link)
        #expect(LogicalPath.of(link + "/./sub//") == link + "/sub")
        #expect(LogicalPath.of(link + "/sub/..") == link)
        #expect(LogicalPath.of("/") == "/")
        #expect(LogicalPath.of("relative") == "relative")
    }

    @Test func `a path that would lead elsewhere stays as it is`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/deep", withDestinationPath: folder.path + "/real/sub")
        let up = folder.path + "/deep/.."
        #expect(LogicalPath.of(up) == up)
        #expect(LogicalPath.of(folder.path + "/no/./where") == folder.path + "/no/./where")
    }

    @Test func `a shell is believed where it is right`() {
        let real = folder.path + "/real"
        #expect(LogicalPath.current(claimed: link, actual: real) == link)
        #expect(LogicalPath.current(claimed: nil, actual: real) == real)
        #expect(LogicalPath.current(claimed: "/", actual: real) == real)
        #expect(LogicalPath.current(claimed: link + "/sub/..", actual: real) == real)
        #expect(LogicalPath.current(claimed: "link", actual: real) == real)
    }
}
