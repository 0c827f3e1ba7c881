/**
 * Store version 3: cosignatures of witnesses, each the line as it came, under the size of the checkpoint that it is over and
 * with the verifier key by which it was believed.
 */

export const migration = {
  version: 3,
  name: 'cosignatures',
  up(db: { exec(sql: string): unknown }): void {
    db.exec(`
      CREATE TABLE cosignatures (
        seq INTEGER PRIMARY KEY CHECK (seq >= 0),
        size INTEGER NOT NULL CHECK (size >= 0),
        vkey TEXT NOT NULL CHECK (length(vkey) BETWEEN 1 AND 1000),
        line TEXT NOT NULL UNIQUE CHECK (length(line) BETWEEN 1 AND 5000)
      ) STRICT;

      CREATE TRIGGER cosignatures_in_order BEFORE INSERT ON cosignatures
        WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM cosignatures)
          OR NOT EXISTS (SELECT 1 FROM checkpoints WHERE size = NEW.size)
        BEGIN SELECT RAISE(ABORT, 'cosignatures: of a checkpoint that is here, one after the other'); END;
      CREATE TRIGGER cosignatures_no_update BEFORE UPDATE ON cosignatures
        BEGIN SELECT RAISE(ABORT, 'cosignatures are append-only'); END;
      CREATE TRIGGER cosignatures_no_delete BEFORE DELETE ON cosignatures
        BEGIN SELECT RAISE(ABORT, 'cosignatures are append-only'); END;
    `);
  },
};
