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
    /// Rows from before have null in all of them, see ``EarlierText``. The columns that came to `sessions` are
    /// listed in ``SessionColumn``. No version ever wrote to the tables of tasks. `unindexed` held what schema 1
    /// left out of the index: the index goes back to where the first of it begins.
    static let four = """
        ALTER TABLE events ADD COLUMN state TEXT;
        ALTER TABLE events ADD COLUMN end_kind TEXT;
        ALTER TABLE events ADD COLUMN end_code INTEGER;
        ALTER TABLE events ADD COLUMN end_cause TEXT;
        ALTER TABLE events ADD COLUMN attention TEXT;
        ALTER TABLE events ADD COLUMN is_over INTEGER;
        ALTER TABLE events ADD COLUMN rows INTEGER;
        ALTER TABLE events ADD COLUMN columns INTEGER;
        ALTER TABLE events ADD COLUMN bytes INTEGER;
        ALTER TABLE events ADD COLUMN allowed_bytes INTEGER;
        ALTER TABLE events ADD COLUMN source TEXT;

        ALTER TABLE sessions DROP COLUMN environment_keys;
        ALTER TABLE sessions DROP COLUMN ended_at;

        UPDATE line_index SET end_offset = (
            SELECT min(start_offset) FROM unindexed WHERE unindexed.session = line_index.session
        ) WHERE session IN (SELECT session FROM unindexed);
        DROP TABLE unindexed;

        DROP TABLE task_messages;
        DROP TABLE task_history;
        DROP TABLE tasks;
        """
}
