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
        var report = TrimReport()
        for var step in TrimStep.all {
            var isDone = false
            while !isDone {
                let current = step
                let result: Result<(TrimReport, TrimStep?), StoreError> = await onWriter {
                    [connection, path] in
                    do {
                        var part = TrimReport()
                        let next = try connection.pool.write {
                            try $0.trim(current, policy: policy, report: &part)
                        }
                        return .success((part, next))
                    } catch {
                        return .failure(StoreError(error, doing: "trim", path: path))
                    }
                }
                let (part, next) = try result.get()
                report += part
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
            report.pages += freed
        } while freed > 0
        if report != TrimReport() {
            writer.submit { [writer] in writer.work.withLock { writer.noteChange(&$0) } }
        }
        return report
    }

    private func onWriter<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            writer.submit { continuation.resume(returning: body()) }
        }
    }
}

extension TrimReport {
    static func += (sum: inout TrimReport, part: TrimReport) {
        sum.blocks += part.blocks
        sum.bytes += part.bytes
        sum.lines += part.lines
        sum.entries += part.entries
        sum.pages += part.pages
    }
}
