/**
 * One page of text as PDF 1.4: Chinese in the font every reader is to bring along (STSong-Light), so nothing has to be embedded. Text alone:
 * no script, no link, no form.
 */
export type PdfLine = { x: number; y: number; size?: number; text: string };
/** From one point to another, in points from the lower left corner. */
export type PdfRule = { from: readonly [number, number]; to: readonly [number, number] };

const hex = (text: string): string => {
  const bytes = Buffer.from(text.toWellFormed().replace(/[\u0000-\u001f]/g, ' '), 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
};
const point = (value: number): string => String(Math.round(value * 100) / 100);

/** Page sizes in points, width and height. */
export const A5_LANDSCAPE = [595, 420] as const;

export const writePdf = ({ size = A5_LANDSCAPE, title, lines, rules = [] }: { size?: readonly [number, number]; title: string; lines: readonly PdfLine[]; rules?: readonly PdfRule[] }): Buffer => {
  const content = [
    '0.5 w', ...rules.map(({ from, to }) => `${from.map(point).join(' ')} m ${to.map(point).join(' ')} l S`),
    ...lines.map((line) => `BT /F1 ${line.size ?? 10} Tf ${point(line.x)} ${point(line.y)} Td ${hex(line.text)} Tj ET`),
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size[0]} ${size[1]}] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R /DW 1000 /W [1 95 500] >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Title <FEFF${hex(title).slice(1)} /Producer (Linli) >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};
