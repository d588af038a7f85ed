import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Decisions } from '../../shared/desk/order/decisions.tsx';
import { Replay } from '../../shared/desk/order/replay.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { showUndo } from '../../shared/desk/undo.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { useHolds } from '../use-hq.ts';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { SetWeights } from './set-weights.tsx';
import { type WeightList, changesOf, percent, signed, weightOf } from './weights.ts';
import css from './weights.module.css';
import { weightsText } from './weights.text.ts';

type Weights = View<'dispatch', 'viewWeights'>;
type Version = Weights['history'][number];

/** The weights of the published formula: in force beside published, what moved them, and the way back. */
export default function WeightsPage() {
  const { t } = useText(weightsText);
  const found = useView(['dispatch', 'viewWeights'], () => api.dispatch.viewWeights({}), { live: ['order'], staleSeconds: 20 });
  const [isSetting, setSetting] = useState(false);
  const { value } = found;
  return (
    <Page
      title={t('title')} {...(value && { note: t('note', { formula: value.formulaVersion, version: value.version === 0 ? t('versionPublished') : t('versionOf', { version: value.version }) }) })}
      aside={value ? <><Learning isOn={value.isLearning} /><OperatorButton data-testid="weights-set" onClick={() => setSetting(true)}>{t('setByHand')}</OperatorButton></> : null}
    >
      <Faces of={found} loading={<SkeletonScreen />}>{(weights) => <div className={partCss.stack}><InForce of={weights} /><FindOrder /><History of={weights} /></div>}</Faces>
      {isSetting && value ? <SetWeights from={value.inForce} onClose={() => setSetting(false)} /> : null}
    </Page>
  );
}

/** The setting `learnWeights`, where it is understood. Off, the published weights hold. */
function Learning({ isOn }: { isOn: boolean }) {
  const { t } = useText(weightsText);
  const mayChange = useHolds()('operator');
  const back = useCommand(api.accounts.changeSetting);
  const change = useCommand(api.accounts.changeSetting, { onDone: (_, { value }) => showUndo(t(value === 1 ? 'learnOn' : 'learnOff'), () => void back.run({ key: 'learnWeights', value: 1 - value })) });
  if (!mayChange) return <Tag tone={isOn ? 'jade' : 'grey'}>{t(isOn ? 'learning' : 'learningOff')}</Tag>;
  return <Toggle label={t('learning')} note={t(isOn ? 'learningNote' : 'learningOff')} isOn={isOn} testId="weights-learning" onChange={(on) => void change.run({ key: 'learnWeights', value: on ? 1 : 0 })} />;
}

