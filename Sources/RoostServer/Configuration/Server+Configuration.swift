import Logging
import RoostConfig
import RoostIO
import RoostModel
import RoostTasks
import RoostWire

// The configuration while the server runs.
extension Server {
    var configuration: Configuration { active.configuration }
    var providers: [Provider] { active.providers }

    /// Reads the files again, and puts in force what can be while the server runs.
    func reloadConfiguration() async -> ConfigurationReport {
        let (paths, former) = (paths, active.catalog)
        let files = await withCheckedContinuation { continuation in
            parts.readers.execute {
                continuation.resume(returning: ConfigurationFiles.load(paths, after: former))
            }
        }
        let old = active.configuration
        let change = active.replace(with: files.loaded, files.catalog)
        if let failure = files.failure { Log.server.error("\(failure)") }
        for problem in active.problems { Log.server.warning("\(problem)") }
        apply(change, since: old)
        notify(.configurationChanged) { $0.hearsNotices }
        tell { $0.configuration = active.problems }
        var report = configurationReport
        report.changed = change.changed.map(\.name)
        report.waiting = change.waiting.map(\.name)
        return report
    }

    /// What is in force now.
    var configurationReport: ConfigurationReport {
        ConfigurationReport(
            values: Dictionary(
                uniqueKeysWithValues: ConfigOption.all.map { ($0.name, $0.value(configuration).text) }),
            problems: active.problems.map { ConfigurationReport.Problem($0) })
    }

    /// What a session can be started with, and what is wrong with it.
    var providerList: [ProviderInfo] {
        providers.filter(\.isInteractive).map { provider in
            ProviderInfo(
                name: provider.name,
                command: provider.commandLine(arguments: [], fullAccess: false, resume: nil),
                fullAccess: provider.fullAccess, glyph: provider.glyph, resumes: !provider.resume.isEmpty,
                problem: active.catalog.problem(of: provider.name)?.reasonInFolder)
        }
    }

    /// Options that are looked at when they matter need nothing here.
    private func apply(_ change: ActiveConfiguration.Change, since old: Configuration) {
        Log.setLevel(configuration.logLevel)
        if old.limits != configuration.limits { watchLimits() }
        if old.sizePolicy != configuration.sizePolicy {
            carryOut(workspaces.adopt(configuration.sizePolicy))
        }
        if old.retention != configuration.retention { scheduleTrim(after: 0) }
        if old.tasks != configuration.tasks || change.hasNewProviders {
            schedule { $0.setLimits(SchedulerLimits(configuration.tasks, providers), at: clock.now) }
        }
        let settings = sessionConfiguration
        for session in sessions.values { session.run { $0.configure(settings) } }
    }
}

extension ConfigurationReport.Problem {
    init(_ error: ConfigError) {
        self.init(text: "\(error)", advice: error.advice)
    }
}
