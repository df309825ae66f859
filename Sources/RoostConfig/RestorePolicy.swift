/// What becomes of a session whose child is gone because the machine went down, or because both server and keeper
/// did.
package enum RestorePolicy: String, CaseIterable, Hashable, Sendable {
    /// Nothing runs by itself: the pane offers what can be done.
    case ask
    /// Its command is started again.
    case restart
    /// Its conversation is taken up; what has none is asked about.
    case resume
    /// A shell is started in its directory.
    case shell
}
