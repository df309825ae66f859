/// How the store behaves when the database does not keep up.
package struct StoreOptions: Hashable, Sendable {
    /// What becomes of output while ``waitingBytes`` wait already.
    package enum Overflow: Hashable, Sendable {
        /// It waits all the same: the caller stops reading from the PTY, so that programs wait.
        case wait
        /// It is left out, and a `gap` event says how much: programs never wait.
        case gap
    }

    /// With ``Overflow/wait`` too, output is left out while there is no database at all: nobody knows how long.
    package var overflow = Overflow.wait
    /// Bytes of records that wait in memory before any are left out.
    package var waitingBytes = 64 << 20
    /// Time at the start for bringing over what a damaged database still has.
    package var salvageTime = Duration.seconds(2)

    package init() {}
}
