import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Chips, SectionTitle, Sheet, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from '../learn.module.css';
import { groupText } from './group.text.ts';

/** For the leader and the counsellor: sealed notes. Opening them asks why, because the members see it. */
export function GroupNotes({ groupId }: { groupId: string }) {
  const { t } = useText(groupText);
  const { instant } = useFormat();
  const [doing, setDoing] = useState<'open' | 'write' | null>(null);
  const [notes, setNotes] = useState<View<'courses', 'readGroupNotes'>['items'] | null>(null);
  return (
    <>
      <SectionTitle>{t('notes')}</SectionTitle>
      <Card>
        <div className={css.stack}>
          <p className={css.soft}>{t('notesLead')}</p>
          {notes === null ? null : notes.length === 0 ? <p>{t('noNotes')}</p> : notes.map((note) => <p key={note.noteId}>{note.words}<br /><small className={css.soft}>{instant(note.at)} · {note.byName}</small></p>)}
          <div className={css.row}><Button kind="soft" data-testid="notes-open" onClick={() => setDoing('open')}>{t('open')}</Button><Button kind="soft" data-testid="note-write" onClick={() => setDoing('write')}>{t('write')}</Button></div>
        </div>
      </Card>
      {doing === 'open' ? <OpenSheet groupId={groupId} onDone={setNotes} onClose={() => setDoing(null)} /> : doing === 'write' ? <WriteSheet groupId={groupId} onClose={() => { setDoing(null); setNotes(null); }} /> : null}
    </>
  );
}

function OpenSheet({ groupId, onDone, onClose }: { groupId: string; onDone: (notes: View<'courses', 'readGroupNotes'>['items']) => void; onClose: () => void }) {
  const { t } = useText(groupText);
  const [why, setWhy] = useState('');
  const read = useCommand(api.courses.readGroupNotes, { isQuiet: true, onDone: ({ items }) => { onDone(items); onClose(); } });
  const quick = [t('why1'), t('why2')];
  return (
    <Sheet isOpen title={t('open')} onClose={onClose} bar={<Button size="large" isWide disabled={why.trim() === ''} isBusy={read.isRunning} data-testid="notes-read" onClick={() => void read.run({ groupId, why: why.trim() })}>{t('open')}</Button>}>
      <div className={css.wide}>
        <Chips label={t('why')} value={quick.includes(why) ? why : null} onChange={(next) => setWhy(next ?? '')} choices={quick.map((value) => ({ value, label: value }))} />
        <TextInput label={t('why')} value={why} onChange={setWhy} maxLength={100} wrong={read.refusal} />
      </div>
    </Sheet>
  );
}

function WriteSheet({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const { t } = useText(groupText);
  const [words, setWords] = useState('');
  const write = useCommand(api.courses.writeGroupNote, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  return (
    <Sheet isOpen title={t('write')} onClose={onClose} bar={<Button size="large" isWide disabled={words.trim() === ''} isBusy={write.isRunning} data-testid="note-save" onClick={() => void write.run({ groupId, words: words.trim() })}>{t('write')}</Button>}>
      <TextArea label={t('words')} hint={t('wordsHint')} value={words} onChange={setWords} maxLength={2000} wrong={write.refusal} />
    </Sheet>
  );
}
