import { QRCodeSVG } from "qrcode.react";

export interface QrCodeProps {
  /** The text inside the code. */
  text: string;
  /** What the code is for, read aloud. */
  label: string;
  /** Edge in pixels; it shrinks to fit its place. */
  size?: number;
}

/** A code to be scanned: always dark on white, because many scanners refuse inverted codes. */
export function QrCode({ text, label, size = 240 }: QrCodeProps) {
  return (
    <span
      className="inline-block max-w-full rounded-control border border-line p-4 shadow-1"
      style={{ background: "#ffffff", width: size + 32 }}
    >
      <QRCodeSVG
        value={text}
        size={size}
        level="M"
        bgColor="#ffffff"
        fgColor="#1b1613"
        title={label}
        style={{ width: "100%", height: "auto", display: "block" }}
      />
    </span>
  );
}
