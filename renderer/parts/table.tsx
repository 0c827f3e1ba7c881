/** A plain table for lists that fit on a screen. Long ones: `VirtualRows`. */
import type { ReactElement, ReactNode } from 'react';
import './table.css';

export interface Column<T> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: T, index: number) => ReactNode;
  /** The cell that names its row. */
  readonly rowHeader?: boolean;
  /** Numbers stand at the end. */
  readonly end?: boolean;
  readonly mono?: boolean;
  /** CSS length; the column is no wider than its content without. */
  readonly width?: string;
}

export interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T, index: number) => string;
  /** Marks the row of the one who acts now. */
  readonly current?: (row: T) => boolean;
  readonly empty?: ReactNode;
}

const classOf = <T,>({ end, mono }: Column<T>) =>
  [end ? 'end' : '', mono ? 'mono' : ''].filter(Boolean).join(' ') || undefined;

export function Table<T>({ label, columns, rows, rowKey, current, empty }: TableProps<T>): ReactElement {
  return (
    <div className="table-room">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)} style={{ inlineSize: column.width }}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} {...(current?.(row) ? { 'aria-current': 'true' } : {})}>
              {columns.map((column) => {
                const Cell = column.rowHeader ? 'th' : 'td';
                return (
                  <Cell key={column.key} className={classOf(column)} {...(column.rowHeader ? { scope: 'row' } : {})}>
                    {column.cell(row, index)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty !== undefined && <p className="muted table-empty">{empty}</p>}
    </div>
  );
}
