import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

/** Addresses a link written by a member may lead to; everything else becomes empty. */
export function safeLink(url: string): string {
  return /^(https?:\/\/|mailto:|#)/i.test(url.trim()) ? url : "";
}

const COMPONENTS: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc" className="link">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // An image in members' text would call an outside host on every reader's behalf.
  img: ({ src, alt }) =>
    typeof src === "string" && src ? (
      <a href={src} target="_blank" rel="noopener noreferrer nofollow ugc" className="link">
        {alt || "Image"}
      </a>
    ) : null,
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
};

/** Text written by members: no HTML passes, links are marked and only web and mail addresses stay. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} skipHtml urlTransform={safeLink} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
