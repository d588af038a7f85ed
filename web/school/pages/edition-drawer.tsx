import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { EditionForm } from './edition-form.tsx';
import { standardTones, standardsText } from './standards.text.ts';

type Edition = View<'standards', 'getStandard'>;
const verdictTones = { same: 'grey', changed: 'sky', stricter: 'jade', looser: 'warm', added: 'jade', dropped: 'danger' } as const;

/** One edition: clauses and where they stand on checklists, what announcing it changes, and how it compares. */
export function EditionDrawer({ editionId, onOpen, onClose }: { editionId: string; onOpen: (editionId: string) => void; onClose: () => void }) {
  const { t } = useText(standardsText);
  const [isEditing, setEditing] = useState(false);
  const found = useView(['standards', 'getStandard', editionId], () => api.standards.getStandard({ editionId }), { live: ['standard'] });
  const value = found.value;
  if (isEditing && value) return <EditionForm of={value} onClose={() => setEditing(false)} />;
  return (
    <DeskDrawer isOpen onClose={onClose} title={value ? <span className={partCss.line}><span>{value.number}</span><StatusPill tone={standardTones[value.state]}>{t(value.state)}</StatusPill></span> : t('registry')}>
      <Faces of={found} loading={<SkeletonList count={5} />}>{(edition) => <Body edition={edition} onOpen={onOpen} onEdit={() => setEditing(true)} />}</Faces>
    </DeskDrawer>
  );
}

function Body({ edition, onOpen, onEdit }: { edition: Edition; onOpen: (editionId: string) => void; onEdit: () => void }) {
  const { t, say } = useText(standardsText);
  const family = useText(serviceFamilyText).t;
  const { day, instant } = useFormat();
  const by = useByName();
  const link = (other: { editionId: string; number: string } | null) => (other ? <button type="button" className={partCss.link} onClick={() => onOpen(other.editionId)}>{other.number}</button> : null);
  return (
    <div className={partCss.stack} data-testid="edition-drawer">
      <b>{say(edition.title)}</b>
      {edition.note ? <Notice tone="warm">{say(edition.note)}</Notice> : null}
      <Steps edition={edition} onEdit={onEdit} />
      <Panel title={t('registry')}>
        <Facts of={[
          [t('kind'), say(edition.kindName)], [t('subject'), say(edition.subjectName)], [t('issuer'), edition.issuer], [t('drafters'), edition.drafters.join(' · ')], [t('issuedOn'), edition.issuedOn ? day(edition.issuedOn) : null], [t('inForceFrom'), edition.inForceFrom ? day(edition.inForceFrom) : null],
          [t('supersedes'), link(edition.supersedes)], [t('supersededBy'), link(edition.supersededBy)], [t('source'), edition.source], [t('familiesOf'), edition.families.map((one) => family(one)).join(' · ')],
        ]} />
      </Panel>
      {edition.checklists.length > 0 ? (
        <Panel title={t('changes')} note={t('onlyNew')}>
          {edition.checklists.map((one) => (
            <div key={one.itemId} className={partCss.cell}>
              <b>{say(one.itemName)}</b>
              {one.added.map((line) => <span key={line.zh}>{t('adds')} · {say(line)}</span>)}{one.removed.map((line) => <span key={line.zh} className={partCss.danger}>{t('removes')} · {say(line)}</span>)}{one.changed.map((line) => <span key={line.after.zh} className={partCss.warm}>{t('changesTo')} · {say(line.after)}</span>)}
            </div>
          ))}
        </Panel>
      ) : null}
      <Panel title={t('clauses')}>
        {edition.clauses.length === 0 ? <p className={partCss.quiet}>{t('noClauses')}</p> : edition.clauses.map((clause) => (
          <div key={clause.clauseId} className={partCss.pair}>
            <span className={partCss.cell}>
              <span><b>{clause.no}</b> {say(clause.text)}{clause.measureWords ? ` · ${say(clause.measureWords)}` : ''}</span>
              {clause.lines.map((line) => <small key={line.text.zh}>{t('lines')} · {say(line.text)} · {line.itemNames.map((name) => say(name)).join(' · ')}</small>)}
            </span>
            <span className={partCss.quiet}>{say(clause.weightName)}</span>
          </div>
        ))}
      </Panel>
      <Compare edition={edition} />
      <Panel title={t('history')}>{edition.history.map((one, at) => <div key={`${at}${one.at}`} className={partCss.pair}><span>{say(one.words)}</span><small className={partCss.quiet}>{by(one.byName)} · {instant(one.at)}</small></div>)}</Panel>
    </div>
  );
}

