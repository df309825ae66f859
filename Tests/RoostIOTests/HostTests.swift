import Testing

@testable import RoostIO

@Suite struct HostTests {
    private static let passwd = """
        root:x:0:0:root:/root:/bin/bash
        # a comment
        ann:x:1000:1000:Ann,,,:/home/ann:/usr/bin/fish
        short:x:1001:1001
        none:x:1002:1002::/home/none:
        """

    @Test(arguments: [(0, "/bin/bash"), (1000, "/usr/bin/fish"), (1001, nil), (1002, nil), (7, nil)])
    func `the login shell is the last field of the user's line`(user: UInt32, shell: String?) {
        #expect(Host.loginShell(of: user, in: Self.passwd) == shell)
    }
}
