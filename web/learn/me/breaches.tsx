import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, Faces, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { breachesText } from './breaches.text.ts';

/** What inspections of her visits found not kept, with the clause and where to learn it. */
export function Breaches({ workerId }: { workerId: string }) {
  const { t, say } = useText(breachesText);
  const { day } = useFormat();
  const found = usePages(['standards', 'listBreaches', workerId], (cursor) => api.standards.listBreaches({ workerId, limit: 10, ...(cursor && { cursor }) }), { live: ['standard'] });
  return (
    <Card title={t('title')}>
      <div className={css.stack} data-testid="breaches">
        <Faces of={found} loading={<SkeletonScreen />} isEmpty={(items) => items.length === 0} empty={<p className={css.soft}>{t('none')}</p>}>
          {(items) => (
            <>
              <p className={css.soft}>{t('lead')}</p>
              <ul className={css.checks}>
                {items.map((one) => (
                  <li key={one.sampleId + one.number + one.clauseNo} className={css.stack}>
                    <b>{say(one.text)}</b>
                    <span>{t('seen', { words: one.words })}</span>
                    <small className={css.soft}>{say(one.itemName)} · {day(one.finishedAt)} · {t('clause', { number: one.number, no: one.clauseNo })}</small>
                  </li>
                ))}
              </ul>
              <ButtonLink kind="soft" href="/study">{t('learn')}</ButtonLink>
            </>
          )}
        </Faces>
        {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('more')}</Button> : null}
      </div>
    </Card>
  );
}
