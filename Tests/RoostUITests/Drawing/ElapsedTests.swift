import Testing

@testable import RoostUI

@Suite struct ElapsedTests {
    @Test(
        arguments: [
            (0, "0:00"), (9000, "0:09"), (134_000, "2:14"), (3_599_999, "59:59"), (3_720_000, "1:02h"),
            (86_400_000, "1d"), (-5, "0:00"),
        ] as [(Int64, String)])
    func `short times have seconds, long ones do not`(milliseconds: Int64, text: String) {
        #expect(Elapsed.exact(milliseconds) == text)
    }

    @Test(
        arguments: [
            (59_999, nil), (60_000, "1m"), (300_000, "5m"), (3_720_000, "1:02h"), (172_800_000, "2d"),
            (-1, nil),
        ] as [(Int64, String?)])
    func `coarse times begin with the first minute`(milliseconds: Int64, text: String?) {
        #expect(Elapsed.coarse(milliseconds) == text)
    }
}
