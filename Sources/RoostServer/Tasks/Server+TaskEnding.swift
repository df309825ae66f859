import Glibc
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostTasks

// Ending all print-mode tasks together with server and keeper.
extension Server {
    /// Ends what runs; what waits stays in the queue of the next server.
    ///
    /// - Parameters:
    ///   - patience: How long processes may take to end by themselves.
    ///   - lastWord: And before they count as gone although nobody told.
    func endTasks(patience: Duration, lastWord: Duration) async {
        board.isClosing = true
        let running = Array(board.attempts.keys)
        for attempt in board.attempts.values { attempt.run { $0.end(because: .cancel) } }
        let hurry = schedule(after: patience) { server in
            for id in server.board.attempts.keys {
                server.keeper?.signal(id.stream(.output).rawValue, SIGKILL, toGroup: true)
            }
        }
        let end = schedule(after: lastWord) { server in
            for id in server.board.attempts.keys { server.board.remove(attempt: id)?.run { $0.release() } }
        }
        await withCheckedContinuation { board.wait($0) }
        hurry.cancel()
        end.cancel()
        for id in running { TaskProcesses(id, pid: nil, socket: paths.socket).killAll() }
    }
}