function InForce({ of }: { of: Weights }) {
  const { t, say } = useText(weightsText);
  const most = Math.max(...of.inForce.map(({ weight }) => weight), ...of.published.map(({ weight }) => weight));
  const isPublished = of.inForce.every(({ key, weight }) => Math.abs(weight - weightOf(of.published, key)) < 0.00005);
  const width = (weight: number): { width: string } => ({ width: `${(weight / most) * 100}%` });
  return (
    <Panel title={t('inForce')} note={t('reviews', { count: of.reviews })} aside={<><span className={css.legend}><span><i />{t('legendNow')}</span><span><i data-grey />{t('legendPublished')}</span></span>{isPublished ? null : <RevertButton version={0} label={t('toPublished')} title={t('revertPublishedTitle')} />}</>}>
      <div className={css.rows} data-testid="weights-in-force">
        <div className={`${css.row} ${css.head}`} aria-hidden="true"><b>{t('part')}</b><i /><span>{t('legendNow')}</span><span>{t('legendPublished')}</span><span>{t('change')}</span></div>
        {of.inForce.map(({ key, label, weight }) => {
          const published = weightOf(of.published, key);
          return (
            <div key={key} className={css.row}>
              <b>{say(label)}</b><div className={css.bars} aria-hidden="true"><i style={width(weight)} /><i style={width(published)} /></div>
              <span>{percent(weight)}</span><span className={partCss.quiet}>{percent(published)}</span><Change of={weight - published} />
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

const Change = ({ of }: { of: number }) => (Math.abs(of) < 0.0005 ? <span className={partCss.quiet}>—</span> : <span className={of > 0 ? css.up : css.down}>{signed(of)}</span>);

const sources = { learned: ['learned', 'sky'], manual: ['manual', 'warm'], reverted: ['reverted', 'grey'] } as const satisfies Record<Version['source'], readonly [string, Tone]>;

const shownAtFirst = 10;
function History({ of }: { of: Weights }) {
  const { t } = useText(weightsText);
  const [shown, setShown] = useState(shownAtFirst);
  const before = (index: number): WeightList | null => of.history[index + 1]?.weights ?? (of.history[index]?.version === 1 ? of.published : null);
  return (
    <Panel title={t('history')} note={t('historyNote')}>
      {of.history.length === 0 ? <EmptyState title={t('noHistory')} art="calm">{t('noHistoryNote')}</EmptyState> : <div data-testid="weights-history">{of.history.slice(0, shown).map((version, index) => <VersionRow key={version.version} of={version} before={before(index)} isNow={version.version === of.version} formula={of.formulaVersion} />)}</div>}
      {of.history.length > shown ? <Button onClick={() => setShown(of.history.length)}>{t('moreHistory', { count: of.history.length - shown })}</Button> : null}
    </Panel>
  );
}

function VersionRow({ of, before, isNow, formula }: { of: Version; before: WeightList | null; isNow: boolean; formula: string }) {
  const { t, say, locale } = useText(weightsText);
  const by = useByName();
  const [replayed, setReplayed] = useState<string | null>(null);
  const [key, tone] = sources[of.source];
  const isOld = of.formulaVersion !== formula;
  const changes = before === null ? [] : changesOf(before, of.weights);
  return (
    <div className={css.version}>
      <div className={partCss.stack} style={{ gap: 4 }}>
        <span className={css.versionTop}>
          <b>v{of.version}</b><Tag tone={tone}>{t(key)}</Tag>{isNow ? <Tag tone="jade">{t('now')}</Tag> : null}{isOld ? <Tag tone="grey">{t('oldFormula', { formula: of.formulaVersion })}</Tag> : null}
          {of.orderNo ? <span>{t('fromOrder', { no: of.orderNo })}</span> : null}{of.outcome === null ? null : <span title={t('outcomeNote')}>{t('outcome', { percent: Math.round(of.outcome * 100) })}</span>}{of.byName ? <span>{t('by', { name: by(of.byName) })}</span> : null}
          <time dateTime={of.at}>{formatStamp(of.at, locale)}</time>
        </span>
        {of.words ? <span>{of.words}</span> : null}
        <span className={css.changes}>{changes.length === 0 ? <span className={partCss.quiet}>{t('noChange')}</span> : changes.map((one) => <span key={one.key}>{say(one.label)} <b className={one.by > 0 ? css.up : css.down}>{signed(one.by)}</b></span>)}</span>
      </div>
      <div className={css.acts}>
        {of.decisionId ? <Button size="small" data-testid="version-replay" onClick={() => setReplayed(of.decisionId)}>{t('replay')}</Button> : null}
        {isNow || isOld ? null : <RevertButton version={of.version} label={t('revert')} title={t('revertTitle', { version: of.version })} />}
      </div>
      {replayed ? <DeskDrawer isOpen widthPixels={600} title={t('replayTitle', { no: of.orderNo ?? '' })} onClose={() => setReplayed(null)}><Replay decisionId={replayed} /></DeskDrawer> : null}
    </div>
  );
}

/** Back to a version, with a reason; the history stays, so that this too may be taken back. */
function RevertButton({ version, label, title }: { version: number; label: string; title: string }) {
  const { t } = useText(weightsText);
  const [isOpen, setOpen] = useState(false);
  const revert = useCommand(api.dispatch.revertWeights, { onDone: (done) => { setOpen(false); showToast(t('revertDone', { version: done.version })); } });
  return (
    <>
      <OperatorButton size="small" data-testid={`weights-revert-${version}`} onClick={() => setOpen(true)}>{label}</OperatorButton>
      {isOpen ? (
        <DeskDrawer isOpen widthPixels={440} title={title} onClose={() => setOpen(false)}>
          <ReasonLine label={t('why')} quick={[t('why1'), t('why2'), t('why3')]} confirm={label} isBusy={revert.isRunning} onSend={(reason) => void revert.run({ version, reason })} onCancel={() => setOpen(false)} />
        </DeskDrawer>
      ) : null}
    </>
  );
}

/** An order by its number: its decisions, each to be taken again. */
function FindOrder() {
  const { t } = useText(weightsText);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const found = useView(['orders', 'search', 'replay', asked], () => api.orders.search({ q: asked, limit: 1 }), { isReady: asked !== '', live: false, isKept: false });
  return (
    <Panel title={t('findTitle')} note={t('findLead')}>
      <form className={partCss.line} onSubmit={(event) => { event.preventDefault(); setAsked(words.trim()); }}>
        <Input value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('orderNo')} aria-label={t('orderNo')} maxLength={40} style={{ width: 240 }} allowClear data-testid="replay-order" />
        <Button htmlType="submit" disabled={words.trim() === ''}>{t('find')}</Button>
      </form>
      {asked === '' ? null : <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<p className={partCss.lead} role="status">{t('notFound')}</p>}>{({ items }) => <><p className={partCss.strong}>{items[0]!.no}</p><Decisions orderId={items[0]!.orderId} /></>}</Faces>}
    </Panel>
  );
}
