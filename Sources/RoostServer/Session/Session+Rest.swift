import Logging
import RoostModel
import RoostPTY
import RoostTerminal

// Between the commands of a shell that does not mark them: what a program left behind goes.
extension Session {
    /// Where a shell does not tell of its commands: what a program may leave behind; nil elsewhere.
    var unmarkedState: RestingState? {
        info.kind == .shell && commands.isRunning == nil ? screen.terminal.restingState : nil
    }

    /// Who has the terminal now, if that is what decides.
    private var foreground: (group: Int32, child: Child)? {
        guard info.kind == .shell, commands.isRunning == nil, let child = pump.child,
            let group = PTY.foregroundProcessGroup(child.descriptor)
        else { return nil }
        return (group, child)
    }

    /// The terminal's state has changed: it is noted whether a program did it, before that may be gone.
    func noteForeground() {
        if let (group, child) = foreground, group != child.pid { watch.rest.noteProgram() }
    }

    /// The screen rests: brings the terminal back to what the shell had, if it has it again.
    func comeToRest() {
        guard let (group, child) = foreground else { return }
        guard group == child.pid else { return watch.rest.noteProgram() }
        let now = screen.terminal.restingState
        guard let rest = watch.rest.noteShell(now) else { return }
        do throws(PTYError) {
            // A line editor never turns output processing off, so this is no mode of the shell's own.
            try PTY.leaveRawMode(child.descriptor)
        } catch {
            log.error("\(error)")
        }
        let isEditing = !PTY.isCanonical(child.descriptor)
        let controls = screen.terminal.controls(
            returningTo: isEditing ? rest.keepingLineEditor(of: now) : rest, .everything)
        if !controls.isEmpty { print(controls) }
    }
}
