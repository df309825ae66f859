import RoostClient
import RoostModel
import RoostTerminal
import RoostWire

/// The way to something that a session printed: the session in front, the line from the server, copy mode there.
///
/// What is among the session's lines no more is shown as it was.
struct Jump: Sendable {
    /// What the overlay that goes there has to do.
    typealias Effects = [OverlayEffect]

    private enum Step: Hashable, Sendable {
        /// The pane comes to the front. The update that its mirror showed before: what is older than the next one is
        /// not looked at.
        case going(past: UInt64?, since: Timestamp)
        /// The server looks for the line.
        case asking
    }

    private let place: OutputPlace
    /// What is highlighted in the line.
    private let mark: String
    /// What the lines are called if they have to be shown as they were.
    private let title: String
    private var step: Step
    private var triesLeft = 3

    /// How long the next update is waited for, in milliseconds.
    private static let patience: Int64 = 1000

    /// Sets out.
    init(to place: OutputPlace, marking mark: String, title: String, in context: UIContext) {
        self.place = place
        self.mark = mark
        self.title = title
        step = .going(past: context.mirrors[place.session]?.sequence, since: context.now)
    }

    /// The first step.
    mutating func begin(in context: UIContext) -> Effects {
        if context.focused == place.session { return ask() }
        return [.request(.layout(workspace: context.workspaceName, .goTo(place.session)))]
    }

    /// Asks for the line once the session is in front.
    mutating func tick(in context: UIContext) -> Effects {
        guard case .going(let sequence, let since) = step, context.focused == place.session,
            let mirror = context.mirrors[place.session],
            mirror.sequence != sequence || context.now.milliseconds(since: since) > Self.patience
        else { return [] }
        return ask()
    }

    private mutating func ask() -> Effects {
        step = .asking
        return [.request(.history(.place(place)))]
    }

    /// Takes an answer; the last effect closes the overlay when the way is over.
    mutating func receive(_ response: Response, in context: UIContext) -> Effects {
        switch response {
        case .failed(let failure): return [.message("\(failure)", isError: true), .close]
        case .place(let found):
            guard
                let placed = PanePlaces(context).panes.first(where: {
                    $0.session == place.session && ($0.isFocused || context.focused != place.session)
                })
            else { return [.close] }
            // The pane has another width than the server knew: the lines have other numbers.
            let columns = context.mirrors[place.session]?.size.columns
            if columns != nil, columns != found.columns, triesLeft > 0 {
                triesLeft -= 1
                return ask()
            }
            let copyMode = CopyMode(
                pane: placed.pane, session: place.session, frame: placed.content, at: found.line,
                marking: mark)
            return [.open(copyMode), .close]
        case .history(let lines):
            guard !lines.isEmpty else {
                return [.message("nothing of it is kept", isError: false), .close]
            }
            let line = (lines.firstIndex { $0.offset > place.offset } ?? lines.count) - 1
            return [
                .open(TextOverlay(title: title, lines: lines.map(\.text), marking: max(0, line))), .close,
            ]
        default: return tick(in: context)
        }
    }
}
