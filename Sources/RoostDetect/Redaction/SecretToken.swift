/// A kind of key that can be told by how it starts.
struct SecretToken: Sendable {
    /// Stays readable.
    let prefix: [UInt8]
    /// The least number of characters that follow; fewer are no key, but a word about keys.
    let length: Int
    /// What follows has letters and digits without a break in it: needed for prefixes that start words, too.
    let isDense: Bool

    init(_ prefix: String, _ length: Int, isDense: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.length = length
        self.isDense = isDense
    }

    /// The prefixes that the issuers document, longer ones before those that they start with.
    ///
    /// https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns
    static let all: [SecretToken] = [
        SecretToken("sk-ant-", 16), SecretToken("sk-proj-", 16), SecretToken("sk-or-v1-", 16),
        SecretToken("sk-svcacct-", 16), SecretToken("sk-", 20, isDense: true),
        SecretToken("sk_live_", 16), SecretToken("sk_test_", 16), SecretToken("rk_live_", 16),
        SecretToken("rk_test_", 16), SecretToken("whsec_", 20, isDense: true),
        SecretToken("ghp_", 30), SecretToken("gho_", 30), SecretToken("ghu_", 30), SecretToken("ghs_", 30),
        SecretToken("ghr_", 30), SecretToken("github_pat_", 22), SecretToken("glpat-", 20),
        SecretToken("AKIA", 16), SecretToken("ASIA", 16), SecretToken("AIza", 30), SecretToken("GOCSPX-", 20),
        SecretToken("ya29.", 20), SecretToken("1//0", 30), SecretToken("4/0", 30),
        SecretToken("xoxb-", 10), SecretToken("xoxp-", 10), SecretToken("xoxa-", 10),
        SecretToken("xoxr-", 10),
        SecretToken("xoxs-", 10), SecretToken("xoxe-", 10), SecretToken("xapp-", 10),
        SecretToken("npm_", 30, isDense: true), SecretToken("pypi-AgE", 30),
        SecretToken("hf_", 30, isDense: true),
        SecretToken("gsk_", 30, isDense: true), SecretToken("xai-", 30, isDense: true),
        SecretToken("SG.", 30, isDense: true), SecretToken("dop_v1_", 30), SecretToken("shpat_", 30),
        SecretToken("AGE-SECRET-KEY-1", 30),
    ]

    /// Whether what follows the prefix is a key.
    func isKey(_ body: ArraySlice<UInt8>) -> Bool {
        guard body.count >= length, body.first?.isWord == true else { return false }
        guard isDense else { return true }
        return body.split { !$0.isDigit && $0.folded &- 0x61 >= 26 }.contains { run in
            run.count >= 16 && run.contains(where: \.isDigit)
        }
    }

    /// The tokens by their first byte.
    static let byFirstByte: [[SecretToken]] = (0..<256).map { byte in
        all.filter { Int($0.prefix[0]) == byte }
    }

    /// Letters, digits and what base64 and its relatives use, without `/` and `+`, that paths have.
    static func isBody(_ byte: UInt8) -> Bool {
        byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
