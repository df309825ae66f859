import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostServer

@Suite struct FollowedVariablesTests {
    @Test func `a link follows the last client, and sessions get the link`() throws {
        let folder = try TemporaryFolder()
        let followed = FollowedVariables(folder.paths, names: "SSH_AUTH_SOCK  XAUTHORITY")
        let link = folder.paths.runtime + "/follow/SSH_AUTH_SOCK"
        let (first, second) = (try folder.write("", to: "agent.1"), try folder.write("", to: "agent.2"))
        let caller = ["SSH_AUTH_SOCK": first, "HOME": "/h"]
        #expect(followed.applied(to: caller, last: nil) == caller)
        _ = try followed.follow(caller)
        #expect(followed.applied(to: caller, last: nil) == ["SSH_AUTH_SOCK": link, "HOME": "/h"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == first)
        // What leads nowhere, or to the link itself, moves nothing.
        for target in [second, "relative", folder.path + "/gone", link, ""] {
            _ = try followed.follow(["SSH_AUTH_SOCK": target])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == second)
        }
        #expect(try folder.names == ["agent.1", "agent.2", "run"])
    }

    @Test func `a client without the variable moves nothing, and a session without it gets none`() throws {
        let folder = try TemporaryFolder()
        let followed = FollowedVariables(folder.paths, names: "SSH_AUTH_SOCK ../x")
        #expect(followed.names == ["SSH_AUTH_SOCK"])
        _ = try followed.follow(["SSH_AUTH_SOCK": try folder.write("", to: "agent")])
        _ = try followed.follow([:])
        #expect(followed.applied(to: [:], last: nil) == [:])
    }

    @Test func `what is no path is the last client's for whoever starts a session from within one`() throws {
        let folder = try TemporaryFolder()
        let followed = FollowedVariables(folder.paths, names: "DISPLAY WAYLAND_DISPLAY SSH_AUTH_SOCK")
        let inside = [
            "DISPLAY": "localhost:10.0", "WAYLAND_DISPLAY": "wayland-0", "ROOST_SOCKET": folder.paths.socket,
        ]
        #expect(followed.applied(to: inside, last: nil) == inside, "no client has come yet")
        let last = try followed.follow(["DISPLAY": "localhost:11.0", "HOME": "/h", "SSH_AUTH_SOCK": "/gone"])
        #expect(last == ["DISPLAY": "localhost:11.0", "SSH_AUTH_SOCK": "/gone"])
        #expect(try followed.follow(inside) == nil, "a session's own shell brings nothing new")
        let started = followed.applied(to: inside, last: last)
        #expect(started["DISPLAY"] == "localhost:11.0")
        #expect(started["WAYLAND_DISPLAY"] == nil, "the last client has none")
        // Whoever comes from elsewhere knows best.
        let outside = ["DISPLAY": ":1", "ROOST_SOCKET": "/another/server"]
        #expect(followed.applied(to: outside, last: last) == outside)
    }
}
