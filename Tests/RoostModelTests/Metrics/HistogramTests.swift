import Foundation
import RoostModel
import Testing

@Suite struct HistogramTests {
    @Test func `a value belongs to the first bucket whose bound is not below it`() {
        var histogram = Histogram(bounds: [1, 2, 5])
        for value in [0, 1, 1.5, 2, 5, 5.01, 100] { histogram.observe(value) }
        #expect(histogram.counts == [2, 2, 1, 2])
        #expect(histogram.cumulative.map(\.count) == [2, 4, 5])
        #expect(histogram.count == 7)
        #expect(histogram.sum == 114.51)
    }

    @Test func `what is no number is left out, and less than nothing is nothing`() {
        var histogram = Histogram(bounds: [1])
        for value in [Double.nan, .infinity, -.infinity, -3] { histogram.observe(value) }
        #expect(histogram.counts == [1, 0])
        #expect(histogram.sum == 0)
    }

    @Test func `it reads back, and what breaks its invariant does not`() throws {
        var histogram = Histogram(bounds: [0.5, 1])
        histogram.observe(0.75)
        let json = try JSONEncoder().encode(histogram)
        #expect(try JSONDecoder().decode(Histogram.self, from: json) == histogram)
        for text in [
            #"{"bounds":[1],"counts":[1],"sum":0}"#, #"{"bounds":[2,1],"counts":[1,1,1],"sum":0}"#,
            #"{"bounds":[],"counts":[-1],"sum":0}"#, #"{"bounds":[],"counts":[]}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Histogram.self, from: Data(text.utf8))
            }
        }
    }
}
