import Glibc
import RoostIO
import Testing

@Suite struct ProcessMemoryTests {
    @Test(
        arguments: [
            ("1000 300 100 5 0 200 0\n", 200), ("1000 100 300 5 0 200 0", 0), ("1000 300", nil),
            ("a b c", nil),
            ("1 9223372036854775807 0", nil), ("1 -5 0", nil),
        ] as [(String, Int?)])
    func `private pages are the resident ones without the shared`(text: String, pages: Int?) {
        #expect(ProcessMemory.privatePages(text) == pages)
    }

    @Test func `this process uses memory, and one that is not there none`() {
        #expect(ProcessMemory.privateBytes(of: getpid()).map { $0 > 1 << 20 } == true)
        #expect(ProcessMemory.privateBytes(of: .max) == nil)
    }
}
