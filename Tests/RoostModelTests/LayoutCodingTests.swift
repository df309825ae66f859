import Foundation
import RoostModel
import Testing

@Suite struct LayoutCodingTests {
    private static let layout = Layout.split(
        .horizontal,
        [
            .init(weight: 1, layout: .pane(3)),
            .init(
                weight: 0.5, layout: .split(.vertical, [.init(layout: .pane(4)), .init(layout: .pane(5))])),
        ])

    @Test func `a layout has its frozen form`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(Self.layout), as: UTF8.self)
                == #"{"children":[{"layout":{"pane":3},"weight":1},{"layout":{"children":[{"layout":"#
                + #"{"pane":4},"weight":1},{"layout":{"pane":5},"weight":1}],"split":"vertical"},"#
                + #""weight":0.5}],"split":"horizontal"}"#)
    }

    @Test(arguments: [
        #"{"children":[{"layout":{"pane":3},"weight":1},{"layout":{"children":[{"layout":{"pane":4},"weight":1},{"layout":{"pane":5},"weight":1}],"split":"vertical"},"weight":0.5}],"split":"horizontal"}"#,
        #"{"split":{"_0":"horizontal","_1":[{"weight":1,"layout":{"pane":{"_0":3}}},{"weight":0.5,"layout":{"split":{"_0":"vertical","_1":[{"weight":1,"layout":{"pane":{"_0":4}}},{"weight":1,"layout":{"pane":{"_0":5}}}]}}}]}}"#,
    ])
    func `both forms of a layout are read`(json: String) throws {
        #expect(try JSONDecoder().decode(Layout.self, from: Data(json.utf8)) == Self.layout)
    }

    @Test(arguments: ["{}", #"{"pane":"x"}"#, #"{"split":"horizontal"}"#, #"{"pane":{"_1":3}}"#, "[]"])
    func `anything else is no layout`(json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Layout.self, from: Data(json.utf8)) }
    }
}
