import Testing

@testable import RoostUI

@Suite struct SessionColumnsTests {
    private static let rows = [
        SessionColumns.Cells(
            provider: "opencode", name: "api-server", state: "interrupted", time: "2:14", place: "main:1"),
        SessionColumns.Cells(provider: "bash", name: "logs", state: "running", time: "now", place: "main:12"),
        SessionColumns.Cells(
            provider: "claude", name: "old", state: "exited 0", time: "yesterday", place: ""),
    ]

    private static func picture(room: Int) -> [String] {
        let columns = SessionColumns(rows, room: room)
        return rows.map { columns.texts($0).map(\.text).joined(separator: " ") }
    }

    @Test func `columns are as wide as what stands in them`() {
        #expect(
            Self.picture(room: 60) == [
                "opencode api-server interrupted 2:14   main:1 ",
                "bash     logs       running     now    main:12",
                "claude   old        exited 0    yesterday     ",
            ])
        #expect(SessionColumns.width(of: Self.rows) == 48)
    }

    @Test func `what matters less is cut first`() {
        #expect(
            Self.picture(room: 47)[0]
                == "openco… api-server interrupted 2:14   main:1 ")
        #expect(Self.picture(room: 41)[0] == "openco… api-server interrupted main:1 ")
        #expect(Self.picture(room: 33)[0] == "api-server interrupted main:1 ")
        #expect(Self.picture(room: 28)[0] == "api-serv… interru… main:1 ")
        #expect(Self.picture(room: 20)[0] == "api-serv… interru…")
    }

    @Test(arguments: 0...60)
    func `no row is longer than the room`(room: Int) {
        for row in Self.picture(room: room) { #expect(TextWidth.of(row) + 2 <= max(room, 7)) }
    }
}
