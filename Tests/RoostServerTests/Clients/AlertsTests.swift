import RoostConfig
import RoostModel
import RoostWire
import Testing

@testable import RoostServer

@Suite struct AlertsTests {
    private static let start = Timestamp(milliseconds: 1000)
    private static let instant = ContinuousClock.now
    private let one = SessionID(rawValue: 1)

    private static func attention(_ kind: Attention.Kind, _ text: String = "may I?") -> Attention {
        Attention(kind: kind, text: text, source: "screen", since: start)
    }

    private static func info(_ attention: Attention?) -> SessionInfo {
        SessionInfo(
            name: "api", number: SessionID(rawValue: 1), state: .processing, attention: attention,
            provider: "claude", command: ["claude"], cols: 80, rows: 24, cwd: "/", createdAt: start,
            lastActivity: start, stateSince: start)
    }

    @Test func `a need is told once, and the next one again`() {
        var alerts = Alerts()
        let first = Self.attention(.approval)
        let told = alerts.alert(
            of: Self.info(first), after: nil, isWatched: false, scope: .all, at: Self.instant)
        #expect(told == .alert(session: one, kind: .approval, text: "may I?"))
        let again = alerts.alert(
            of: Self.info(first), after: first, isWatched: false, scope: .all, at: Self.instant)
        #expect(again == nil, "the session changed in another way")
        let next = alerts.alert(
            of: Self.info(Self.attention(.approval, "and this?")), after: first, isWatched: false,
            scope: .all,
            at: Self.instant)
        #expect(next == .alert(session: one, kind: .approval, text: "and this?"))
        let over = alerts.alert(
            of: Self.info(nil), after: first, isWatched: false, scope: .all, at: Self.instant)
        #expect(over == nil)
    }

    @Test func `who looks at the pane is told nothing`() {
        var alerts = Alerts()
        let told = alerts.alert(
            of: Self.info(Self.attention(.approval)), after: nil, isWatched: true, scope: .all,
            at: Self.instant)
        #expect(told == nil)
    }

    @Test(arguments: Attention.Kind.allCases)
    func `what is told is what was asked for`(kind: Attention.Kind) {
        for scope in Configuration.AlertScope.allCases {
            var alerts = Alerts()
            let told = alerts.alert(
                of: Self.info(Self.attention(kind)), after: nil, isWatched: false, scope: scope,
                at: Self.instant)
            let isWanted =
                switch scope {
                case .all: kind != .bell && kind != .retrying
                case .urgent: [.approval, .question, .authentication, .trust].contains(kind)
                case .nothing: false
                }
            #expect((told != nil) == isWanted, "\(scope)")
        }
    }

    @Test func `what the program says itself and its screen shows is one piece of news`() {
        var alerts = Alerts()
        let later = Self.instant.advanced(by: .seconds(2))
        let byProgram = alerts.isNews(from: one, at: Self.instant)
        let byScreen = alerts.alert(
            of: Self.info(Self.attention(.approval)), after: nil, isWatched: false, scope: .all, at: later)
        #expect(byProgram && byScreen == nil)
        var others = Alerts()
        let first = others.alert(
            of: Self.info(Self.attention(.approval)), after: nil, isWatched: false, scope: .all,
            at: Self.instant)
        let repeated = others.isNews(from: one, at: later)
        let another = others.isNews(from: SessionID(rawValue: 2), at: later)
        let muchLater = others.isNews(from: one, at: Self.instant.advanced(by: .seconds(10)))
        #expect(first != nil && !repeated && another && muchLater)
    }

    @Test func `what a hook tells first and the screen has whole is one need`() {
        var alerts = Alerts()
        var hook = Self.attention(.approval, "Bash: npm test")
        hook.source = "hook"
        let first = alerts.alert(
            of: Self.info(hook), after: nil, isWatched: false, scope: .all, at: Self.instant)
        let whole = alerts.alert(
            of: Self.info(Self.attention(.approval, "npm test\\nDo you want to proceed?")), after: hook,
            isWatched: false, scope: .all, at: Self.instant)
        let other = alerts.alert(
            of: Self.info(Self.attention(.question, "Which?")), after: hook, isWatched: false, scope: .all,
            at: Self.instant)
        #expect(first != nil && whole == nil && other != nil)
    }

    @Test func `a program may notify as often as it likes`() {
        var alerts = Alerts()
        let first = alerts.isNews(from: one, at: Self.instant)
        let second = alerts.isNews(from: one, at: Self.instant)
        #expect(first && second)
    }
}
