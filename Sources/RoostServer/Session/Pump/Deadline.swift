extension Optional where Wrapped == ContinuousClock.Instant {
    /// The earlier of two deadlines; nil means never.
    func earlier(_ other: Self) -> Self {
        guard let self else { return other }
        guard let other else { return self }
        return Swift.min(self, other)
    }
}
