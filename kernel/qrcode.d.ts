/** What is used of qrcode 1.5.4, which brings no types. */
declare module 'qrcode' {
  const qrcode: { create(text: string, options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H' }): { modules: { size: number; data: Uint8Array } } };
  export default qrcode;
}
