import { Square, Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from './i18n.ts';
import { Button } from './kit/button.tsx';
import { readAloudText } from './read-aloud.text.ts';

/** Whether this browser can speak. */
const canSpeak = typeof window !== 'undefined' && 'speechSynthesis' in window;

/** Reads a text out where the phone has a voice, and is not there where it has none. */
export function ReadAloud({ text, label, size = 'medium' }: { text: string; label?: string; size?: 'small' | 'medium' }) {
  const { t, locale } = useText(readAloudText);
  const [isSpeaking, setSpeaking] = useState(false);
  // Another text, or another screen: nobody wants to hear the former one to its end.
  useEffect(() => () => { if (canSpeak) speechSynthesis.cancel(); setSpeaking(false); }, [text]);
  if (!canSpeak || text.trim() === '') return null;
  const speak = (): void => {
    speechSynthesis.cancel();
    if (isSpeaking) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(text);
    words.lang = locale === 'zh' ? 'zh-CN' : 'en-US';
    words.rate = 0.92;
    words.onend = () => setSpeaking(false);
    words.onerror = () => setSpeaking(false);
    speechSynthesis.speak(words);
    setSpeaking(true);
  };
  return <Button kind="soft" size={size} aria-pressed={isSpeaking} data-testid="read-aloud" icon={isSpeaking ? <Square size={18} aria-hidden="true" /> : <Volume2 size={20} aria-hidden="true" />} onClick={speak}>{isSpeaking ? t('stop') : label ?? t('listen')}</Button>;
}
