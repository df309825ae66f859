private import Glibc

/// What this process used of the processor.
enum CPUTime {
    /// Seconds since it began.
    static var now: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds that `body` takes, the median of five samples of at least `least` seconds each.
    ///
    /// `body` is called once before, so that caches and tables are warm.
    static func median(atLeast least: Double = 0.1, _ body: () -> Void) -> Double {
        body()
        let samples = (0..<5).map { _ in
            let start = now
            var count = 0
            repeat {
                body()
                count += 1
            } while now - start < least
            return (now - start) / Double(count)
        }
        return samples.sorted()[2]
    }
}
