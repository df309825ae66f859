import Foundation
import RoostModel
import Testing

@Suite struct SessionIdentityTests {
    private func info(number: UInt64 = 7, createdAt: Int64 = 1_790_000_000_000) -> SessionInfo {
        SessionInfo(
            name: "api", number: SessionID(rawValue: number), state: .running, provider: "shell",
            command: ["sh"], cols: 80, rows: 24, cwd: "/", createdAt: Timestamp(milliseconds: createdAt),
            lastActivity: Timestamp(milliseconds: 1), stateSince: Timestamp(milliseconds: 2))
    }

    @Test func `a UUID is random, of version 4 and well formed`() throws {
        let made = Set((0..<100).map { _ in SessionIdentity.randomUUID() })
        #expect(made.count == 100)
        for uuid in made {
            #expect(UUID(uuidString: uuid) != nil)
            #expect(uuid == uuid.lowercased())
            #expect(uuid.dropFirst(14).first == "4")
            #expect("89ab".contains(try #require(uuid.dropFirst(19).first)))
        }
    }

    @Test func `a session from before has one that follows from its number and its start`() throws {
        let uuid = info().uuid
        #expect(uuid == info().uuid)
        #expect(UUID(uuidString: uuid) != nil)
        #expect(uuid.dropFirst(14).first == "8")
        #expect(info(number: 8).uuid != uuid)
        #expect(info(createdAt: 1_790_000_000_001).uuid != uuid)
    }

    @Test func `a list names it, with its metadata as text`() throws {
        var info = info()
        info.identity = SessionIdentity(userID: "ann", metadata: #"{"ticket":1}"#)
        let list = try JSONSerialization.jsonObject(with: JSONEncoder().encode(info)) as? [String: Any]
        #expect(list?["id"] as? String == info.uuid)
        #expect(list?["user_id"] as? String == "ann")
        #expect(list?["metadata"] as? String == #"{"ticket":1}"#)
        #expect(try JSONDecoder().decode(SessionInfo.self, from: JSONEncoder().encode(info)) == info)
        let wire = JSONEncoder()
        wire.userInfo[try #require(CodingUserInfoKey.leavesOutNull)] = true
        #expect(try JSONDecoder().decode(SessionInfo.self, from: wire.encode(info)) == info)
    }
}
