const longestPixels = 1600;
const quality = 0.82;

async function readImage(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    await image.decode();
    URL.revokeObjectURL(image.src);
    return image;
  }
}

/**
 * A camera picture as a JPEG of at most 1600 px, upright. Drawing it anew leaves behind everything the camera wrote into the
 * file: place, time, device. Answers the data URL for the preview and the bare base64 for the server.
 */
export async function shrinkPhoto(file: Blob): Promise<{ preview: string; base64: string }> {
  const image = await readImage(file);
  const scale = Math.min(1, longestPixels / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const preview = canvas.toDataURL('image/jpeg', quality);
  return { preview, base64: preview.slice(preview.indexOf(',') + 1) };
}
