import RoostDetect
import RoostModel

extension SessionInfo {
    /// What the store keeps of it: nothing that a person would call a secret.
    ///
    /// The address to sign in at is for the person's eyes, and what it carries goes, as does a token in the title that
    /// a program gave itself. A variable that was given for the
    /// session is kept for a restart unless its name or its value looks like a secret: such a one lives as long as the
    /// server does.
    func stored(by redactor: Redactor) -> SessionInfo {
        var stored = self
        if let url = stored.attention?.url { stored.attention?.url = redactor.redact(url) }
        stored.title = redactor.redact(title)
        stored.launch?.variables =
            launch?.variables.filter { name, value in
                let text = "\(name)=\(value)"
                return redactor.redact(text) == text
            } ?? [:]
        // The identifier alone takes it up as well.
        if conversation?.arguments.contains(where: { redactor.redact($0) != $0 }) == true {
            stored.conversation?.arguments = []
        }
        return stored
    }
}
