import RoostDetect
import RoostModel
import Testing

@Suite struct AnswerKeyTests {
    private func attention(_ options: [Attention.Option]) -> Attention {
        Attention(
            kind: .question, text: "", options: options, source: "screen", since: Timestamp(milliseconds: 0))
    }

    @Test func `a numbered option is one key`() {
        let options = [
            Attention.Option(key: "1", label: "Yes", isSelected: true),
            Attention.Option(key: "2", label: "No", isSelected: false),
        ]
        #expect(attention(options).keys(for: options[1]) == [.text("2")])
        #expect(attention(options).keys(for: options[0]) == [.text("1")])
        var trust = attention(options)
        trust.kind = .trust
        #expect(options.map { trust.keys(for: $0) } == [[.enter], [.text("2")]])
    }

    @Test func `an option without a number is walked to`() {
        let options = ["a", "b", "c"].map {
            Attention.Option(key: $0, label: $0, isSelected: $0 == "b")
        }
        #expect(attention(options).keys(for: options[0]) == [.up, .enter])
        #expect(attention(options).keys(for: options[1]) == [.enter])
        #expect(attention(options).keys(for: options[2]) == [.down, .enter])
    }

    @Test func `a question in a line takes a word and Enter`() {
        let options = ["yes", "no"].map { Attention.Option(key: $0, label: $0, isSelected: false) }
        #expect(attention(options).keys(for: options[1]) == [.text("no"), .enter])
    }

    @Test(
        arguments: [
            ("n", "No, exit"), ("y", "Yes, I trust this folder"), ("1", "No, exit"),
            ("2", "Yes, I trust this folder"),
            ("no, EXIT", "No, exit"), ("3", nil), ("0", nil), ("-1", nil), ("x", nil),
        ] as [(String, String?)])
    func `an option without a number is named by its key, its label or its place`(
        name: String, label: String?
    ) {
        var attention = Attention(
            kind: .trust, text: "?", source: "screen", since: Timestamp(milliseconds: 0))
        attention.options = [
            .init(key: "n", label: "No, exit", isSelected: true),
            .init(key: "y", label: "Yes, I trust this folder", isSelected: false),
        ]
        #expect(attention.option(name)?.label == label)
    }

    @Test func `where keys are numbers, a place is none`() {
        var attention = Attention(
            kind: .question, text: "?", source: "screen", since: Timestamp(milliseconds: 0))
        attention.options = [
            .init(key: "2", label: "Red", isSelected: true),
            .init(key: "3", label: "Blue", isSelected: false),
        ]
        #expect(attention.option("1") == nil)
        #expect(attention.option("2")?.label == "Red")
    }
}
