import RoostDetect
import RoostTestSupport
import Testing

@Suite struct RedactorTests {
    private static let hex = "0123456789abcdef0123456789abcdef"

    @Test(arguments: [
        ("key sk-ant-api03-AbC_dEf-0123456789xyz.", "key sk-ant-[redacted]."),
        ("OPENAI sk-proj-abcdEFGH12345678_x", "OPENAI sk-proj-[redacted]"),
        ("sk-\(hex)", "sk-[redacted]"),
        ("(ghp_\(hex))", "(ghp_[redacted])"),
        ("github_pat_11ABCDEFG0123456789_abcdef", "github_pat_[redacted]"),
        ("AKIAIOSFODNN7EXAMPLE", "AKIA[redacted]"),
        ("AIzaSyA-0123456789abcdefghijklmnopqrstu", "AIza[redacted]"),
        ("xoxb-123456789012-abcdef", "xoxb-[redacted]"),
        ("npm_\(hex)abcd", "npm_[redacted]"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U!",
            "eyJ[redacted]!"
        ),
        ("Authorization: Bearer abcdef0123456789", "Authorization: Bearer [redacted]"),
        ("authorization: basic dXNlcjpwYXNzd29yZA==", "authorization: basic [redacted]"),
        ("postgres://app:hunter2@db:5432/x", "postgres://app:[redacted]@db:5432/x"),
        ("https://0123456789abcdef0123@github.com/x", "https://[redacted]@github.com/x"),
        ("PASSWORD=hunter2 make", "PASSWORD=[redacted] make"),
        ("export DB_PASSWORD='two words'", "export DB_PASSWORD='[redacted]'"),
        ("curl -H \"x-api-key: abc123def\"", "curl -H \"x-api-key: [redacted]\""),
        ("{\"client_secret\": \"abc\", \"id\": 1}", "{\"client_secret\": \"[redacted]\", \"id\": 1}"),
        ("  password: hunter22\n  user: ann", "  password: [redacted]\n  user: ann"),
        ("password = hunter2", "password = [redacted]"),
        ("login --password hunter2 --user ann", "login --password [redacted] --user ann"),
        ("tool --token=abcdef", "tool --token=[redacted]"),
        ("AWS_SECRET_ACCESS_KEY=wJalr/XUtnFEMI+K7", "AWS_SECRET_ACCESS_KEY=[redacted]"),
        (
            "https://x.org/cb?code=4f9a8b7c6d&state=Zx81kq02mn&x=1",
            "https://x.org/cb?code=[redacted]&state=[redacted]&x=1"
        ),
        ("https://x.org/#access_token=abc123&y=2", "https://x.org/#access_token=[redacted]&y=2"),
        ("paste \(hex)#\(hex) now", "paste [redacted] now"),
        (
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----\nafter",
            "-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----\nafter"
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN PRIVATE KEY-----[redacted]"),
    ])
    func `a secret is masked and what tells its kind stays`(text: String, expected: String) {
        #expect(Redactor().redact(text) == expected)
    }

    @Test(arguments: [
        "", "token", "password:", "Password: ", "[sudo] password for ann: ",
        "Enter passphrase for key '/home/ann/.ssh/id':",
        "ann@host's password: ", "sk-ant-...ey-for-loopback-mock", "an API key starts with sk-ant-",
        "sk-learn-intelex-2024-benchmarks", "max_tokens=4096", "token_count: 512", "input tokens: 12345",
        "let token = lexer.next()", "token=lexer.next(3)", "f(password=password)", "if token == other { }",
        "password=$PASSWORD", "password: ${{ secrets.DB }}", "token=<your token>", "password: required",
        "the secret: never give up on 3 things", "https://github.com/a/b/issues?state=open&code=200",
        "https://example.org:8080/a@b", "git@github.com:ann/roost.git", "ssh://ann@host/x",
        "npm_config_registry_of_the_whole_company_network", "eyJ is base64 of a brace", "Bearer of bad news",
        "basic understanding-of-things", "commit 0123456789abcdef0123456789abcdef01234567",
        "a private key -----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----", "\u{1F511} naïve = ü",
        "monkey=banana", "state=running", "tokens left: 12", "secretary=ann", "Device code: ABCD-1234",
    ])
    func `a text about secrets stays as it is`(text: String) {
        #expect(Redactor().redact(text) == text)
    }

    @Test func `masking twice changes nothing more, wherever the text is cut`() {
        let text = """
            export API_KEY=abc123 TOKEN='x y' url=postgres://a:b@c?code=0123456789 Bearer abcdefgh12345678
            -----BEGIN PRIVATE KEY-----
            eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N sk-ant-api03-0123456789abcdef
            """
        let redactor = Redactor()
        for count in 0...text.count {
            let once = redactor.redact(String(text.prefix(count)))
            #expect(redactor.redact(once) == once)
        }
    }

    @Test func `random bytes never trap`() {
        var generator = SeededGenerator(seed: 42)
        let alphabet = Array("sk-ant-eyJ.=:/?&@\"' \n-BEGIN PRIVATE KEY#code token\u{E9}".utf8)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let once = Redactor().redact(text)
            #expect(Redactor().redact(once) == once, "seed 42: \(text)")
        }
    }
}
