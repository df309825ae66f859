/// What the program says that it does: OSC 7501, and iTerm2's OSC 21337.
extension Terminal {
    /// OSC 7501: a report, or `?`.
    ///
    /// The question is answered with itself, which says that all states and kinds of revision 0.4 are understood.
    mutating func takeProgramStatus(_ command: OperatingSystemCommand) {
        if command.payload.elementsEqual([UInt8(ascii: "?")]) {
            reply("\u{1B}]7501;?\(command.terminator)")
        } else {
            post(ProgramStatus.change(command.payload))
        }
    }

    /// OSC 21337: iTerm2's status of a tab.
    mutating func takeTabStatus(_ body: String) {
        post(ProgramStatus.tabChange(body))
    }

    private mutating func post(_ change: ProgramStatus.Change?) {
        switch change {
        case .set(let status): events.post(.programStatus(status))
        case .clear: events.post(.programStatus(nil))
        case nil: break
        }
    }
}
