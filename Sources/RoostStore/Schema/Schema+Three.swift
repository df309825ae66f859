extension Schema {
    /// Schema 3: lines of the scrollback that many snapshots of a session have.
    ///
    /// `snapshots.length` counts all bytes, `snapshots.bytes` is what is left without the parts; a part goes in
    /// before the byte `place` of the whole. A snapshot without parts is as it was before.
    static let three = """
        CREATE TABLE snapshot_parts (
            id INTEGER PRIMARY KEY NOT NULL,
            session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            length INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX snapshot_parts_by_line ON snapshot_parts (session, line, length);

        CREATE TABLE snapshot_places (
            id INTEGER PRIMARY KEY NOT NULL,
            snapshot INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            part INTEGER NOT NULL REFERENCES snapshot_parts (id) ON DELETE CASCADE
        ) STRICT;
        CREATE UNIQUE INDEX snapshot_places_by_snapshot ON snapshot_places (snapshot, place);
        CREATE INDEX snapshot_places_by_part ON snapshot_places (part);
        """
}
