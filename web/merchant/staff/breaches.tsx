import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { breachesText } from './breaches.text.ts';

/** What inspections of a worker's visits found not kept, for who is to help her. */
export function Breaches({ workerId }: { workerId: string }) {
  const { t, say } = useText(breachesText);
  const { day } = useFormat();
  const found = useView(['standards', 'listBreaches', workerId], () => api.standards.listBreaches({ workerId, limit: 20 }), { live: ['standard'] });
  return (
    <Panel title={t('title')} {...(found.value !== undefined && found.value.items.length > 0 && { note: t('help') })}>
      <Faces of={found} loading={<SkeletonList count={1} />}>
        {({ items }) => (items.length === 0 ? <p className={css.quiet}>{t('none')}</p> : items.map((one) => (
          <div key={one.sampleId + one.number + one.clauseNo} className={css.cell}><span className={css.danger}>{say(one.text)}</span><span>{one.words}</span><small>{say(one.itemName)} · {day(one.finishedAt)} · {t('clause', { number: one.number, no: one.clauseNo })}</small></div>
        )))}
      </Faces>
    </Panel>
  );
}
