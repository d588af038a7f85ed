/** A code the server drew, as a picture: nothing of it is taken for markup. */
export function QrPicture({ svg, label, className }: { svg: string; label: string; className?: string | undefined }) {
  return <img className={className} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={label} />;
}
