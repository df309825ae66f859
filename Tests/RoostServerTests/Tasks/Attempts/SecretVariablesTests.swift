import Testing

@testable import RoostServer

@Suite struct SecretVariablesTests {
    @Test func `what has the name of a secret, or looks like one, is one`() {
        let names = SecretVariables().names(in: [
            "GITHUB_TOKEN": "x", "DB_PASSWORD": "$ecret", "MODE": "fast", "PATH": "/usr/bin:/bin",
            "ANTHROPIC_API_KEY": "none", "EDITOR": "vi", "KEYBOARD": "de",
        ])
        #expect(names == ["ANTHROPIC_API_KEY", "DB_PASSWORD", "GITHUB_TOKEN"])
        #expect(SecretVariables().names(in: [:]).isEmpty)
    }
}
