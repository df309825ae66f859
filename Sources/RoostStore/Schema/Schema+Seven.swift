extension Schema {
    /// Schema 7: what all attempts of a task cost together, because a report is of the last one alone.
    ///
    /// `usage` is JSON of a `TaskUsage`; null in rows from before, of which only the last attempt is known.
    static let seven = """
        ALTER TABLE tasks ADD COLUMN cost REAL;
        ALTER TABLE tasks ADD COLUMN usage TEXT;
        """
}
