import ArgumentParser
import RoostWire

/// `roost resize`: gives a session that no pane shows another size.
struct ResizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resize", abstract: "Change the size of a session that no pane shows.")

    @OptionGroup var session: TargetArgument

    @Argument(help: ArgumentHelp("Columns and rows, as in 120x40.", valueName: "colsxrows"))
    var size: ScreenSize

    func run() throws {
        try Invocation().perform(
            .session(.resize(target: session.target, rows: size.rows, columns: size.columns)))
    }
}
