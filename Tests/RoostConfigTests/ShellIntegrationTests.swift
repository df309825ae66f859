import Foundation
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostConfig

@Suite struct ShellIntegrationTests {
    private func prepare(
        _ command: [String], _ environment: [String: String] = [:], in folder: TemporaryFolder
    ) throws -> (command: [String], environment: [String: String]) {
        try ShellIntegration.prepare(
            command: command, environment: environment, directory: folder.path + "/shell")
    }

    @Test(arguments: [
        ["bash", "script.sh"], ["bash", "-c", "ls"], ["bash", "-lc", "ls"], ["bash", "-s"],
        ["bash", "--norc"],
        ["bash", "--posix"], ["bash", "-o", "posix"], ["bash", "-p"], ["bash", "--rcfile"],
        ["bash", "--", "x"],
        ["bash", "-"], ["zsh", "-f"], ["zsh", "-c", "ls"], ["zsh", "script"], ["zsh", "--no-rcs"],
        ["zsh", "-o", "NO_RCS"], ["fish", "-c", "ls"], ["fish", "--no-config"], ["fish", "-N"],
        ["fish", "script"],
        ["fish", "--command=ls"], ["sh"], ["dash"], ["vim"], ["/opt/bash.sh"], [],
    ])
    func `anything but an interactive shell starts as ever`(command: [String]) throws {
        let folder = try TemporaryFolder()
        let environment = ["HOME": "/home/me", "ZDOTDIR": "/z"]
        let result = try prepare(command, environment, in: folder)
        #expect(result.command == command)
        #expect(result.environment == environment)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `bash gets an rcfile, before its other options`() throws {
        let folder = try TemporaryFolder()
        let script = folder.path + "/shell/roost.bash"
        let result = try prepare(["/bin/bash", "-i", "-O", "globstar"], ["A": "1"], in: folder)
        #expect(result.command == ["/bin/bash", "--rcfile", script, "-i", "-O", "globstar"])
        #expect(result.environment == ["A": "1"])
    }

    @Test func `an rcfile of the user's is read by ours`() throws {
        let folder = try TemporaryFolder()
        let result = try prepare(["bash", "--rcfile", "/my rc"], in: folder)
        #expect(result.command == ["bash", "--rcfile", folder.path + "/shell/roost.bash"])
        #expect(result.environment == ["ROOST_BASH_RCFILE": "/my rc"])
    }

    @Test(arguments: [["bash", "-l"], ["bash", "--login"], ["bash", "-il"]])
    func `a login bash gets its script through ENV and stays a login shell`(command: [String]) throws {
        let folder = try TemporaryFolder()
        let result = try prepare(command, ["HOME": "/h", "ENV": "/e"], in: folder)
        #expect(result.command == ["bash", "--posix"] + command.dropFirst())
        #expect(
            result.environment == [
                "HOME": "/h", "ENV": folder.path + "/shell/roost.bash", "ROOST_BASH_ENV": "/e",
                "ROOST_BASH_LOGIN": "1", "HISTFILE": "/h/.bash_history", "ROOST_BASH_HISTFILE": "1",
            ])
    }

    @Test func `zsh gets a folder for its files`() throws {
        let folder = try TemporaryFolder()
        let result = try prepare(["zsh", "-l"], ["ZDOTDIR": "/mine"], in: folder)
        #expect(result.command == ["zsh", "-l"])
        #expect(result.environment == ["ZDOTDIR": folder.path + "/shell/zsh", "ROOST_ZDOTDIR": "/mine"])
    }

    @Test func `fish gets a command that runs after its configuration`() throws {
        let folder = try TemporaryFolder()
        let result = try prepare(["fish", "-i"], in: folder)
        #expect(
            result.command == ["fish", "--init-command", "source '\(folder.path)/shell/roost.fish'", "-i"])
        #expect(result.environment.isEmpty)
    }

    @Test func `scripts are for the user alone, and written once`() throws {
        let folder = try TemporaryFolder()
        _ = try prepare(["bash"], in: folder)
        let files = FileManager.default
        let script = folder.path + "/shell/roost.bash"
        func mode(_ path: String) throws -> Int? {
            try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder.path + "/shell") == 0o700)
        #expect(try mode(script) == 0o600)
        let written = try files.attributesOfItem(atPath: script)[.systemFileNumber] as? Int
        _ = try prepare(["bash"], in: folder)
        #expect(try files.attributesOfItem(atPath: script)[.systemFileNumber] as? Int == written)
    }

    @Test func `a script that was changed is written again`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("exit 1\n", to: "shell/roost.bash")
        _ = try prepare(["bash"], in: folder)
        #expect(FileManager.default.contents(atPath: script) == Data(PackageResources.roost_bash))
    }

    @Test func `a folder that cannot be made is told`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "file")
        #expect {
            try ShellIntegration.prepare(command: ["bash"], environment: [:], directory: file + "/shell")
        } throws: {
            "\($0)".hasPrefix("cannot write \(file)/shell/roost.bash: ")
        }
    }
}
