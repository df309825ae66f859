extension Schema {
    /// Schema 4: facts are columns, and what nothing used goes.
    ///
    /// An event is a `SessionTransition`. `kind` stays the part of the history that it belongs to, and `text`
    /// what the person was asked; the rest is in columns of its own, each null where it has no meaning:
    ///
    /// | change | columns |
    /// | --- | --- |
    /// | state | `state`, and for an end `end_kind`, `end_code`, `end_cause` |
    /// | attention | `attention` |
    /// | attention over | `attention`, `is_over` 1 |
    /// | size | `rows`, `columns` |
    /// | lost output | `bytes` |
    /// | memory limit | `bytes`, `allowed_bytes` |
    ///
    /// Rows from before have null in all of them, see ``EarlierText``. They are copied into a new table: there are few
    /// of them, and each `ALTER TABLE` makes SQLite read the whole schema several times, a millisecond for every new
    /// database. The columns that came to `sessions` are listed in ``SessionColumn``; `reason`, `ended_at` and
    /// `environment_keys` there are not written any more. No version ever wrote to the tables of tasks. `unindexed`
    /// held what schema 1 left out of the index: the index goes back to where the first of it begins.
    static let four = """
        CREATE TEMP TABLE earlier AS SELECT * FROM events;
        DROP TABLE events;
        CREATE TABLE events (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            offset INTEGER NOT NULL,
            source TEXT,
            state TEXT,
            end_kind TEXT,
            end_code INTEGER,
            end_cause TEXT,
            attention TEXT,
            is_over INTEGER,
            rows INTEGER,
            columns INTEGER,
            bytes INTEGER,
            allowed_bytes INTEGER
        ) STRICT;
        CREATE INDEX events_by_session ON events (session, at);
        CREATE INDEX events_by_time ON events (at);
        INSERT INTO events (id, session, at, kind, text, offset)
            SELECT id, session, at, kind, text, offset FROM earlier;
        DROP TABLE earlier;

        UPDATE line_index SET end_offset = (
            SELECT min(start_offset) FROM unindexed WHERE unindexed.session = line_index.session
        ) WHERE session IN (SELECT session FROM unindexed);
        DROP TABLE unindexed;

        DROP TABLE task_messages;
        DROP TABLE task_history;
        DROP TABLE tasks;
        """
}
