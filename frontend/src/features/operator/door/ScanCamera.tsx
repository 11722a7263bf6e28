import { useEffect, useRef, useState } from "react";
import { Notice } from "../../../ui/state/Notice.tsx";
import { findCode } from "./barcodes.ts";

/** Shows the camera until it has seen one code. */
export function ScanCamera({ onCode }: { onCode: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [reason, setReason] = useState<string>();

  useEffect(() => {
    const watch = new AbortController();
    void scan(video.current, watch.signal).then(
      (text) => text !== undefined && onCode(text),
      () => setReason("The camera can't be used. Allow it in the browser, or paste the code below."),
    );
    return () => watch.abort();
  }, [onCode]);

  if (reason) return <Notice tone="caution">{reason}</Notice>;
  return (
    <video
      ref={video}
      muted
      playsInline
      aria-label="Camera: hold the code in front of it"
      className="aspect-square w-full rounded-control border border-line bg-sunk object-cover"
    />
  );
}

async function scan(video: HTMLVideoElement | null, signal: AbortSignal): Promise<string | undefined> {
  if (!video) return undefined;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    if (signal.aborted) return undefined;
    video.srcObject = stream;
    await video.play();
    return await findCode(video, signal);
  } catch (error) {
    // Leaving the page while the camera starts is nobody's fault.
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
