import RoostClient
import RoostModel
import RoostTerminal

/// Where a replay stands, and what keys do to it; knows no terminal and no clock.
struct Player: Sendable {
    /// What a key leads to.
    enum Outcome: Hashable {
        case goOn, quit
    }

    private static let speeds: [Double] = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128]
    /// How far the arrow keys go, in milliseconds of playing time.
    private static let leap = 5000.0
    /// A command that started so short a while ago is the one to go back from, in milliseconds.
    private static let grace = 1000.0

    let timeline: ReplayTimeline
    /// Playing time in milliseconds.
    private(set) var clock = 0.0
    /// The first step that is not shown.
    private(set) var next = 0
    private(set) var isPaused = false
    private(set) var speed: Double

    init(_ timeline: ReplayTimeline, speed: Double = 1) {
        self.timeline = timeline
        self.speed = speed
        advance(by: 0)
    }

    /// Everything has been shown.
    var isAtEnd: Bool { next == timeline.steps.count }

    var isPlaying: Bool { !isPaused && !isAtEnd }

    /// Milliseconds until the next step; nil while time stands still.
    var wait: Double? {
        isPlaying ? max(0, Double(timeline.steps[next].play) - clock) / speed : nil
    }

    /// The moment that is shown.
    var moment: Timestamp? {
        timeline.steps.isEmpty ? nil : timeline.steps[max(0, next - 1)].at
    }

    /// The command that is shown, 0-based; nil before the first.
    var command: Int? {
        timeline.commands.lastIndex { $0.step <= next && ($0.step < next || isPaused || isAtEnd) }
    }

    /// Real time passes.
    mutating func advance(by milliseconds: Double) {
        guard isPlaying else { return }
        clock += max(0, milliseconds) * speed
        while next < timeline.steps.count, Double(timeline.steps[next].play) <= clock { next += 1 }
        if isAtEnd { clock = Double(timeline.duration) }
    }

    /// Goes to a playing time; what is shown then is shown.
    mutating func seek(to play: Double) {
        clock = min(max(play, 0), Double(timeline.duration))
        next = timeline.step(after: Int64(clock))
    }

    /// Goes to a place that `roost replay --from` names.
    mutating func seek(to start: ReplayStart) {
        switch start {
        case .elapsed(let milliseconds): return seek(to: Double(milliseconds))
        case .moment(let moment): next = timeline.step(after: moment)
        case .offset(let offset): next = timeline.step(afterByteAt: offset)
        }
        clock = next > 0 ? Double(timeline.steps[next - 1].play) : 0
    }

    /// Goes to the start of a command, 0-based: its first output is the next step.
    mutating func seek(toCommand index: Int) {
        next = timeline.commands[index].step
        clock = Double(isAtEnd ? timeline.duration : timeline.steps[next].play)
    }

    /// Takes a key.
    mutating func press(_ key: Key) -> Outcome {
        guard key.event != .release else { return .goOn }
        if key.modifiers.contains(.control) { return key.code == .character("c") ? .quit : .goOn }
        switch key.code {
        case .character("q"), .character("Q"): return .quit
        case .character(" "): pause()
        case .character("+"), .character("="): speed = Self.speeds.first { $0 > speed } ?? speed
        case .character("-"), .character("_"): speed = Self.speeds.last { $0 < speed } ?? speed
        case .right: seek(to: clock + Self.leap)
        case .left: seek(to: clock - Self.leap)
        case .home: seek(to: 0)
        case .end: seek(to: Double(timeline.duration))
        case .character("n"): goToNextCommand()
        case .character("p"): goToPreviousCommand()
        default: break
        }
        return .goOn
    }

    /// At the end the key that pauses begins anew.
    private mutating func pause() {
        if isAtEnd {
            isPaused = false
            seek(to: 0)
        } else {
            isPaused.toggle()
        }
    }

    private mutating func goToNextCommand() {
        let place = next
        let following = timeline.commands.firstIndex { command in
            command.step > place || (command.step == place && !isPaused && !isAtEnd)
        }
        if let following { seek(toCommand: following) }
    }

    private mutating func goToPreviousCommand() {
        let (place, clock) = (next, clock)
        let limit = isPlaying ? clock - Self.grace * max(1, speed) : clock
        let previous = timeline.commands.lastIndex { command in
            guard command.step < place else { return false }
            return Double(timeline.steps[command.step].play) <= limit
        }
        if let previous { seek(toCommand: previous) } else { seek(to: 0) }
    }
}
