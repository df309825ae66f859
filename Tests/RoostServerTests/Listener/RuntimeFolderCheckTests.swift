import Testing

@testable import RoostServer

@Suite struct RuntimeFolderCheckTests {
    private func steps(
        lock: RuntimeFolderCheck.Place = .ours, socket: RuntimeFolderCheck.Place = .ours,
        hasKeeperSocket: Bool = true,
        isHomeLost: Bool = false, isNeeded: Bool = true
    ) -> [RuntimeFolderCheck.Step] {
        RuntimeFolderCheck(
            lock: lock, socket: socket, hasKeeperSocket: hasKeeperSocket, isHomeLost: isHomeLost,
            isNeeded: isNeeded
        ).steps
    }

    @Test func `nothing is touched while all is in its place`() {
        #expect(steps().isEmpty)
        #expect(steps(isNeeded: false).isEmpty)
    }

    @Test(arguments: [RuntimeFolderCheck.Place.missing, .foreign])
    func `the lock comes before the socket that it protects`(place: RuntimeFolderCheck.Place) {
        #expect(steps(lock: place, socket: place) == [.makeFolders, .lock, .listen])
    }

    @Test func `a wiped runtime folder keeps its lock, which is elsewhere`() {
        #expect(
            steps(socket: .missing, hasKeeperSocket: false) == [.makeFolders, .listen, .reopenKeeper])
        #expect(steps(hasKeeperSocket: false) == [.makeFolders, .reopenKeeper])
    }

    @Test func `a server whose home was deleted goes on for sessions and clients alone`() {
        #expect(
            steps(
                lock: .missing, socket: .missing, hasKeeperSocket: false, isHomeLost: true, isNeeded: false)
                == [.end])
        #expect(
            steps(lock: .missing, socket: .missing, isHomeLost: true) == [.makeFolders, .lock, .listen])
    }
}
