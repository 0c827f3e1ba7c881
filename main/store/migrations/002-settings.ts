/**
 * Store version 2: settings, text by key. They are no evidence and may change; the log says what happened.
 */

export const migration = {
  version: 2,
  name: 'settings',
  up(db: { exec(sql: string): unknown }): void {
    db.exec(`
      CREATE TABLE settings (
        key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
