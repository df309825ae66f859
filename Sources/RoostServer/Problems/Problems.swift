import RoostConfig
import RoostModel
import RoostWire

/// What is wrong with the server, for the status row of every client and for `roost doctor`.
///
/// Showing a problem changes no layout: whoever sees ``warning`` change sends the workspaces again, and stores
/// nothing.
struct Problems: Sendable, Equatable {
    /// Why the store cannot write now.
    var store: String?
    /// The database was deleted while the server runs.
    var home: String?
    /// Why a runtime file that was deleted could not be made again.
    var files: String?
    /// Why nobody can be let in now: the process or the machine has no more descriptors.
    var shortage: String?
    /// All sessions together use more memory than they may.
    var totalLimit: String?
    /// Sessions that use more than they may.
    var limits: [SessionID: String] = [:]
    /// What a person is needed for by a print-mode task.
    var task: String?
    /// What came out when the database was opened.
    var opening: String?
    /// What is wrong with the configuration.
    var configuration: [ConfigError] = []

    /// The one that the status row shows: what loses something now comes before what was lost, and that before
    /// what a person wrote.
    var warning: String? { losses.first ?? configuration.summary ?? task }

    /// All of them in whole sentences, in the same order; a screen has room for some only.
    var warnings: [String] {
        Array((losses + configuration.map { "\($0)" } + [task].compactMap(\.self)).prefix(20))
    }

    private var losses: [String] {
        let over = limits.sorted { $0.key < $1.key }.map(\.value)
        return [store, home, files, shortage, totalLimit].compactMap(\.self) + over
            + [opening].compactMap(\.self)
    }

    /// All of them as lines of `roost doctor`.
    var findings: [Finding] {
        var findings: [Finding] = []
        func add(_ text: String?, as level: Finding.Level, to subject: String) {
            if let text { findings.append(Finding(level, subject, text)) }
        }
        add(opening, as: .error, to: "database")
        add(store, as: .error, to: "database")
        add(home ?? files, as: .error, to: "files")
        add(shortage, as: .error, to: "limits")
        for (_, text) in limits.sorted(by: { $0.key < $1.key }) { add(text, as: .warning, to: "limits") }
        add(totalLimit, as: .warning, to: "limits")
        add(configuration.sentence, as: .error, to: "config")
        add(task, as: .warning, to: "tasks")
        return findings
    }
}
