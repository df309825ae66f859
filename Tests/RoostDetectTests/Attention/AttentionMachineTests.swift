import RoostDetect
import RoostModel
import Testing

/// Who is believed, what is urgent, and what ends when.
@Suite struct AttentionMachineTests {
    private static func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

    private static func attention(
        _ kind: Attention.Kind, _ source: Evidence.Source = .screen, since: Int64 = 0, text: String = ""
    ) -> Attention {
        Attention(kind: kind, text: text, source: source.rawValue, since: at(since))
    }

    /// A machine whose child runs since 1000.
    private static func running() -> AttentionMachine {
        var machine = AttentionMachine(.init(state: .starting), since: at(1000))
        _ = machine.take(Evidence(.process, at: at(1000), .life(.running)))
        return machine
    }

    private static func look(
        _ state: SessionState, _ attention: Attention? = nil, at milliseconds: Int64
    ) -> Evidence {
        Evidence(Verdict(state: state, attention: attention), at: at(milliseconds))
    }

    // MARK: - Urgency

    @Test(arguments: [Evidence.bell(at: at(2100)), Evidence.limit("uses 9 MB", at: at(2100))])
    func `a bell or a limit neither replaces an approval nor outlives its removal`(late: Evidence) {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval), at: 2000))
        #expect(machine.take(late).isEmpty)
        #expect(machine.standing.attention?.kind == .approval)
        #expect(machine.take(Evidence(late.source, at: Self.at(2200), .nothing)).isEmpty)
        #expect(machine.standing.attention?.kind == .approval)
    }

    @Test func `a bell that comes before an approval is over with the turn that the approval ends`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.processing, at: 1900))
        _ = machine.take(.bell(at: Self.at(2000)))
        #expect(machine.standing.attention?.kind == .bell)
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval), at: 2100))
        #expect(machine.standing.attention?.kind == .approval)
        _ = machine.take(Self.look(.processing, at: 2200))
        #expect(machine.standing == .init(state: .processing))
    }

    @Test func `a limit is told after the approval, until it is kept again`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval), at: 2000))
        _ = machine.take(.limit("uses 9 MB", at: Self.at(2100)))
        _ = machine.take(Self.look(.processing, at: 2200))
        #expect(machine.standing.attention?.text == "uses 9 MB")
        _ = machine.take(.limit(nil, at: Self.at(2300)))
        #expect(machine.standing.attention == nil)
    }

    @Test func `the most urgent of all claims is the attention`() {
        for (index, urgent) in Attention.Kind.allCases.enumerated() {
            for other in Attention.Kind.allCases[(index + 1)...] {
                for order in [[urgent, other], [other, urgent]] {
                    var machine = Self.running()
                    let sources: [Evidence.Source] = [.hook, .registry]
                    for (source, kind) in zip(sources, order) {
                        _ = machine.take(
                            Evidence(source, at: Self.at(2000), .attention(Self.attention(kind, source))))
                    }
                    #expect(machine.standing.attention?.kind == urgent, "\(order)")
                }
            }
        }
    }

    @Test func `of two alike the one that can be answered is the attention`() {
        var machine = Self.running()
        _ = machine.take(
            Evidence(.hook, at: Self.at(2000), .activity(.waitingInput, Self.attention(.approval, .hook))))
        #expect(machine.standing.attention?.source == "hook")
        var dialog = Self.attention(.approval, .screen)
        dialog.options = [.init(key: "1", label: "Yes", isSelected: true)]
        _ = machine.take(Self.look(.waitingInput, dialog, at: 2100))
        #expect(machine.standing.attention?.options == dialog.options)
        _ = machine.take(Self.look(.waitingInput, at: 2200))
        #expect(machine.standing.attention?.source == "hook")
    }

    // MARK: - Precedence

    @Test func `the sources have an order`() {
        #expect(
            Evidence.Source.allCases.map(\.rawValue) == [
                "process", "person", "hook", "registry", "termios", "screen", "marks", "title", "status",
                "progress", "notification", "bell", "limit",
            ])
    }

    @Test(arguments: [
        (Evidence.Source.hook, Evidence.Source.registry), (.hook, .screen), (.registry, .screen),
        (.registry, .title), (.hook, .notification),
    ])
    func `the more trusted source says what the program does`(more: Evidence.Source, less: Evidence.Source) {
        for order in [[more, less], [less, more]] {
            var machine = Self.running()
            for source in order {
                let state = source == more ? SessionState.processing : .waitingInput
                _ = machine.take(Evidence(source, at: Self.at(2000), .activity(state, nil)), isWatched: true)
            }
            #expect(machine.standing.state == .processing)
            _ = machine.take(Evidence(more, at: Self.at(2100), .nothing), isWatched: true)
            #expect(machine.standing.state == .waitingInput)
        }
    }

    @Test func `one look takes the place of the look before it, whatever place it found its evidence in`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.authentication, .termios), at: 2000))
        let transitions = machine.take(Self.look(.running, at: 2100))
        #expect(machine.standing == .init(state: .running))
        #expect(transitions.map(\.source) == [.screen])
    }

    // MARK: - Time

    @Test func `what was so before the child was started is about another child`() {
        var machine = Self.running()
        #expect(machine.take(.bell(at: Self.at(999))).isEmpty)
        #expect(machine.take(Evidence(.hook, at: Self.at(999), .activity(.processing, nil))).isEmpty)
        #expect(machine.standing == .init(state: .running))
    }

    @Test func `an event that was overtaken by a newer one of its source is ignored`() {
        var machine = Self.running()
        _ = machine.take(Evidence(.hook, at: Self.at(3000), .activity(.processing, nil)))
        let late = Evidence(.hook, at: Self.at(2900), .activity(.waitingInput, nil))
        #expect(machine.take(late).isEmpty)
        #expect(machine.standing.state == .processing)
    }

    @Test func `a look after the clock was set back counts, and so does what comes after it`() {
        var machine = Self.running()
        _ = machine.take(Evidence(.hook, at: Self.at(5000), .activity(.processing, nil)))
        _ = machine.take(Self.look(.processing, at: 200))
        _ = machine.take(Evidence(.hook, at: Self.at(300), .activity(.waitingInput, nil)), isWatched: true)
        #expect(machine.standing.state == .waitingInput)
    }

    @Test func `a claim with a time is over then`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, at: 2000))
        let until = Evidence.Lifetime.until(Self.at(4000))
        _ = machine.take(Evidence(.hook, at: Self.at(2100), .activity(.processing, nil), lifetime: until))
        #expect(machine.nextExpiry == Self.at(4000))
        #expect(machine.expire(at: Self.at(3999)).isEmpty)
        #expect(machine.standing.state == .processing)
        #expect(machine.expire(at: Self.at(4000)).map(\.source) == [.hook])
        #expect(machine.standing.state == .waitingInput)
        #expect(machine.nextExpiry == nil)
    }

    @Test func `a need that is seen again began when it was first seen`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval, since: 2000), at: 2000))
        let redrawn = Self.attention(.approval, since: 2500, text: "redrawn")
        _ = machine.take(Self.look(.waitingInput, redrawn, at: 2500))
        #expect(machine.standing.attention?.text == "redrawn")
        #expect(machine.standing.attention?.since == Self.at(2000))
    }

    // MARK: - Turns, and who looks

    @Test func `the end of a turn that nobody watched is a finished one, in one transition`() throws {
        var machine = Self.running()
        _ = machine.take(Self.look(.processing, at: 2000))
        let transitions = machine.take(Self.look(.waitingInput, at: 3000), lastLine: "Done.")
        let transition = try #require(transitions.first)
        #expect(transitions.count == 1)
        #expect(transition.from.state == .processing)
        #expect(transition.to.state == .waitingInput)
        #expect(transition.to.attention?.kind == .finished)
        #expect(transition.to.attention?.text == "Done.")
        #expect(machine.take(Self.look(.waitingInput, at: 4000)).isEmpty)
        #expect(machine.seen(at: Self.at(5000)).map(\.source) == [.person])
        #expect(machine.standing == .init(state: .waitingInput))
        #expect(machine.seen(at: Self.at(5100)).isEmpty)
    }

    @Test func `who watches needs to be told of no bell and no end of a turn`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.processing, at: 2000), isWatched: true)
        #expect(machine.take(.bell(at: Self.at(2100)), isWatched: true).isEmpty)
        _ = machine.take(Self.look(.waitingInput, at: 3000), isWatched: true, lastLine: "Done.")
        #expect(machine.standing == .init(state: .waitingInput))
    }

    @Test func `to look at a session ends no approval`() {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval), at: 2000))
        #expect(machine.seen(at: Self.at(2100)).isEmpty)
        #expect(machine.standing.attention?.kind == .approval)
    }

    // MARK: - Life

    @Test func `the end of the child ends everything, and nothing begins after it`() throws {
        var machine = Self.running()
        _ = machine.take(Self.look(.waitingInput, Self.attention(.approval), at: 2000))
        _ = machine.take(.limit("uses 9 MB", at: Self.at(2100)))
        let ended = machine.take(Evidence(.process, at: Self.at(3000), .ended(.signalled(9))))
        #expect(ended.map(\.to) == [.init(state: .error, end: .signalled(9))])
        #expect(machine.take(.bell(at: Self.at(3100))).isEmpty)
        #expect(machine.take(Self.look(.processing, at: 3100)).isEmpty)
        #expect(machine.take(.limit("uses 9 MB", at: Self.at(3100))).isEmpty)
        _ = machine.take(Evidence(.process, at: Self.at(4000), .life(.starting)))
        _ = machine.take(Evidence(.process, at: Self.at(4100), .life(.running)))
        #expect(machine.standing == .init(state: .running))
        #expect(machine.take(.bell(at: Self.at(3500))).isEmpty)
    }

    @Test func `nobody but the process says that the child has ended`() {
        var machine = Self.running()
        #expect(machine.take(Evidence(.hook, at: Self.at(2000), .ended(.exited(0)))).isEmpty)
        #expect(machine.standing.state == .running)
    }

    @Test(arguments: [Attention.Kind.approval, .finished, .bell])
    func `a need of before a restart of the server stays until something else is known`(kind: Attention.Kind)
    {
        let known = Transition.Standing(state: .waitingInput, attention: Self.attention(kind, since: 500))
        var machine = AttentionMachine(known, since: Self.at(100))
        #expect(machine.standing == known)
        _ = machine.take(Self.look(.waitingInput, at: 2000))
        // An approval was on the screen, and is not any more; what nobody has seen is still unseen.
        #expect(machine.standing.attention == (kind == .approval ? nil : known.attention))
        _ = machine.take(Self.look(.processing, at: 3000))
        #expect(machine.standing == .init(state: .processing))
    }

    @Test func `an ended session needs nobody`() {
        let machine = AttentionMachine(
            .init(state: .error, end: .interrupted, attention: Self.attention(.approval)),
            since: Self.at(0))
        #expect(machine.standing == .init(state: .error, end: .interrupted))
    }
}
