import type { Claim } from "../reviews/tables.ts";
import type { Grade, Verdict } from "./store.ts";

/** An approval with all that belongs to it. */
type Approval = Grade & { amount: bigint; deadline: bigint; signature: `0x${string}` };

/** Approvals of the same amount and deadline: together they can become a claim. */
export interface Group {
  amount: bigint;
  deadline: bigint;
  approvals: Approval[];
}

/**
 * The approvals among grades, by amount and deadline, the one with most signers first.
 * @param grades Of one review.
 */
export function approvalGroups(grades: readonly Grade[]): Group[] {
  const groups = new Map<string, Group>();
  for (const grade of grades.filter(isApproval)) {
    const { amount, deadline } = grade;
    const key = `${amount} ${deadline}`;
    const group = groups.get(key) ?? { amount, deadline, approvals: [] };
    group.approvals.push(grade);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.approvals.length - a.approvals.length);
}

/**
 * What grades make of a review. It takes as many graders to reject as to approve.
 * @param grades Those that count.
 * @param needed How many graders must agree.
 * @param attestation What approvals sign, but for amount and deadline.
 */
export function verdictOf(
  grades: readonly Grade[],
  needed: number,
  attestation: Omit<Claim["attestation"], "amount" | "deadline">,
): Verdict {
  const [leading] = approvalGroups(grades);
  if (leading && leading.approvals.length >= needed) {
    return { status: "approved", claim: claimOf(leading, needed, attestation) };
  }
  const rejections = grades.filter((grade) => grade.decision === "reject");
  const reason = rejections.at(-1)?.reason;
  return rejections.length >= needed && reason ? { status: "rejected", reason } : null;
}

function claimOf(
  { amount, deadline, approvals }: Group,
  needed: number,
  attestation: Omit<Claim["attestation"], "amount" | "deadline">,
): Claim {
  return {
    attestation: { ...attestation, amount: String(amount), deadline: String(deadline) },
    // The contract takes exactly the number needed, signers ascending.
    approvals: approvals
      .slice(0, needed)
      .map(({ signer, signature }) => ({ signer, signature }))
      .sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1)),
  };
}

function isApproval(grade: Grade): grade is Approval {
  return (
    grade.decision === "approve" &&
    grade.amount !== null &&
    grade.deadline !== null &&
    grade.signature !== null
  );
}
