/** The colours of `tokens.css` for the places CSS variables do not reach: the antd theme and map paint. */
export const colors = {
  jade50: '#edf6f1', jade100: '#d6ebe1', jade200: '#b2d9c8', jade300: '#7fbfa5', jade500: '#2a8a6c', jade600: '#13725a', jade700: '#0e5c48', jade800: '#0b4838',
  apricot50: '#fef4e8', apricot100: '#fbe4c9', apricot200: '#f7cc9d', apricot300: '#f0ac66', apricot500: '#e0812f', apricot600: '#ad5a12', apricot700: '#96480b',
  danger50: '#fceeeb', danger600: '#b8321f', danger700: '#952616',
  sky50: '#ecf3f7', sky500: '#4b87ab', sky700: '#28597a',
  ink900: '#26211b', ink700: '#4a4239', ink600: '#62594e', ink500: '#746a5e', ink400: '#978c7e', ink300: '#c4b9ab',
  line: '#e8e0d4', lineStrong: '#d8cdbf', sunk: '#efe9df', page: '#f7f3ec', paper: '#ffffff',
} as const;

/** jade = going well, warm = needs a hand or is a person's moment, sky = on its way, danger = wrong, grey = done or quiet. */
export type Tone = 'jade' | 'warm' | 'sky' | 'danger' | 'grey';

/** Inline style that paints an element in a tone, for elements styled by `background: var(--bg); color: var(--fg)`. */
export const toneStyle = (tone: Tone): Record<string, string> => ({ '--bg': `var(--tone-${tone}-bg)`, '--fg': `var(--tone-${tone}-fg)` });
