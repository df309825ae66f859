extension Files {
    /// Who owns what is at a path, and what others may do with it; nil when nothing is there.
    ///
    /// - Parameter path: A symbolic link is looked at itself.
    /// - Returns: The owner's number, and the permission bits.
    package static func permissions(of path: String) -> (owner: UInt32, mode: UInt32)? {
        var facts = SystemCall.FileFacts()
        guard SystemCall.inspect(path, &facts) == 0 else { return nil }
        return (facts.owner, facts.mode & 0o7777)
    }
}
