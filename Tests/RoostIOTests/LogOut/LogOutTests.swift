import Foundation
import RoostTestSupport
import Testing

@testable import RoostIO

@Suite struct LogOutTests {
    private static let login = "0::/user.slice/user-1000.slice/session-3.scope\n"
    private static let manager = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-r1.scope\n"

    /// A file system in a folder, with these files in it.
    private func fate(_ files: [String: String], cgroup: String = login, user: String = "ann") throws
        -> LogOut
    {
        let folder = try TemporaryFolder()
        let all = files.merging(["/proc/42/cgroup": cgroup, "/run/systemd/system/mark": ""]) { $1 }
        for (path, text) in all { try folder.write(text, to: path) }
        let fate = LogOut.of(pid: 42, user: user, root: folder.path)
        guard case .endsWithLogin(let file?) = fate else { return fate }
        return .endsWithLogin(file: file.replacingOccurrences(of: folder.path, with: ""))
    }

    @Test func `without systemd, without a login or without a name there is nothing to say`() throws {
        #expect(LogOut.of(pid: 42, user: "ann", root: "/no/such/root") == .unwatched)
        #expect(try fate([:], cgroup: "0::/\n") == .unwatched)
        #expect(try fate([:], cgroup: "0::/system.slice/cron.service\n") == .unwatched)
        #expect(try fate([:], user: "") == .unwatched)
        #expect(try fate([:], user: "../ann") == .unwatched)
    }

    @Test func `a login's scope ends or stays as the main file says`() throws {
        let file = "/etc/systemd/logind.conf"
        #expect(try fate([file: "[Login]\nKillUserProcesses=yes\n"]) == .endsWithLogin(file: file))
        #expect(try fate([file: "[Login]\n KillUserProcesses = no\n"]) == .survives)
        #expect(try fate([file: "[Login]\n#KillUserProcesses=no\n"]) == .survives)
        #expect(try fate([file: "[Login]\n#KillUserProcesses=yes\n"]) == .endsWithLogin(file: nil))
        #expect(try fate([file: "[Other]\nKillUserProcesses=no\n"]) == .endsWithLogin(file: nil))
        #expect(try fate([file: "[Login]\nKillUserProcesses=maybe\n"]) == .endsWithLogin(file: nil))
        #expect(try fate([:]) == .endsWithLogin(file: nil))
    }

    @Test func `a drop-in comes after the main file, the last name after the first`() throws {
        let main = ["/usr/lib/systemd/logind.conf": "[Login]\nKillUserProcesses=no\n"]
        let late = "/usr/lib/systemd/logind.conf.d/90.conf"
        let early = "/etc/systemd/logind.conf.d/10.conf"
        let yes = "[Login]\nKillUserProcesses=1\n"
        let no = "[Login]\nKillUserProcesses=off\n"
        #expect(try fate(main.merging([late: yes, early: no]) { $1 }) == .endsWithLogin(file: late))
        #expect(try fate(main.merging([late: no, early: yes]) { $1 }) == .survives)
        // The same name in /etc hides the one in /usr.
        let hiding = "/etc/systemd/logind.conf.d/90.conf"
        #expect(try fate(main.merging([late: yes, hiding: no]) { $1 }) == .survives)
    }

    @Test func `users can be named or spared`() throws {
        let file = "/etc/systemd/logind.conf"
        func fate(_ lines: String, _ user: String) throws -> LogOut {
            try self.fate([file: "[Login]\nKillUserProcesses=yes\n\(lines)\n"], user: user)
        }
        #expect(try fate("", "root") == .survives)
        #expect(try fate("KillExcludeUsers=", "root") == .endsWithLogin(file: file))
        #expect(try fate("KillExcludeUsers=bob ann", "ann") == .survives)
        #expect(try fate("KillOnlyUsers=bob", "ann") == .survives)
        #expect(try fate("KillOnlyUsers=bob\nKillOnlyUsers=ann", "ann") == .endsWithLogin(file: file))
    }

    @Test func `the user's service manager ends with the last login unless the user lingers`() throws {
        #expect(try fate([:], cgroup: Self.manager) == .endsWithManager)
        #expect(try fate(["/var/lib/systemd/linger/ann": ""], cgroup: Self.manager) == .survives)
        // Lingering does not save what is in the scope of a login.
        #expect(try fate(["/var/lib/systemd/linger/ann": ""]) == .endsWithLogin(file: nil))
    }

    @Test func `advice names a command, and only where it is needed`() {
        #expect(LogOut.unwatched.advice == nil)
        #expect(LogOut.survives.advice == nil)
        #expect(LogOut.endsWithManager.advice?.contains("loginctl enable-linger") == true)
        #expect(LogOut.endsWithLogin(file: "/a").advice?.contains("systemd-run --user --scope") == true)
        #expect(LogOut.endsWithLogin(file: "/a").advice?.contains("/a") == true)
    }
}
