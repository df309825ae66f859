import Testing

@testable import RoostGateway

@Suite struct DoorTests {
    private let door = Door(hosts: ["panel.example"], origins: ["https://page.example"])

    @Test(arguments: [
        "localhost", "localhost:8001", "LOCALHOST:1", "127.0.0.1:8001", "[::1]", "[::1]:8001",
        "panel.example:443",
    ])
    func `own names`(host: String) throws {
        try door.check(host: host, origin: [])
    }

    @Test(arguments: [
        nil, "", ":8001", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
        "localhost:8001:1",
        "localhost:80a", "localhost/x", "user@localhost", "[::1", "[::2]:1", "0.0.0.0", "localhost:1234567",
    ])
    func `others' names`(host: String?) {
        let error = #expect(throws: APIError.self) { try door.check(host: host, origin: []) }
        #expect(error?.code == .foreignHost)
    }

    @Test(arguments: [
        "http://localhost:3000", "https://127.0.0.1", "http://[::1]:8001", "https://page.example",
        "HTTPS://PAGE.EXAMPLE", "https://panel.example",
    ])
    func `own pages`(origin: String) throws {
        try door.check(host: "localhost", origin: [origin])
    }

    @Test(arguments: [
        "null", "", "https://evil.example", "http://page.example", "https://page.example:8443", "file://",
        "http://localhost.evil.example", "http://localhost@evil.example", "localhost",
    ])
    func `others' pages`(origin: String) {
        let error = #expect(throws: APIError.self) { try door.check(host: "localhost", origin: [origin]) }
        #expect(error?.code == .foreignOrigin)
    }

    @Test func `two origins are none`() {
        #expect(throws: APIError.self) {
            try door.check(host: "localhost", origin: ["http://localhost", "http://localhost"])
        }
    }
}

@Suite struct TokenBucketsTests {
    @Test func `a bucket is emptied, and fills again`() {
        var buckets = TokenBuckets(capacity: 2, perSecond: 1)
        #expect(buckets.take("a", now: 0) == nil)
        #expect(buckets.take("a", now: 0) == nil)
        #expect(buckets.take("a", now: 0) == 1)
        #expect(buckets.take("b", now: 0) == nil)
        #expect(buckets.take("a", now: 0.5) == 1)
        #expect(buckets.take("a", now: 1) == nil)
        #expect(buckets.take("a", now: 1) == 1)
        #expect(buckets.take("a", now: 100) == nil)
        #expect(buckets.take("a", now: 100) == nil)
        #expect(buckets.take("a", now: 100) == 1)
    }

    @Test func `a clock that goes back gives nothing`() {
        var buckets = TokenBuckets(capacity: 1, perSecond: 1)
        #expect(buckets.take("a", now: 10) == nil)
        #expect(buckets.take("a", now: 5) != nil)
        #expect(buckets.take("a", now: 10.5) != nil)
    }

    @Test func `no more are kept than the bound`() {
        var buckets = TokenBuckets(capacity: 1, perSecond: 1)
        for number in 0..<(TokenBuckets.bucketLimit * 3) {
            _ = buckets.take("\(number)", now: Double(number))
        }
        #expect(buckets.count <= TokenBuckets.bucketLimit)
        #expect(
            buckets.take("\(TokenBuckets.bucketLimit * 3 - 1)", now: Double(TokenBuckets.bucketLimit * 3 - 1))
                != nil)
    }
}
