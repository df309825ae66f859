private import CPosix
private import Glibc
import RoostKeeperProtocol

/// Children on pipes: two streams of one child, each kept like the master of a terminal.
extension Keeper {
    func run(_ request: RunRequest) {
        let ids = [request.output, request.errors]
        guard ids.allSatisfy({ sessions[$0]?.status != .running }) else {
            return fail(request.output, EEXIST, .process)
        }
        guard sessions.count + ids.count <= Self.mostSessions else {
            return fail(request.output, ENFILE, .process)
        }
        guard hasDescriptors(for: DescriptorReserve.run, beside: Set(ids)) else {
            return fail(request.output, EMFILE, .process)
        }
        do throws(System.SpawnFailure) {
            let (pid, output, errors) = try System.run(request, descriptorLimit: descriptorLimit)
            let start = roost_process_start(pid)
            // Those that ended are not reaped before, so that no two have one pid.
            for id in ids { forget(id) }
            let main = Session(id: request.output, pid: pid, start: start, isAdopted: false, master: output)
            main.errors = request.errors
            let second = Session(id: request.errors, pid: pid, start: start, isAdopted: false, master: errors)
            second.isErrors = true
            keep(second)
            keep(main)
            send(.master(session: second.id), descriptor: errors)
            send(.spawned(session: main.id, pid: pid, start: start), descriptor: output)
        } catch {
            fail(request.output, error.errno, error.stage)
        }
    }
}
