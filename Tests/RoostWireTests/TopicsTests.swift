import Foundation
import RoostWire
import Testing

@Suite struct TopicsTests {
    @Test func `topics are names on the wire`() throws {
        let json = try JSONEncoder().encode([Topics.sessions, [.states, .notices, .workspaces], [.tasks]])
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"[["sessions"],["states","notices","workspaces"],["tasks"]]"#)
        let back = try JSONDecoder().decode([Topics].self, from: json)
        #expect(back == [.sessions, [.states, .notices, .workspaces], [.tasks]])
    }

    @Test func `a topic that this version does not know is left out`() throws {
        let json = Data(#"["weather","notices"]"#.utf8)
        #expect(try JSONDecoder().decode(Topics.self, from: json) == .notices)
    }
}
