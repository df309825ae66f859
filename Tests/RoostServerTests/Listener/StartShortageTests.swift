import Glibc
import RoostConfig
import RoostKeeperProtocol
import RoostModel
import Testing

@testable import RoostServer

@Suite struct StartShortageTests {
    @Test(arguments: [
        (EMFILE, KeeperProtocol.Stage.process, "ulimit -Hn"), (EMFILE, .terminal, "ulimit -Hn"),
        (ENFILE, .terminal, "fs.file-max"), (ENOSPC, .terminal, "kernel.pty.max"),
        (EAGAIN, .process, "ulimit -u"), (ENOMEM, .process, "end some programs"),
    ])
    func `what ran out is named with what helps`(errno: Int32, stage: KeeperProtocol.Stage, advice: String) {
        #expect(StartShortage.advice(errno, stage: stage, limit: 64)?.advice.contains(advice) == true)
    }

    @Test(arguments: [(ENOENT, KeeperProtocol.Stage.executable), (EACCES, .directory), (ENOSPC, .process)])
    func `any other failure has its own words`(errno: Int32, stage: KeeperProtocol.Stage) {
        #expect(StartShortage.advice(errno, stage: stage, limit: 64) == nil)
    }

    @Test func `a provider with words for it can resume`() {
        let resuming = Provider.builtIn.filter(\.canResume).map(\.name)
        #expect(resuming == ["claude", "codex", "gemini", "cursor-agent", "aider"])
    }

    @Test func `an excess is told in megabytes, with where the limit is`() {
        #expect(
            SessionTransition(.memoryLimit(used: 300 << 20, allowed: 256 << 20)).text
                == "uses 300 MB of memory; 256 MB are allowed ([limits] in config.toml)")
    }
}
