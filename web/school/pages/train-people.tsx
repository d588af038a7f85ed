import { Button } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useHolds } from '../../shared/desk/use-param.ts';
import { partRoles } from '../access.ts';
import { figuresText } from './figures.text.ts';

type Row = View<'insights', 'trainingDemand'>['items'][number];

/** What is ordered where against who is certified and online there, and who could be certified soonest. */
export function TrainPeople() {
  const { t, say } = useText(figuresText);
  const [opened, setOpened] = useState<Row | null>(null);
  const found = useView(['insights', 'trainingDemand'], () => api.insights.trainingDemand({}), { live: ['order', 'certificate'], staleSeconds: 60 });
  const weeks = found.value?.weeks ?? 0;
  const keyOf = (row: Row): string => `${row.family} ${row.districtId ?? ''}`;
  const gap = (row: Row) => (row.gap > 0 ? <b className={partCss.danger}>{t('people', { count: row.gap })}</b> : <span className={partCss.quiet}>{t('enough')}</span>);
  const orders = (row: Row) => <span className={partCss.cell}><span className={partCss.line}><b className={partCss.strong}>{row.orders}</b>{row.isSpike ? <Tag tone="danger">{t('spike')}</Tag> : null}</span>{weeks > 0 ? <small>{t('usual', { weeks, count: row.usual })}</small> : null}</span>;
  const mayName = useHolds()(...partRoles.nearest);
  const open = (row: Row) => mayName && <Button size="small" onClick={() => setOpened(row)}>{t('nearest')}</Button>;
  const columns = [
    { title: t('service'), key: 'service', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.familyName)}</b><small>{say(row.kindTitle)}</small></span> },
    { title: t('district'), key: 'district', width: 170, render: (_: unknown, row: Row) => row.districtName ?? t('noDistrict') },
    { title: t('orders'), key: 'orders', width: 200, render: (_: unknown, row: Row) => orders(row) },
    { title: t('online'), key: 'online', width: 110, align: 'right' as const, render: (_: unknown, row: Row) => t('people', { count: row.workers }) },
    { title: t('gap'), key: 'gap', width: 100, align: 'right' as const, render: (_: unknown, row: Row) => gap(row) },
    { title: '', key: 'open', width: 120, render: (_: unknown, row: Row) => open(row) },
  ];
  return (
    <Panel title={t('train')} note={found.value ? t('trainNote', { visits: found.value.weeklyVisits }) : null}>
      {found.value && found.value.items.length > 0 && weeks === 0 ? <p className={partCss.quiet}>{t('noPast')}</p> : null}
      <div data-testid="train-people">
        <DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={keyOf} columns={columns} heightPixels={360} isFootShown={false} empty={<EmptyState title={t('noDemand')} art="calm" />} openKey={opened && keyOf(opened)}
          card={(row) => ({ title: `${say(row.familyName)} · ${row.districtName ?? t('noDistrict')}`, aside: gap(row), note: <>{orders(row)}<span>{t('online')} {t('people', { count: row.workers })}</span></>, act: open(row) })} />
      </div>
      {opened ? <Nearest of={opened} onClose={() => setOpened(null)} /> : null}
    </Panel>
  );
}

function Nearest({ of, onClose }: { of: Row; onClose: () => void }) {
  const { t, say, locale } = useText(figuresText);
  const { instant } = useFormat();
  const found = useView(['insights', 'nearestLearners', of.family, of.districtId], () => api.insights.nearestLearners({ family: of.family, ...(of.districtId && { districtId: of.districtId }) }), { live: false, isKept: false });
  return (
    <DeskDrawer isOpen title={t('nearestTitle', { kind: say(of.kindTitle) })} widthPixels={520} onClose={onClose}>
      <div className={partCss.stack}>
        <p className={partCss.lead}>{say(of.words)}</p>
        <Faces of={found} loading={<SkeletonList count={6} />} isEmpty={(shown) => shown.items.length === 0} empty={<EmptyState title={t('noLearners')} art="calm" />}>
          {({ items }) => (
            <div className={partCss.stack} data-testid="nearest">
              {items.map((one) => (
                <div key={one.workerId} className={partCss.cell}>
                  <span className={partCss.line}><b className={partCss.strong}>{one.name}</b><span className={partCss.quiet}>{one.maskedPhone} · {one.homeArea}</span>{one.isNear ? <Tag tone="jade">{t('nearTag')}</Tag> : null}{one.isTheoryPassed ? <Tag tone="sky">{t('theoryPassed')}</Tag> : null}</span>
                  <small>{t('modulesOf', { done: one.modulesDone, all: one.modulesNeeded })} · {one.missing.length === 0 ? t('onlyPractical') : t('missing', { names: one.missing.map((name) => say(name)).join(locale === 'zh' ? '、' : ', ') })} · {t('lastAt')} {instant(one.lastAt)}</small>
                </div>
              ))}
            </div>
          )}
        </Faces>
      </div>
    </DeskDrawer>
  );
}
