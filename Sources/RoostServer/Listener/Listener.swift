import RoostIO

/// The socket that clients connect to.
struct Listener: ~Copyable {
    var socket: Descriptor?
    var watch: Watch?
    /// The socket's file, as this server made it.
    var file: FileIdentity?
    /// A descriptor in reserve: given up to tell a client that there is no room for it.
    var spare: Descriptor?
}
