import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct FollowedPathsTests {
    @Test func `a link follows the last client, and sessions get the link`() throws {
        let folder = try TemporaryFolder()
        let followed = FollowedPaths(folder.paths, names: "SSH_AUTH_SOCK  XAUTHORITY")
        let link = folder.paths.runtime + "/follow/SSH_AUTH_SOCK"
        let (first, second) = (try folder.write("", to: "agent.1"), try folder.write("", to: "agent.2"))
        let caller = ["SSH_AUTH_SOCK": first, "HOME": "/h"]
        #expect(followed.applied(to: caller) == caller)
        try followed.follow(caller)
        #expect(followed.applied(to: caller) == ["SSH_AUTH_SOCK": link, "HOME": "/h"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == first)
        // What leads nowhere, or to the link itself, moves nothing.
        for target in [second, "relative", folder.path + "/gone", link, ""] {
            try followed.follow(["SSH_AUTH_SOCK": target])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == second)
        }
        #expect(try folder.names == ["agent.1", "agent.2", "run"])
    }

    @Test func `a client without the variable moves nothing, and a session without it gets none`() throws {
        let folder = try TemporaryFolder()
        let followed = FollowedPaths(folder.paths, names: "SSH_AUTH_SOCK ../x")
        #expect(followed.names == ["SSH_AUTH_SOCK"])
        try followed.follow(["SSH_AUTH_SOCK": try folder.write("", to: "agent")])
        try followed.follow([:])
        #expect(followed.applied(to: [:]) == [:])
    }
}
