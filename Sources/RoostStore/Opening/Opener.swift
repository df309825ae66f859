import GRDB
import RoostModel

/// Opens the database whatever state it is in, or says why it has to wait.
struct Opener: Sendable {
    let path: String
    /// The clock on the wall, for the name of a file that is set aside.
    let now: @Sendable () -> Timestamp
    /// Time that may go into bringing over what a damaged database still has.
    let patience: Duration

    /// A file that turns out to be damaged is replaced.
    var isRenewing = true

    /// Opens it for writing; a damaged one is set aside first, and what can be read of it is brought over.
    ///
    /// - Throws: ``StoreError``; a database from a newer version is left alone.
    func open() throws(StoreError) -> Opened {
        do {
            return try Store.connect(path: path)
        } catch {
            guard case .corrupt = error else { throw error }
            return try renew()
        }
    }

    /// Like ``open()``, but without writing if that is all that can be had, or even without reading.
    ///
    /// - Throws: ``StoreError/newerVersion(found:known:path:)`` only.
    func openSomehow() throws(StoreError) -> Opened {
        do {
            return try open()
        } catch {
            if case .newerVersion = error { throw error }
            return readable(because: error)
        }
    }

    /// Sets the file aside and begins a new one.
    func renew() throws(StoreError) -> Opened {
        let aside = try Store.setAside(path: path, at: now())
        var opened = try Store.connect(path: path)
        opened.report.setAside = aside
        if case .open(let pool) = opened.state {
            var salvage = Salvage(from: aside, to: pool, deadline: .now + patience)
            opened.report.salvage = salvage.run()
            opened.retired += salvage.retired
        }
        return opened
    }

    /// What is there can at least be seen.
    private func readable(because trouble: StoreError) -> Opened {
        var opened = Opened(state: .closed(trouble))
        opened.report.trouble = trouble
        let hasLog = StoreFile(path: path).hasLog
        // A file that nobody writes and that has no log needs no index of the log beside it.
        for name in hasLog ? [path] : [path, "file:\(path.uriPath)?immutable=1"] {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(0.5)
            do {
                let queue = try DatabaseQueue(path: name, configuration: configuration)
                do {
                    try queue.read { try $0.checkReadable(path) }
                } catch {
                    try? queue.close()
                    opened.retired.append(queue)
                    throw error
                }
                opened.state = .readable(queue, trouble)
                return opened
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                // Somebody writes to it: what is read past the locks may be half of something.
                return opened
            } catch {
                continue
            }
        }
        return opened
    }
}

extension Database {
    /// Refuses a file that is not of exactly this version.
    fileprivate func checkReadable(_ path: String) throws {
        try checkSchema(path)
        guard try schemaNumber() == Schema.number else {
            throw StoreError.cannotOpen(path: path, cause: "it has to be migrated first")
        }
    }
}

extension String {
    /// Without the signs that mean something in a URI.
    ///
    /// - SeeAlso: https://www.sqlite.org/uri.html
    var uriPath: String {
        unicodeScalars.map { scalar in
            switch scalar {
            case "%": "%25"
            case "?": "%3f"
            case "#": "%23"
            default: String(scalar)
            }
        }
        .joined()
    }
}
