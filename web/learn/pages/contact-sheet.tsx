import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from '../learn.module.css';
import { groupText } from './group.text.ts';

/** Joining asks whether the others may reach her; who is in already changes it here. */
export function ContactSheet({ groupId, now, onClose }: { groupId: string; now: string | null; onClose: () => void }) {
  const { t } = useText(groupText);
  const [contact, setContact] = useState(now ?? '');
  const join = useCommand(api.courses.joinGroup, { isQuiet: true, onDone: () => { showToast(t(now === null ? 'joined' : 'contactSaved')); onClose(); } });
  return (
    <Sheet isOpen title={t(now === null ? 'join' : 'change')} onClose={onClose} bar={<Button size="large" isWide isBusy={join.isRunning} data-testid="group-join" onClick={() => void join.run({ groupId, contact: contact.trim() })}>{t(now === null ? 'join' : 'change')}</Button>}>
      <div className={css.wide}>
        <p>{t('contactLead')}</p>
        <TextInput label={t('contact')} isOptional hint={t('contactHint')} value={contact} onChange={setContact} maxLength={40} wrong={join.refusal} />
      </div>
    </Sheet>
  );
}
