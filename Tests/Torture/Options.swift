/// What every scenario is told.
struct Options {
    /// What a build consists of.
    static let programs = ["roost", "roost-server", "roost-keeper"]

    /// Rounds, cases or sessions; each scenario has its own standard.
    let count: Int
    let seed: UInt64
    /// The folder of ``programs``.
    let binaries: String
    /// Another build, for `upgrade`.
    let otherBinaries: String?
    /// How long a lasting fault lasts.
    let seconds: Int
    /// System calls fail for a while, not a few times.
    let lasts: Bool
    /// Leave the folders of a run that failed.
    let keepsFiles: Bool
}
