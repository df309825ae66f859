private import CPosix

/// Low-water marks for descriptors: the last ones are kept for what lives, in this order.
///
/// A process that has used up its descriptors can neither answer nor store, so whatever is new asks first and is
/// refused with words while there are still some left. Costs one fcntl(2) for each descriptor of the mark.
package enum DescriptorReserve: Int, Sendable {
    /// A session that goes on: another segment of its journal. Below it the session waits for the store.
    case segment = 4
    /// A client, which may be the one that ends sessions.
    case client = 6
    /// A new session, with a master, a segment and its successor.
    case session = 15

    /// Whether there are as many left as this needs and leaves to those above it.
    package var isMet: Bool { roost_descriptors_left(Int32(rawValue)) >= Int32(rawValue) }

    /// How many descriptors this process may have open.
    package static var limit: Int { Int(roost_descriptor_limit()) }
}
