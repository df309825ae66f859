/// What a window is called: as a person named it or the session in it, otherwise by what runs in its active pane and
/// where, as tmux's automatic-rename does.
package struct WindowName: Hashable, Sendable {
    /// `vim:src`, as far as there is room for it.
    package let full: String
    /// `vim`, and of a shell at its prompt its folder: what tells windows apart in little room.
    package let brief: String

    /// Names a window.
    ///
    /// - Parameters:
    ///   - given: What a person called it; nil: nothing.
    ///   - session: In the pane that has the keys; nil when it is not known.
    ///   - home: The folder that is written `~`.
    package init(given: String?, session: SessionInfo?, home: String) {
        (full, brief) =
            given.map { ($0, $0) } ?? session.map { Self.names(of: $0, home: home) }
            ?? ("window", "window")
    }

    private static func names(of session: SessionInfo, home: String) -> (full: String, brief: String) {
        guard session.hasAutomaticName else { return (session.name, session.name) }
        let program = session.programName
        let place = NameRule.cleaned(Self.place(session.cwd, home: home))
        guard !place.isEmpty else { return (program, program) }
        return ("\(program):\(place)", session.isRestingShell ? place : program)
    }

    /// The last part of a folder's path.
    private static func place(_ directory: String, home: String) -> String {
        if directory == home { return "~" }
        return directory.split(separator: "/").last.map(String.init) ?? directory
    }
}
