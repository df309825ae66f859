import GRDB
import RoostModel
import Synchronization

extension Store {
    /// Takes away history that `policy` does not keep, oldest first, and gives the room back to the disk.
    ///
    /// It works in transactions of a few milliseconds on the writer's thread; what is enqueued meanwhile is
    /// committed in between. Output from the newest snapshot that is whole on always stays, and so does all
    /// output of a session without one: a session comes back from a snapshot and what follows it. The newest
    /// block of a session stays too, because it says where its output ends.
    @discardableResult
    package func trim(policy: Retention) async throws(StoreError) -> TrimReport {
        var run = TrimRun(policy: policy)
        for var step in TrimStep.all {
            var isDone = false
            while !isDone {
                let result: Result<(TrimRun, TrimStep?), StoreError> = await onWriter {
                    [connection, path, step, run] in
                    do {
                        var run = run
                        let next = try connection.pool.write { try $0.trim(step, in: &run) }
                        return .success((run, next))
                    } catch {
                        return .failure(StoreError(error, doing: "trim", path: path))
                    }
                }
                let next: TrimStep?
                (run, next) = try result.get()
                isDone = next == nil
                if let next { step = next }
            }
        }
        var freed = 0
        repeat {
            let result: Result<Int, StoreError> = await onWriter { [connection, path] in
                do {
                    return .success(try connection.pool.writeWithoutTransaction { try $0.vacuumPart() })
                } catch {
                    return .failure(StoreError(error, doing: "trim", path: path))
                }
            }
            freed = try result.get()
            run.report.pages += freed
        } while freed > 0
        if run.report != TrimReport() {
            writer.submit { [writer] in writer.noteChange(&$0) }
        }
        return run.report
    }

    private func onWriter<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            writer.submit { _ in continuation.resume(returning: body()) }
        }
    }
}
