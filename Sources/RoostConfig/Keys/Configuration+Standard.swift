internal import RoostModel
internal import RoostTerminal

extension Configuration {
    /// tmux's table (key-bindings.c of 3.3a) as far as roost has the command, and roost's own keys; see
    /// ``CommandTable``.
    ///
    /// The prefix key itself, which is not in it, sends the prefix to the program. Made when somebody asks for a key:
    /// most commands do not.
    static let standardBindings: [Key: Command] = {
        var bindings: [Key: Command] = [:]
        for (name, command) in CommandTable.standardKeys {
            guard let key = Key(name: name) else { preconditionFailure("\(name) is a key") }
            bindings[key.chord] = command
        }
        return bindings
    }()
}
