/**
 * Store version 1: the append-only log.
 *
 * `entries` are the bytes that are hashed; `nodes` the hashes of complete subtrees (RFC 6962), kept under
 * the last entry they cover, so that an append touches one page of them; `checkpoints` the signed notes,
 * each with its digest, since the store has no key to see a damaged signature by. Triggers stop accidents, the proofs stop the rest.
 * A migration imports nothing of the app: the app changes, what a version was does not.
 */

export const migration = {
  version: 1,
  name: 'log',
  up(db: { exec(sql: string): unknown }): void {
    db.exec(`
      CREATE TABLE entries (
        idx INTEGER PRIMARY KEY CHECK (idx >= 0),
        bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 65535)
      ) STRICT;

      CREATE TABLE nodes (
        entry INTEGER NOT NULL REFERENCES entries (idx),
        level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 52 AND (entry + 1) % (1 << level) = 0),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (entry, level)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE checkpoints (
        seq INTEGER PRIMARY KEY CHECK (seq >= 0),
        size INTEGER NOT NULL CHECK (size >= 0),
        note BLOB NOT NULL CHECK (length(note) BETWEEN 1 AND 1000000),
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
      ) STRICT;

      CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
        WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM entries)
        BEGIN SELECT RAISE(ABORT, 'entries: no gap and no second entry at one place'); END;
      CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
      CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

      CREATE TRIGGER nodes_once BEFORE INSERT ON nodes
        WHEN EXISTS (SELECT 1 FROM nodes WHERE entry = NEW.entry AND level = NEW.level)
        BEGIN SELECT RAISE(ABORT, 'nodes: no second hash at one place'); END;
      CREATE TRIGGER nodes_no_update BEFORE UPDATE ON nodes
        BEGIN SELECT RAISE(ABORT, 'nodes are append-only'); END;
      CREATE TRIGGER nodes_no_delete BEFORE DELETE ON nodes
        BEGIN SELECT RAISE(ABORT, 'nodes are append-only'); END;

      CREATE TRIGGER checkpoints_in_order BEFORE INSERT ON checkpoints
        WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM checkpoints)
          OR NEW.size <> (SELECT coalesce(max(idx) + 1, 0) FROM entries)
        BEGIN SELECT RAISE(ABORT, 'checkpoints: only of the present size, one after the other'); END;
      CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
      CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    `);
  },
};
