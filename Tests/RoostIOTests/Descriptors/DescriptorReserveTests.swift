import Glibc
import RoostIO
import Testing

@Suite struct DescriptorReserveTests {
    @Test func `what is new is refused before what lives`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            try #require(DescriptorReserve.limit == 64)
            var met: [DescriptorReserve: Int] = [:]
            while true {
                let left = (0..<64).count { fcntl($0, F_GETFD) < 0 }
                for reserve in [DescriptorReserve.session, .client, .segment] where reserve.isMet {
                    met[reserve] = left
                }
                guard dup(0) >= 0 else { break }
            }
            // Each is met for the last time with as many as it asks for.
            for (reserve, left) in met { try #require(left == reserve.rawValue) }
            try #require(met.count == 3)
            try #require(DescriptorReserve.session.rawValue > DescriptorReserve.client.rawValue)
        }
    }
}
