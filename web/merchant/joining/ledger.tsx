import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Button, Faces, Notice, StatusPill, TextArea, showToast } from '../../shared/kit/index.ts';
import { sanctionText } from '../../shared/sanction.text.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './joining.module.css';

type Entry = View<'alliance', 'sanctionsOf'>['items'][number];
const entryTone = ({ kind, state }: Entry): 'jade' | 'warm' | 'danger' | 'grey' => (kind === 'reward' ? 'jade' : state !== 'standing' ? 'grey' : kind === 'warning' ? 'warm' : 'danger');

/** What the platform holds against the firm or for it, and the way to appeal. */
export function Ledger({ merchantId }: { merchantId: string }) {
  const { t } = useText(sanctionText);
  const ledger = useView(['alliance', 'sanctionsOf', merchantId], () => api.alliance.sanctionsOf({ merchantId }), { live: ['alliance'] });
  return <Panel title={t('ledger')} note={t('ledgerNote')}><Faces of={ledger}>{({ items }) => (items.length === 0 ? <p className={partCss.quiet}>{t('none')}</p> : <div data-testid="ledger">{items.map((entry) => <Row key={entry.sanctionId} of={entry} />)}</div>)}</Faces></Panel>;
}

function Row({ of }: { of: Entry }) {
  const { t, say, locale } = useText(sanctionText);
  const { day } = useFormat();
  const [words, setWords] = useState<string | null>(null);
  const appeal = useCommand(api.alliance.appealSanction, { isQuiet: true, onDone: () => { setWords(null); showToast(t('sent')); } });
  return (
    <div className={css.row} data-testid={`entry-${of.kind}`}>
      <div>
        <b>{say(of.kindName)} · {of.reason}</b>
        {of.evidence === '' ? null : <small>{t('evidence', { words: of.evidence })}</small>}
        <small>{[t('from', { date: day(of.from) }), of.endedAt !== null && of.endedWords !== '' ? t('ended', { date: day(of.endedAt), words: of.endedWords }) : ''].filter(Boolean).join(' · ')}</small>
        {of.appeal ? <small>{t('appealed', { words: of.appeal.words })}{of.appeal.decidedByName ? ` · ${t('decided', { name: of.appeal.decidedByName, words: of.appeal.decisionWords })}` : ''}</small> : null}
      </div>
      <div className={css.side}>
        <StatusPill tone={entryTone(of)}>{of.appeal?.state === 'open' ? t('open') : of.appeal?.state === 'rejected' ? t('rejected') : say(of.stateWords)}</StatusPill>
        {of.canAppeal && words === null ? <Button kind="secondary" className={css.tall} data-testid="appeal-open" onClick={() => setWords('')}>{t('appeal')}</Button> : null}
      </div>
      {words === null ? null : (
        <form className={`${partCss.form} ${css.whole}`} onSubmit={(event) => { event.preventDefault(); if (words.trim() !== '') void appeal.run({ sanctionId: of.sanctionId, words: words.trim() }); }}>
          <TextArea label={t('appealWords')} hint={t('appealBy', { date: day(of.appealBefore) })} value={words} maxLength={500} data-testid="appeal-words" onChange={setWords} />
          {appeal.refusal ? <Notice tone="warm">{appeal.refusal[locale]}</Notice> : null}
          <div className={css.actions}><Button type="submit" disabled={words.trim() === ''} isBusy={appeal.isRunning} data-testid="appeal-send">{t('send')}</Button><Button kind="secondary" onClick={() => setWords(null)}>{t('cancel')}</Button></div>
        </form>
      )}
    </div>
  );
}
