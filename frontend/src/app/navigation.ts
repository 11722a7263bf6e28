import {
  Gift,
  HandHeart,
  House,
  IdCard,
  SlidersHorizontal,
  Ticket,
  Vote,
  type LucideIcon,
} from "lucide-react";

/** One entry of the navigation. `tab`: has its own place in the bar at the foot of a phone. */
export interface NavigationEntry {
  to: "/" | "/membership" | "/earn" | "/decide" | "/rewards" | "/tickets" | "/operate";
  label: string;
  icon: LucideIcon;
  tab: boolean;
}

const MEMBER_ENTRIES: readonly NavigationEntry[] = [
  { to: "/", label: "Home", icon: House, tab: true },
  { to: "/membership", label: "Membership", icon: IdCard, tab: false },
  { to: "/earn", label: "Earn", icon: HandHeart, tab: true },
  { to: "/decide", label: "Decide", icon: Vote, tab: true },
  { to: "/rewards", label: "Rewards", icon: Gift, tab: true },
  { to: "/tickets", label: "Tickets", icon: Ticket, tab: false },
];

const OPERATE: NavigationEntry = { to: "/operate", label: "Operate", icon: SlidersHorizontal, tab: false };

/** The entries a person sees; operating is for those who hold a brand-side role or may grade. */
export function navigationFor(operates: boolean): readonly NavigationEntry[] {
  return operates ? [...MEMBER_ENTRIES, OPERATE] : MEMBER_ENTRIES;
}
