import Logging
import RoostIO
import RoostKeeperProtocol
import RoostModel
import RoostPTY
import RoostWire

// The way in stays open: folders, lock and sockets that were deleted are made again.
extension Server {
    /// Whoever deletes a folder deletes one name after the other: what is made again too early is in his way.
    private static let folderDelay = Duration.milliseconds(700)
    /// But no longer than this after the first.
    private static let folderPatience = Duration.seconds(2)
    /// The next try after one that failed; also between looks where folders cannot be watched.
    private static let folderRetry = Duration.seconds(4)

    /// Begins to look after the folders; without inotify by a slow clock.
    func guardFolders() {
        do {
            folders.watch = try FolderWatch(loop: loop) { [weak self] changes in
                self?.assumeIsolated { $0.foldersChanged(changes) }
            }
        } catch {
            Log.server.warning("\(error)")
        }
        folders.hadDatabase = FileIdentity.at(paths.database) != nil
        watchFolders()
        // Something may be missing already: the server before this one may have died of it.
        scheduleFolderCheck(after: Self.folderDelay)
    }

    /// The folders that are there now; those from before are watched no more, since they are gone.
    private func watchFolders() {
        guard let watch = folders.watch else { return }
        for folder in Set([paths.runtime, paths.state]) {
            do {
                _ = try watch.add(folder)
            } catch {
                Log.server.warning("\(folder): \(error)")
            }
        }
    }

    private func foldersChanged(_ changes: [FolderChange]) {
        let files = [
            paths.socket, paths.database, paths.journal, paths.log, paths.runtime, lockFile, keeperSocket,
        ]
        let names = Set(files.compactMap { $0.split(separator: "/").last.map(String.init) })
        guard changes.contains(where: { $0.isAboutFolder || names.contains($0.name) }) else { return }
        let now = clock.instant
        let first = folders.firstChange ?? now
        folders.firstChange = first
        let rest = max(.zero, Self.folderPatience - first.duration(to: now))
        scheduleFolderCheck(after: min(Self.folderDelay, rest))
    }

    private func scheduleFolderCheck(after delay: Duration) {
        folders.timer?.cancel()
        folders.timer = schedule(after: delay) { $0.checkFolders() }
    }

    private var lockFile: String { RuntimeFolders.lockFile(paths) }
    private var keeperSocket: String { paths.runtime + "/" + KeeperProtocol.socketName }

    private var folderCheck: RuntimeFolderCheck {
        RuntimeFolderCheck(
            lock: .init(FileIdentity.at(lockFile), ours: folders.lock),
            socket: .init(FileIdentity.at(paths.socket), ours: listener.file),
            hasKeeperSocket: keeper == nil || FileIdentity.at(keeperSocket) != nil,
            isHomeLost: isHomeLost, isNeeded: isNeeded)
    }

    /// The database was deleted; with it all that a server would remember.
    private var isHomeLost: Bool {
        folders.hadDatabase && FileIdentity.at(paths.database) == nil
    }

    private var isNeeded: Bool {
        !clients.isEmpty || directory.livingCount > 0
    }

    /// Somebody left: a server whose home was deleted ends with the last session and the last client.
    func leaveIfLost() {
        guard problems.home != nil, !isNeeded else { return }
        scheduleFolderCheck(after: .zero)
    }

    /// Makes again what is missing; what cannot be made is tried again, and said on every screen.
    func checkFolders() {
        folders.timer = nil
        folders.firstChange = nil
        guard life.isServing else { return }
        if FileIdentity.at(paths.database) != nil { folders.hadDatabase = true }
        let check = folderCheck
        tell {
            $0.home =
                check.isHomeLost
                ? "\(paths.database) was deleted: sessions are kept as long as the server runs" : nil
        }
        do {
            for step in check.steps {
                guard try take(step) else { return }
            }
            tell { $0.files = nil }
            if folders.watch == nil { scheduleFolderCheck(after: Self.folderRetry) }
        } catch {
            Log.server.error("\(error)")
            tell { $0.files = "\(error)" }
            scheduleFolderCheck(after: Self.folderRetry)
        }
    }

    /// False: the server ends.
    private func take(_ step: RuntimeFolderCheck.Step) throws -> Bool {
        switch step {
        case .end:
            Log.server.notice("\(paths.state) was deleted, and nobody is here")
            begin { await $0.stop(.stopping) }
            return false
        case .makeFolders:
            for folder in RuntimeFolders.all(paths) { try Files.makePrivateDirectory(folder) }
            // Before anything is made in them: what is deleted after this is seen.
            watchFolders()
        case .lock:
            guard try folders.lockAgain(lockFile) else {
                Log.server.warning("another server has taken \(paths.state) over")
                begin { await $0.stop(.stopping) }
                return false
            }
            markKeeper()
        case .listen:
            closeListener()
            try listen()
            Log.server.warning("\(paths.socket) was lost and is there again")
        case .reopenKeeper: reopenKeeper()
        }
        return true
    }

    private func reopenKeeper() {
        if keeping.canReopen {
            keeper?.reopen()
            // Another keeper may have the lock for a moment: one that a client in a hurry has started.
            return scheduleFolderCheck(after: Self.folderRetry)
        }
        // It has no way to make its socket again. A new one takes its place as if it had died, which no child
        // notices; but how the children end is known to nobody then.
        Log.server.warning("\(keeperSocket) was lost: the keeper is replaced")
        keeper?.shutdown()
    }

    /// Writes down who has the children.
    func markKeeper() {
        guard let pid = keeping.pid, let mark = KeeperMark(pid: pid) else { return }
        folders.write(mark)
    }
}
