/// How often each user and each address may ask: a bucket for each that fills again with time.
struct TokenBuckets: Sendable {
    private struct Bucket: Sendable {
        var level: Double
        var at: Double
    }

    /// Buckets that are kept; those of who was quiet longest go first, and are full by then or nearly so.
    static let bucketLimit = 4096

    let capacity: Double
    let perSecond: Double
    private var buckets: [String: Bucket] = [:]

    init(capacity: Double, perSecond: Double) {
        self.capacity = capacity
        self.perSecond = perSecond
    }

    var count: Int { buckets.count }

    /// Takes one for somebody.
    ///
    /// - Parameters:
    ///   - key: Who.
    ///   - now: Seconds that only grow.
    /// - Returns: Nil when there was one; else after how many whole seconds there is.
    mutating func take(_ key: String, now: Double) -> Int? {
        if buckets[key] == nil, buckets.count >= Self.bucketLimit { dropOldest() }
        var bucket = buckets[key] ?? Bucket(level: capacity, at: now)
        bucket.level = min(capacity, bucket.level + max(0, now - bucket.at) * perSecond)
        bucket.at = max(now, bucket.at)
        let isThere = bucket.level >= 1
        if isThere { bucket.level -= 1 }
        buckets[key] = bucket
        return isThere ? nil : max(1, Int(((1 - bucket.level) / perSecond).rounded(.up)))
    }

    private mutating func dropOldest() {
        let order = buckets.sorted { $0.value.at < $1.value.at }
        for (key, _) in order.prefix(Self.bucketLimit / 4) { buckets[key] = nil }
    }
}
