import Testing

@testable import roost_api

@Suite struct APIKeyTests {
    @Test func `the first variable that holds one counts, without blanks around it`() throws {
        let key = try APIKey(for: .gemini, in: ["GEMINI_API_KEY": " ", "GOOGLE_API_KEY": " k-1\n"])
        #expect(key.value == "k-1")
        #expect(key.variable == "GOOGLE_API_KEY")
    }

    @Test func `no key at all names what to set`() {
        #expect(throws: APIFailure.notLoggedIn(variables: ["GEMINI_API_KEY", "GOOGLE_API_KEY"])) {
            try APIKey(for: .gemini, in: ["OPENAI_API_KEY": "k"])
        }
    }

    @Test(arguments: ["k 1", "k\r\nx-evil: 1", "kéy", "k\u{7F}"])
    func `a key that a header cannot carry is refused unseen`(value: String) throws {
        let failure = try #require(throws: APIFailure.self) {
            try APIKey(for: .openai, in: ["OPENAI_API_KEY": value])
        }
        #expect(failure.text == "Invalid API key · Fix OPENAI_API_KEY: it has a character that no key has")
    }

    @Test func `it is never shown`() throws {
        let key = try APIKey(for: .openai, in: ["OPENAI_API_KEY": "sk-1"])
        #expect("\(key)" == "OPENAI_API_KEY")
        #expect(String(reflecting: key) == "OPENAI_API_KEY")
        #expect(key.masked("wrong: sk-1, sk-1") == "wrong: ***, ***")
    }
}