/** What can be done with it now. */
function Steps({ edition, onEdit }: { edition: Edition; onEdit: () => void }) {
  const { t } = useText(standardsText);
  const [asking, setAsking] = useState<'confirm' | 'withdraw' | 'announce' | 'propose' | null>(null);
  const [from, setFrom] = useState('');
  const [why, setWhy] = useState('');
  const { editionId, state } = edition;
  const done = (words: string) => ({ onDone: () => { showToast(words); setAsking(null); } });
  const announce = useCommand(api.standards.announceEdition, done(t('announced2')));
  const confirm = useCommand(api.standards.confirmEdition, done(t('confirmed')));
  const withdraw = useCommand(api.standards.withdrawEdition, done(t('withdrawn2')));
  const propose = useCommand(api.standards.proposeChange, done(t('proposed')));
  const stop = (): void => setAsking(null);
  if (asking === 'confirm') return <Panel title={t('confirmWhere')}><ReasonLine label={t('confirmWhere')} quick={[]} confirm={t('confirm')} isBusy={confirm.isRunning} onSend={(source) => void confirm.run({ editionId, source })} onCancel={stop} /></Panel>;
  if (asking === 'withdraw') return <Panel title={t('withdrawWhy')}><ReasonLine label={t('withdrawWhy')} quick={[t('w1'), t('w2')]} confirm={t('withdraw')} isDanger isBusy={withdraw.isRunning} onSend={(reason) => void withdraw.run({ editionId, reason })} onCancel={stop} /></Panel>;
  if (asking === 'propose') return <Panel title={t('propose')}><div className={partCss.form}><Input aria-label={t('proposeWhy')} placeholder={t('proposeWhy')} value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} /><ReasonLine label={t('proposeWords')} quick={[]} confirm={t('propose')} isBusy={propose.isRunning} onSend={(words) => { if (why.trim() !== '') void propose.run({ editionId, words, reason: why.trim() }); }} onCancel={stop} /></div></Panel>;
  if (asking === 'announce') {
    return <Panel title={t('announceFrom')}>{edition.supersedes ? <Notice tone="warm">{t('endsThen', { number: edition.supersedes.number })}</Notice> : null}<div className={partCss.line}><Input type="date" value={from} style={{ width: 180 }} onChange={(event) => setFrom(event.target.value)} /><Button type="primary" loading={announce.isRunning} data-testid="edition-announce-send" onClick={() => void announce.run({ editionId, ...(from !== '' && { inForceFrom: from }) })}>{t('announce')}</Button></div></Panel>;
  }
  return (
    <div className={partCss.line}>
      {state === 'draft' ? <OperatorButton type="primary" data-testid="edition-announce" onClick={() => setAsking('announce')}>{t('announce')}</OperatorButton> : null}
      {state === 'toConfirm' ? <OperatorButton type="primary" data-testid="edition-confirm" onClick={() => setAsking('confirm')}>{t('confirm')}</OperatorButton> : null}
      {state === 'draft' || state === 'toConfirm' ? <OperatorButton onClick={onEdit}>{t('edit')}</OperatorButton> : null}
      {state === 'inForce' || state === 'announced' ? <OperatorButton danger onClick={() => setAsking('withdraw')}>{t('withdraw')}</OperatorButton> : null}
      {edition.kind === 'enterprise' ? <Button onClick={() => setAsking('propose')}>{t('propose')}</Button> : null}
    </div>
  );
}

function Compare({ edition }: { edition: Edition }) {
  const { t, say } = useText(standardsText);
  const [leftId, setLeft] = useState<string | null>(edition.supersedes?.editionId ?? null);
  const all = useView(['standards', 'listStandards', 'all'], () => api.standards.listStandards({ isAll: 'true' }), { live: ['standard'] });
  const found = useView(['standards', 'compareEditions', leftId, edition.editionId], () => api.standards.compareEditions({ leftId: leftId!, rightId: edition.editionId }), { isReady: leftId !== null, live: ['standard'], isKept: false });
  const others = (all.value?.items ?? []).filter((one) => one.editionId !== edition.editionId && one.clauseCount > 0);
  return (
    <Panel title={t('compare')}>
      <Select aria-label={t('compareWith')} placeholder={t('compareWith')} value={leftId} onChange={setLeft} showSearch={{ optionFilterProp: 'label' }} data-testid="compare-with" options={others.map((one) => ({ value: one.editionId, label: `${one.number} ${say(one.title)}` }))} />
      {leftId === null ? null : (
        <Faces of={found} loading={<SkeletonList count={2} />}>
          {(seen) => (
            <div className={partCss.stack} data-testid="comparison">
              <p className={partCss.lead}>{say(seen.words)}</p>
              {seen.clauses.map((one) => (
                <div key={`${one.no}${one.verdict}${one.left?.zh ?? one.right?.zh}`} className={partCss.pair}>
                  <span className={partCss.cell}>{one.left ? <small>{say(one.left)}</small> : null}{one.right ? <span>{one.no} {say(one.right)}</span> : null}</span>
                  <StatusPill tone={verdictTones[one.verdict]}>{say(one.words)}</StatusPill>
                </div>
              ))}
            </div>
          )}
        </Faces>
      )}
    </Panel>
  );
}
