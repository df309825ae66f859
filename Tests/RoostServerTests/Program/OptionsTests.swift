import Testing

@testable import roost_server

@Suite struct OptionsTests {
    @Test func `the keeper names its socket, and where to say that clients can come`() throws {
        let options = try #require(Options(arguments: ["--keeper-fd", "3", "--ready-fd", "4"]))
        #expect(options.keeperDescriptor == 3)
        #expect(options.readyDescriptor == 4)
        #expect(Options(arguments: ["--keeper-fd", "3"])?.readyDescriptor == nil)
    }

    @Test func `a keeper from before there was this program says server run first`() {
        #expect(
            Options(arguments: ["server", "run", "--keeper-fd", "3"])
                == Options(
                    arguments: ["--keeper-fd", "3"]))
    }

    @Test(arguments: [
        [], ["server", "run"], ["--keeper-fd"], ["--keeper-fd", "x"], ["--keeper-fd", "2"],
        ["--ready-fd", "4"],
        ["--keeper-fd", "3", "--loud", "4"], ["run", "--keeper-fd", "3"],
    ])
    func `anything else is bad usage`(arguments: [String]) {
        #expect(Options(arguments: arguments) == nil)
    }
}
