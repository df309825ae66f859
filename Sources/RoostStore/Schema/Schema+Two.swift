extension Schema {
    /// Schema 2: what words a part of a session's output cannot have.
    ///
    /// A row covers the whole lines that begin at `start_offset` or later and before `end_offset`, about 64 KiB;
    /// `at` is the time of the last of them, `bits` a ``GramFilter``. Before `line_index.end_offset` each line is
    /// in `lines` or under a filter.
    static let two = """
        CREATE TABLE filters (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            start_offset INTEGER NOT NULL,
            end_offset INTEGER NOT NULL,
            at INTEGER NOT NULL,
            bits BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX filters_by_session ON filters (session, start_offset);
        CREATE INDEX filters_by_time ON filters (at, session);
        """
}
