import { Button, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, ErrorState, SkeletonList } from '../../shared/kit/index.ts';
import type { Paged } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { useIsPhone } from '../use-merchant.ts';
import css from './parts.module.css';

type Props<T extends object> = { of: Paged<T>; rowKey: (row: T) => string; columns: TableColumnsType<T>; card: (row: T) => ReactNode; onOpen?: (row: T) => void; openKey?: string | null; empty: ReactNode };

/** One list in two faces: a dense table at the desk, cards under the thumb. */
export function Rows<T extends object>({ of, rowKey, columns, card, onOpen, openKey, empty }: Props<T>) {
  const { t } = useText(text);
  const isPhone = useIsPhone();
  if (!isPhone) return <DenseTable<T> of={of} rowKey={rowKey} columns={columns} {...(onOpen && { onOpen })} openKey={openKey ?? null} empty={empty} />;
  if (of.refusal) return <ErrorState refusal={of.refusal} onRetry={of.reload} />;
  if (of.value === undefined) return <SkeletonList count={5} />;
  if (of.value.length === 0) return empty ?? <EmptyState title={t('nothing')} art="search" />;
  return (
    <div className={css.cards}>
      {of.value.map((row) => (onOpen
        ? <button key={rowKey(row)} type="button" className={css.card} data-open={rowKey(row) === openKey} onClick={() => onOpen(row)}>{card(row)}</button>
        : <div key={rowKey(row)} className={css.card}>{card(row)}</div>))}
      {of.hasMore ? <Button className={css.more!} loading={of.isLoadingMore} onClick={of.loadMore}>{t('loadMore')}</Button> : null}
    </div>
  );
}
