import RoostModel
import Testing

@Suite struct PathsTests {
    @Test func `ROOST_HOME holds everything`() {
        let paths = Paths(environment: [
            "ROOST_HOME": "/r", "HOME": "/home/me", "XDG_RUNTIME_DIR": "/run/user/1",
        ])
        #expect(paths.configFile == "/r/config.toml")
        #expect(paths.database == "/r/roost.sqlite")
        #expect(paths.socket == "/r/run/server.sock")
        #expect(paths.journal == "/r/journal")
        #expect(paths.log == "/r/log")
        #expect(paths.terminfo == "/r/run/terminfo")
    }

    @Test func `without it the XDG directories say where`() {
        let paths = Paths(environment: [
            "HOME": "/home/me", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s",
            "XDG_RUNTIME_DIR": "/run/user/1",
        ])
        #expect(paths.configFile == "/c/roost/config.toml")
        #expect(paths.database == "/s/roost/roost.sqlite")
        #expect(paths.socket == "/run/user/1/roost/server.sock")
    }

    @Test func `the XDG directories have their standard places`() {
        let paths = Paths(environment: ["HOME": "/home/me"])
        #expect(paths.config == "/home/me/.config/roost")
        #expect(paths.state == "/home/me/.local/state/roost")
        #expect(paths.runtime == "/home/me/.local/state/roost/run")
    }

    @Test func `empty and relative directories are as if not set`() {
        let paths = Paths(environment: [
            "HOME": "/home/me", "ROOST_HOME": "", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "",
            "XDG_RUNTIME_DIR": "run",
        ])
        #expect(paths == Paths(environment: ["HOME": "/home/me"]))
    }
}
