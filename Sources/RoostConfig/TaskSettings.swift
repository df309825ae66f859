/// What print-mode tasks may do at once, in a minute and in a day, and what each may use.
///
/// A provider's own file may say less of it for that provider: ``Provider/TaskShare``.
package struct TaskSettings: Hashable, Sendable {
    /// Tasks that run at once.
    package var concurrency = 10
    /// The same for each provider; 0: as all together.
    package var providerConcurrency = 0
    /// Tasks that start in any minute; the others wait.
    package var startsPerMinute = 100
    /// Failures in a row after which a provider is left alone.
    package var breakerFailures = 5
    /// For how long it is left alone.
    package var breakerSeconds = 60
    /// Further attempts of a task that does not say how many it wants.
    package var retries = 3
    /// The bound of the pause before the first of them; each further one is twice as long.
    package var retryDelayMilliseconds = 2000
    /// What all tasks may cost in a day, in cents; 0: no limit.
    package var dailyCents = 0
    /// What the tasks of each provider may cost in a day, in cents; 0: no limit.
    package var providerDailyCents = 0
    /// The share of a budget at which a person is told, 0...100.
    package var warnPercent = 80
    /// A conversation that nobody goes on with for so long is none of the active ones any more; 0: never.
    package var conversationMinutes = 30
    /// Memory of a task that does not say how much it wants, in bytes; 0: no limit.
    package var memoryBytes = 0
    /// Processor time of a task's processes together, where the system lets it be limited; 100 is one core, 0 no limit.
    package var cpuPercent = 0

    package init() {}
}
