/** The browser's own reader of codes (Shape Detection API), where there is one. */
interface BarcodeReader {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

type BarcodeReaderClass = new (options: { formats: readonly string[] }) => BarcodeReader;

function readerClass(): BarcodeReaderClass | undefined {
  return (globalThis as { BarcodeDetector?: BarcodeReaderClass }).BarcodeDetector;
}

/** Whether this browser can scan codes with a camera. */
export function canScan(): boolean {
  return readerClass() !== undefined && "mediaDevices" in navigator;
}

/**
 * Watches a playing video for a QR code.
 * @param signal Ends the watch.
 * @returns The first text found; `undefined` when ended.
 */
export async function findCode(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const Reader = readerClass();
  if (!Reader) return undefined;
  const reader = new Reader({ formats: ["qr_code"] });
  const isEnded = () => signal.aborted;
  while (!isEnded()) {
    const [code] = await reader.detect(video);
    if (code && !isEnded()) return code.rawValue;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}
