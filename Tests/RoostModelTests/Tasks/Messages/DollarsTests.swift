import RoostModel
import Testing

@Suite struct DollarsTests {
    @Test(arguments: [
        (0.0, "$0.0000"), (0.00005, "$0.0001"), (0.0456, "$0.0456"), (12, "$12.0000"), (1.99999, "$2.0000"),
        (-1, "$0.0000"), (1e300, "$1000000000000.0000"), (.nan, "$0.0000"), (.infinity, "$0.0000"),
    ])
    func `an amount has four digits behind the point`(amount: Double, text: String) {
        #expect("\(Dollars(amount))" == text)
    }
}
