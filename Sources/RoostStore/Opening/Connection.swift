import Foundation
import GRDB
import RoostModel
import Synchronization

/// The open database, or why there is none at the moment.
final class Connection: Sendable {
    enum State: Sendable {
        case open(DatabasePool)
        /// It can be read, but not written.
        case readable(DatabaseQueue, StoreError)
        case closed(StoreError)
    }

    private struct Contents {
        var state: State
        var report: OpeningReport
        /// Connections that are closed.
        ///
        /// They are kept because to free a dispatch queue starts a worker thread, and with the first of these
        /// libdispatch begins to wake up once a second for as long as the process lives.
        var retired: [any DatabaseReader & Sendable] = []
        /// No database was open or readable since the process began.
        var isBlind: Bool
    }

    let path: String
    private let contents: Mutex<Contents>

    init(path: String, _ opened: Opened) {
        self.path = path
        contents = Mutex(
            Contents(
                state: opened.state, report: opened.report, retired: opened.retired,
                isBlind: opened.state.isClosed))
    }

    var report: OpeningReport { contents.withLock { $0.report } }

    /// Nothing that was stored before could be seen up to now.
    var isBlind: Bool { contents.withLock { $0.isBlind } }

    var isOpen: Bool {
        if case .open = contents.withLock({ $0.state }) { true } else { false }
    }

    /// What reads and writes.
    var pool: DatabasePool {
        get throws(StoreError) {
            switch contents.withLock({ $0.state }) {
            case .open(let pool): return pool
            case .readable(_, let trouble), .closed(let trouble): throw trouble
            }
        }
    }

    /// What reads.
    var reader: any DatabaseReader {
        get throws(StoreError) {
            switch contents.withLock({ $0.state }) {
            case .open(let pool): return pool
            case .readable(let queue, _): return queue
            case .closed(let trouble): throw trouble
            }
        }
    }

    /// Goes over to what a later attempt opened; what was open before is closed.
    func replace(with opened: Opened) {
        let old = contents.withLock { contents in
            let old = contents.state
            contents.state = opened.state
            contents.report.trouble = opened.report.trouble
            if let aside = opened.report.setAside {
                contents.report.setAside = aside
                contents.report.salvage = opened.report.salvage
            }
            contents.report.lostFrames += opened.report.lostFrames
            contents.report.lostTransactions += opened.report.lostTransactions
            contents.retired += opened.retired
            if !opened.state.isClosed { contents.isBlind = false }
            switch old {
            case .open(let pool): contents.retired.append(pool)
            case .readable(let queue, _): contents.retired.append(queue)
            case .closed: break
            }
            return old
        }
        old.close()
    }

    /// Lets go of what was opened and cannot be used.
    func discard(_ opened: Opened) {
        contents.withLock { contents in
            contents.retired += opened.retired
            switch opened.state {
            case .open(let pool): contents.retired.append(pool)
            case .readable(let queue, _): contents.retired.append(queue)
            case .closed: break
            }
        }
        opened.state.close()
    }

    /// Remembers that writing is over until the file is opened again.
    func fail(_ trouble: StoreError) {
        let old = contents.withLock { contents in
            let old = contents.state
            if case .open(let pool) = old { contents.retired.append(pool) }
            contents.state = .closed(trouble)
            contents.report.trouble = trouble
            return old
        }
        old.close()
    }

    /// Remembers why the last attempt to open the file came to nothing.
    func note(_ trouble: StoreError) {
        contents.withLock { contents in
            contents.report.trouble = trouble
            switch contents.state {
            case .open: break
            case .readable(let queue, _): contents.state = .readable(queue, trouble)
            case .closed: contents.state = .closed(trouble)
            }
        }
    }

    /// Puts the log into the file and lets it go.
    func close() {
        contents.withLock { $0.state }.close()
    }
}

extension Connection.State {
    var isClosed: Bool {
        if case .closed = self { true } else { false }
    }

    fileprivate func close() {
        switch self {
        case .open(let pool):
            // The readers first: the last connection puts the log into the file and removes it, but only a
            // writer can. Where that fails the log stays, and the next opening goes on from there.
            pool.releaseMemory()
            try? pool.close()
        case .readable(let queue, _): try? queue.close()
        case .closed: break
        }
    }
}

/// What an attempt to open the database came to.
struct Opened {
    var state: Connection.State
    var report = OpeningReport()
    var retired: [any DatabaseReader & Sendable] = []
}
