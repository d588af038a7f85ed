import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api, type Input } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonList, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { LeftList, MovesList } from './moves-list.tsx';
import { type Wish, RepairForm, endOf, firstSpan } from './repair-form.tsx';
import css from './repair.module.css';
import { repairText } from './repair.text.ts';
import { type DisruptionKind, type Repair, useRepair } from './use-repair.ts';

type Disruption = Input<'dispatch', 'repair'>;

/** Whatever page is open: the repair named in the address, looked at first and done with one press. */
export default function RepairBeside() {
  const { kind, aboutId, close } = useRepair();
  return kind === null ? null : <RepairDialog key={`${kind} ${aboutId}`} kind={kind} aboutId={aboutId} onClose={close} />;
}

/** What the program is told; null while something is missing. The end is fixed when the wish is, so that looking twice asks the same. */
function inputOf(kind: DisruptionKind, { aboutId, paperKind, reason, factorPercent }: Wish, until: string): Omit<Disruption, 'isPreview'> | null {
  if (aboutId === null) return null;
  if (kind === 'workerIll') return { kind, workerId: aboutId, until };
  if (kind === 'districtFlooded') return { kind, districtId: aboutId, until };
  if (kind === 'traffic') return { kind, districtId: aboutId, until, factorPercent };
  if (reason.trim() === '') return null;
  if (kind === 'merchantSuspended') return { kind, merchantId: aboutId, reason: reason.trim() };
  return paperKind === null ? null : { kind, workerId: aboutId, paperKind: paperKind as NonNullable<Disruption['paperKind']>, reason: reason.trim() };
}

function RepairDialog({ kind, aboutId, onClose }: { kind: DisruptionKind; aboutId: string | null; onClose: () => void }) {
  const { t } = useText(repairText);
  const now = useNow();
  const [wish, setWish] = useState<Wish>({ aboutId, span: firstSpan(kind), paperKind: null, reason: '', factorPercent: 150 });
  const [until, setUntil] = useState(() => endOf(firstSpan(kind), now));
  const [done, setDone] = useState<Repair | null>(null);
  const input = inputOf(kind, wish, until);
  const preview = useView(['dispatch', 'repair', 'preview', input], () => api.dispatch.repair({ ...input!, isPreview: true }), { isReady: input !== null && done === null, live: ['order', 'worker'], staleSeconds: 3, isKept: false });
  const run = useCommand(api.dispatch.repair, { onDone: (repair) => { setDone(repair); showToast(t('doneToast', { count: repair.moves.length })); } });
  const change = (next: Wish): void => {
    if (next.span !== wish.span) setUntil(endOf(next.span, now));
    setWish(next);
  };
  const count = preview.value?.moves.length ?? 0;
  return (
    <Modal
      open onCancel={onClose} title={t(kind)} width={880} mask={{ closable: false }}
      footer={done ? <Button type="primary" onClick={onClose} autoFocus>{t('close')}</Button> : (
        <div className={css.acts}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={run.isRunning} disabled={input === null || preview.value === undefined} onClick={() => { if (input) void run.run({ ...input, isPreview: false }); }} data-testid="repair-do">{count > 0 ? t('carryOutCount', { count }) : t('carryOut')}</Button>
        </div>
      )}
    >
      <div className={css.form} data-testid="repair" data-state={done ? 'done' : preview.value ? 'preview' : 'asked'}>
        {done ? null : <RepairForm kind={kind} wish={wish} onChange={change} isSubjectFixed={aboutId !== null} />}
        {done ? <RepairResult repair={done} /> : input === null ? null : <Faces of={preview} loading={<div className={css.preview}><p className={css.quiet}>{t('looking')}</p><SkeletonList count={3} /></div>}>{(repair) => <RepairResult repair={repair} />}</Faces>}
      </div>
    </Modal>
  );
}

/** What is changed, whom it is told, what stays open. */
export function RepairResult({ repair, isBare = false }: { repair: Repair; isBare?: boolean }) {
  const { t, say } = useText(repairText);
  const isDone = repair.state !== 'preview';
  return (
    <div className={isBare ? css.form : css.preview} data-testid="repair-result">
      {isBare ? null : <p className={css.words} role="status"><b>{t(isDone ? 'doneTitle' : 'previewTitle')}</b> · {say(repair.words)}</p>}
      <p className={css.quiet}>{repair.moves.length + repair.left.length === 0 ? t('nothing') : t(isDone ? 'toldDone' : 'told', repair.told)}</p>
      {repair.left.length > 0 && !isBare ? <p className={css.warn}>{t('leftWarn', { count: repair.left.length })}</p> : null}
      <div className={css.scroll}>
        {repair.moves.length > 0 ? <MovesList moves={repair.moves} /> : null}
        <LeftList left={repair.left} />
      </div>
    </div>
  );
}
