import RoostConfig
import RoostModel
import RoostTerminal
import RoostWire
import Testing

@testable import RoostUI

@Suite struct ThemeDepthTests {
    private static let names = ["roost-dark", "roost-light"]
    private static let few: [ColorDepth] = [.none, .eight, .sixteen]

    private static func theme(_ name: String, _ depth: ColorDepth) throws -> Theme {
        try Theme.load(name: name, paths: Paths(environment: ["ROOST_HOME": "/nowhere"])).readable(
            with: depth)
    }

    /// What a terminal makes of a style: text and ground, exchanged where it is inverse.
    private static func shown(_ style: Style, _ depth: ColorDepth) -> (text: Color, ground: Color) {
        let shown = depth.shown(style)
        let colors = (shown.foreground, shown.background)
        return style.attributes.contains(.inverse) ? (colors.1, colors.0) : colors
    }

    @Test(arguments: names, few)
    func `no text has the colour of its ground, nor black that of the terminal`(
        name: String, depth: ColorDepth
    ) throws {
        let theme = try Self.theme(name, depth)
        for role in ThemeRole.allCases {
            let style = theme[role]
            let (text, ground) = Self.shown(style, depth)
            #expect(text != ground || text == .standard, "\(role)")
            if ground == .standard { #expect(text != .palette(0), "\(role)") }
            if ground == .palette(0), !style.attributes.contains(.inverse) {
                #expect(text != .standard, "\(role)")
            }
        }
    }

    @Test(arguments: names, few)
    func `what is chosen is seen`(name: String, depth: ColorDepth) throws {
        let theme = try Self.theme(name, depth)
        func look(_ role: ThemeRole) -> [String] {
            let (text, ground) = Self.shown(theme[role], depth)
            return ["\(ground)", "\(text)", "\(theme[role].attributes.contains(.inverse))"]
        }
        #expect(look(.overlaySelection) != look(.overlay))
        #expect(look(.statusActive) != look(.status))
        #expect(look(.message) != look(.status))
        for role in [ThemeRole.selection, .matchCurrent] {
            let (_, ground) = Self.shown(theme[role], depth)
            let isInverse = theme[role].attributes.contains(.inverse)
            #expect(isInverse || ground != .standard && ground != .palette(0), "\(role)")
        }
        #expect(theme[.match] != theme[.matchCurrent])
    }

    @Test(arguments: names)
    func `without colours there are none`(name: String) throws {
        let theme = try Self.theme(name, .none)
        for role in ThemeRole.allCases {
            #expect(theme[role].foreground == .standard && theme[role].background == .standard, "\(role)")
        }
        #expect(theme[.status].attributes.contains(.inverse))
        #expect(!theme[.statusActive].attributes.contains(.inverse))
        #expect(theme[.error].attributes.contains(.bold))
    }

    @Test(arguments: names)
    func `with many colours a theme is as it was written`(name: String) throws {
        #expect(try Self.theme(name, .palette) == Self.theme(name, .direct))
    }

    @Test(arguments: [
        ("0;15", true), ("15;0", false), ("15;default;7", true), ("0;8", false), ("12;default", false),
        ("", false),
    ])
    func `the background that rxvt tells is a first guess`(value: String, isLight: Bool) {
        #expect(ClientSettings.isLight(["COLORFGBG": value]) == isLight)
        #expect(!ClientSettings.isLight([:]))
    }

    @Test func `NO_COLOR takes the colours of roost's own away, unless it is empty`() {
        let paths = Paths(environment: ["ROOST_HOME": "/nowhere"])
        func look(_ environment: [String: String]) -> Look {
            ClientSettings.load(paths: paths, environment: environment, onLight: false).look(with: .direct)
        }
        #expect(look(["NO_COLOR": "1"])[.status].background == .standard)
        #expect(look(["NO_COLOR": ""])[.status].background != .standard)
        #expect(look([:])[.status].background != .standard)
    }

    @Test func `the automatic theme follows the terminal's background`() async throws {
        let bench = try InterfaceBench()
        await bench.attach()
        await bench.with { interface in
            #expect(interface.state.look.theme.isDark)
            interface.adopt(Appearance(foreground: [0, 0, 0], background: [255, 255, 240]))
            #expect(!interface.state.look.theme.isDark)
            interface.adopt(Appearance(foreground: [255, 255, 255], background: [20, 20, 30]))
            #expect(interface.state.look.theme.isDark)
            interface.state.configuration.theme = "roost-dark"
            interface.adopt(Appearance(foreground: [0, 0, 0], background: [255, 255, 240]))
            #expect(interface.state.look.theme.isDark)
        }
        #expect(bench.server.frames(.appearance).count == 3)
    }
}
