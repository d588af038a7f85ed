import { Button, Table, type TableColumnsType } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../i18n.ts';
import { Bone, EmptyState, ErrorState } from '../kit/faces.tsx';
import type { RefusalError } from '../refusal.ts';
import css from './dense-table.module.css';
import { deskText } from './text.ts';
import { useIsPhone } from './use-is-phone.ts';

/** What `useView` and `usePages` answer with, or just `{ value: rows }`. */
type Rows<T> = { value: readonly T[] | undefined; refusal?: RefusalError | null; reload?: () => void; isRefreshing?: boolean; hasMore?: boolean; isLoadingMore?: boolean; loadMore?: () => void };
/** A row in the hand: what it is with its state at the right, what else matters below, and what can be done to it. */
export type RowCard = { title: ReactNode; aside?: ReactNode; note?: ReactNode; act?: ReactNode };
type Props<T extends object> = {
  of: Rows<T>;
  rowKey: (row: T) => string;
  columns: TableColumnsType<T>;
  /** How a row looks on a phone; left out, the table scrolls sideways there. Its controls (`act`) stay outside the button that opens the row. */
  card?: (row: T) => RowCard;
  onOpen?: (row: T) => void;
  /** Rows that have nothing to open do not look as if they had; left out, every row opens. */
  canOpen?: (row: T) => boolean;
  /** The key of the row whose drawer is open. */
  openKey?: string | null;
  empty?: ReactNode;
  /** Height of the body before it scrolls inside; left out, the page scrolls and the head sticks. */
  heightPixels?: number;
  isFootShown?: boolean;
};

const everyRow = (): boolean => true;

/** A dense list: arrows move between rows, Enter opens, the head stays in sight; loading, refused and empty each have a face. Rows keep their place while they are read again. */
export function DenseTable<T extends object>({ of, rowKey, columns, card, onOpen, canOpen = everyRow, openKey, empty, heightPixels, isFootShown = true }: Props<T>) {
  const { t } = useText(deskText);
  const isPhone = useIsPhone();
  if (of.refusal) return <div className={css.wrap}><ErrorState refusal={of.refusal} {...(of.reload && { onRetry: of.reload })} /></div>;
  if (of.value === undefined) return <div className={css.wrap}><div className={css.bones}>{[88, 74, 92, 66, 81, 70].map((width) => <Bone key={width} width={`${width}%`} />)}</div></div>;
  if (of.value.length === 0) return <div className={css.wrap}>{empty ?? <EmptyState title={t('empty')} art="search">{t('emptyNote')}</EmptyState>}</div>;
  const rows = of.value;
  return (
    <div className={css.wrap} data-opens={onOpen !== undefined}>
      {card && isPhone ? <Cards rows={rows} rowKey={rowKey} card={card} onOpen={onOpen} canOpen={canOpen} openKey={openKey} /> : <Table<T>
        size="small" rowKey={rowKey} columns={columns} dataSource={rows as T[]} pagination={false}
        {...(heightPixels ? { scroll: { y: heightPixels, x: 'max-content' as const } } : { sticky: true, scroll: { x: 'max-content' as const } })}
        rowClassName={(row) => (rowKey(row) === openKey ? css.isOpen! : canOpen(row) ? '' : css.isClosed!)}
        onRow={(row) => (onOpen && canOpen(row) ? {
          tabIndex: 0,
          title: t('selectRow'),
          onClick: (event) => { if (!isControl(event.target)) onOpen(row); },
          onKeyDown: (event) => moveOrOpen(event, () => onOpen(row)),
        } : {})}
      />}
      {isFootShown ? (
        <div className={css.foot}>
          <span>{of.hasMore ? t('rowsMore', { count: rows.length }) : t('rows', { count: rows.length })}</span>
          {of.hasMore ? <Button size="small" loading={of.isLoadingMore ?? false} onClick={of.loadMore}>{t('loadMore')}</Button> : null}
        </div>
      ) : null}
    </div>
  );
}

function Cards<T extends object>({ rows, rowKey, card, onOpen, canOpen, openKey }: { rows: readonly T[]; rowKey: (row: T) => string; card: (row: T) => RowCard; onOpen: ((row: T) => void) | undefined; canOpen: (row: T) => boolean; openKey: string | null | undefined }) {
  return (
    <ul className={css.cards}>
      {rows.map((row) => {
        const { title, aside, note, act } = card(row);
        const words = <><span className={css.cardTop}><span className={css.cardTitle}>{title}</span>{aside ? <span className={css.cardAside}>{aside}</span> : null}</span>{note ? <span className={css.cardNote}>{note}</span> : null}</>;
        return (
          <li key={rowKey(row)} data-open={rowKey(row) === openKey}>
            {onOpen && canOpen(row) ? <button type="button" className={css.cardFace} onClick={() => onOpen(row)}>{words}</button> : <div className={css.cardFace}>{words}</div>}
            {act ? <div className={css.cardAct}>{act}</div> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** A click on a button or link inside the row is its own. */
const isControl = (target: EventTarget): boolean => target instanceof Element && target.closest('a, button, input, label, .ant-select') !== null;

function moveOrOpen(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    open();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    let next = event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
    if (next && !(next instanceof HTMLElement && next.tabIndex === 0)) next = null;
    (next as HTMLElement | null)?.focus();
  }
}
