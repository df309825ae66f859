import Testing

@testable import RoostGateway

@Suite struct PageFileTests {
    private func response(_ path: String, method: String = "GET") throws -> APIResponse? {
        PageFile.response(
            APIRequest(
                method: method, target: try RequestTarget(path), headers: [], body: [], peer: "127.0.0.1"))
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try #require(try response(path)).body, as: UTF8.self)
    }

    /// The quoted words of a text that begin in a certain way.
    private func quoted(_ text: String, prefix: String) -> [String] {
        text.split(separator: "\"").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test func `the page and all that it names is there`() throws {
        let index = try text("/")
        var named = Set(quoted(index, prefix: "/page/"))
        for path in PageFile.paths where path.hasSuffix(".js") {
            named.formUnion(quoted(try text(path), prefix: "./").map { "/page/" + $0.dropFirst(2) })
        }
        #expect(named == Set(PageFile.paths.filter { $0 != "/" }))
    }

    @Test func `nothing comes from elsewhere, and no script or style stands in the page`() throws {
        for path in PageFile.paths {
            let answer = try #require(try response(path))
            #expect(answer.policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
            #expect(!answer.policy.contains("unsafe"))
            let text = try text(path)
            #expect(!text.contains("innerHTML") && !text.contains("eval("), "\(path)")
            #expect(!text.contains(" style=") && !text.contains(" onclick="), "\(path)")
            let addresses = text.split(separator: "http").dropFirst().filter {
                $0.hasPrefix("://") || $0.hasPrefix("s://")
            }
            #expect(addresses.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") }, "\(path)")
        }
    }

    @Test func `what a script looks for by its name is in the page`() throws {
        let index = try text("/")
        for path in PageFile.paths where path.hasSuffix(".js") {
            for part in try text(path).split(separator: "find(\"").dropFirst() {
                let name = part.prefix { $0 != "\"" }
                #expect(index.contains("id=\"\(name)\""), "\(path): \(name)")
            }
        }
    }

    @Test func `other paths and other methods are not the page's`() throws {
        for path in ["/page/", "/page", "/page/none.js", "/page/../page/page.js", "/index.html", "//"] {
            #expect(try response(path) == nil)
        }
        #expect(try response("/", method: "POST") == nil)
        #expect(try response("/", method: "HEAD") != nil)
    }
}
