/// What every scenario is told.
struct Options {
    /// Rounds, cases or sessions; each scenario has its own standard.
    let count: Int
    let seed: UInt64
    /// The folder of `roost` and `roost-keeper`.
    let binaries: String
    /// Another build, for `upgrade`.
    let otherBinaries: String?
    /// How long a lasting fault lasts.
    let seconds: Int
    /// Leave the folders of a run that failed.
    let keepsFiles: Bool
}
