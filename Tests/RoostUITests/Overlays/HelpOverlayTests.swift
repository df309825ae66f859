import RoostConfig
import RoostModel
import RoostTerminal
import Testing

@testable import RoostUI

@Suite struct HelpOverlayTests {
    private static func opened(rows: Int = 24) throws -> OverlayDriver<HelpOverlay> {
        OverlayDriver(HelpOverlay(), in: try UIContext.main(rows: rows))
    }

    @Test func `keys in groups, with what they do and their words`() throws {
        var help = try Self.opened()
        let picture = help.picture()
        #expect(
            picture == """
                 ┌ Keys ───────────────────────────────────────────────────────────────────────── roost 0.1.0 ┐
                 │ >                                                                                          │
                 │ Panes                                                                                      │
                 │   C-b %         split: new pane to the right                                   split-right │
                 │   C-b "         split: new pane below                                          split-below │
                 │   C-b Left      go to the pane to the left                                      focus-left │
                 │   C-b Right     go to the pane to the right                                    focus-right │
                 │   C-b Up        go to the pane above                                              focus-up │
                 │   C-b Down      go to the pane below                                            focus-down │
                 │   C-b o         go to the next pane                                              next-pane │
                 │   C-b ;         go back to the pane used last                                    last-pane │
                 │   C-b x         close the pane and end its session                              close-pane │
                 │   C-b C-Left    move the pane's border left                                    resize-left │
                 │   C-b M-Left    move the pane's border left by 5                             resize-left 5 │
                 │   C-b C-Right   move the pane's border right                                  resize-right │
                 │   C-b M-Right   move the pane's border right by 5                           resize-right 5 │
                 │   C-b C-Up      move the pane's border up                                        resize-up │
                 │   C-b M-Up      move the pane's border up by 5                                 resize-up 5 │
                 │   C-b C-Down    move the pane's border down                                    resize-down │
                 │   C-b M-Down    move the pane's border down by 5                             resize-down 5 │
                 │   C-b z         let the pane fill the window, and back                                zoom │
                 │   C-b }         exchange the pane with the next                                  swap-next │
                 └ type to filter · Up Down PageUp PageDown scroll · Esc ─────────────────────────────────────┘
                """)
    }

    @Test func `typing narrows the list`() throws {
        var help = try Self.opened()
        help.type("split")
        let rows = help.picture().split(separator: "\n")[1...6].map(String.init)
        #expect(rows[0].hasPrefix(" │ > split "))
        #expect(rows[2].hasPrefix(" │   C-b %  split: new pane to the right "))
        #expect(rows[3].hasPrefix(" │   C-b \"  split: new pane below "))
        #expect(rows[5].hasPrefix(" │ At the prompt "))
        help.press("Escape")
        #expect(help.take().isEmpty)
        help.press("Escape")
        #expect(help.take() == ["close"])
    }

    @Test func `every binding can be scrolled to`() throws {
        var help = try Self.opened()
        var seen: Set<String> = []
        for _ in 0..<20 {
            for row in help.picture().split(separator: "\n") { seen.insert(String(row)) }
            help.press("PageDown")
        }
        for binding in help.context.configuration.described {
            #expect(seen.contains { $0.contains(" \(binding.keys) ") && $0.contains(binding.command.help) })
        }
        help.press("Home")
        let top = help.picture()
        #expect(top.contains("│ Panes "))
        help.press("End", "Up")
        let end = help.picture()
        #expect(!end.contains("│ Panes "))
    }

    @Test func `bindings of one's own are there`() throws {
        var help = try Self.opened()
        let key = try #require(Key(name: "F9"))
        help.context.configuration.rootBindings[key] = CommandTable.command("split-right")
        help.type("F9")
        let picture = help.picture()
        #expect(picture.contains("│   F9  split: new pane to the right"))
    }

    @Test(arguments: CopyCommandTable.KeySet.allCases)
    func `every key of copy mode is told`(keys: CopyCommandTable.KeySet) throws {
        var help = try Self.opened(rows: 130)
        help.context.configuration.copyKeys = keys
        help.type("In copy mode")
        let picture = help.picture()
        for spec in CopyCommandTable.specs {
            for key in spec.keys(keys) {
                #expect(picture.contains("   \(key) ") && picture.contains(spec.help), "\(key): \(spec.name)")
            }
        }
    }

    @Test func `a key of one's own is told in the place of the one it takes`() throws {
        var help = try Self.opened()
        help.context.configuration.copyKeys = .vi
        help.context.configuration.bindCopyKey("D", to: .copy)
        help.type("copy-")
        let picture = help.picture()
        let rows = picture.split(separator: "\n").filter { $0.contains("copy the selection and leave") }
        #expect(rows.map { $0.split(separator: " ")[1] } == ["D", "Enter", "y", "C-j"])
        #expect(!picture.contains("copy to the end of the line"))
    }

    @Test func `commands without a key are told`() throws {
        var help = try Self.opened()
        help.type("resize-pane")
        let picture = help.picture()
        #expect(picture.contains("│ At the prompt"))
        #expect(picture.contains("│   :  size a pane: move a border, or -x -y cells, -Z all"))
    }

    @Test func `nothing does that`() throws {
        var help = try Self.opened()
        help.type("zzzz")
        let picture = help.picture()
        #expect(picture.contains("nothing does that"))
    }
}
