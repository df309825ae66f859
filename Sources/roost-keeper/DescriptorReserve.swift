/// What a keeper's last descriptors are for: what lives comes before what is new.
///
/// A session takes three: its master, a pidfd, and the segment that its server names later. Beside those the keeper
/// can always start a server (a pair of sockets, and copies of them for the child), take a descriptor that the server
/// passes, and answer a poke.
enum DescriptorReserve {
    /// Of one session.
    static let session = 3
    /// Of a child on pipes: both of them and a segment for each, and one pidfd.
    static let run = 5
    /// For a server that has to be started.
    static let server = 5
    /// For that and for spawning: the terminal's folder and what the child opens before it is the program.
    static let spawn = 9

    /// How many must be left for so many more, when `unnamed` sessions have no segment yet.
    static func forNew(_ new: Int, unnamed: Int) -> Int { new + unnamed + spawn }
}
