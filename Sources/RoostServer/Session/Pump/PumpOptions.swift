/// What the configuration says about a child's output.
struct PumpOptions: Hashable, Sendable {
    var journalDirectory: String
    /// False: what programs print is not stored; see ``Server/keepsOutput``.
    var keepsOutput = true
    /// Programs never wait for the database: what it cannot take is left out, and that is said.
    var leavesGaps = false
    /// Bytes of output that are read in a second; 0: as fast as it comes.
    var bytesPerSecond = 0
}
