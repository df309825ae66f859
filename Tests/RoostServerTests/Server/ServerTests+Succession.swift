import RoostModel
import RoostStore
import RoostWire
import Testing

@testable import RoostServer

// What a server finds that follows another one.
extension ServerTests {
    @Test(arguments: loops)
    func `a child that cannot be taken over at once is taken over a moment later`(loops: Int) async throws {
        let first = try await InMemoryServer(loops: loops)
        let infos = try (1...3).map { try create("s\($0)", on: first) }
        first.keeper.forgetServer()
        try await first.stop()
        first.keeper.failTakes(5)
        let second = try await InMemoryServer(loops: loops, folder: first.folder, keeper: first.keeper)
        #expect(try sessions(second).allSatisfy { $0.state == .running })
        for info in infos {
            second.keeper.print("after \(info.number)\r\n", in: info.number.rawValue)
            try wait(info.name, for: "^after", on: second)
        }
        try await second.stop()
    }

    @Test(arguments: loops)
    func `without its children a session is interrupted, with all that it printed`(loops: Int) async throws {
        let first = try await InMemoryServer(loops: loops)
        let info = try create("api", on: first)
        first.keeper.print("work\r\n", in: info.number.rawValue)
        try wait("api", for: "work", on: first)
        let image = try await first.crashImage()
        try await first.stop()
        let second = try await InMemoryServer(loops: loops, folder: image)
        let known = try #require(try sessions(second).first)
        #expect(known.state == .error)
        #expect(known.pid == nil)
        #expect(try screen("api", on: second).hasPrefix("work"))
        guard
            case .session(let again) = try second.ask(
                .session(.restart(target: "api", how: .again, environment: [:])))
        else { throw Unexpected() }
        #expect(!again.state.isEnded)
        try await second.stop()
    }
}
