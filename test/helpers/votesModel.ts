/** A tier as far as votes go. */
export interface ModelTier {
  threshold: bigint;
  units: bigint;
}

interface Person {
  active: boolean;
  known: boolean;
  standing: bigint;
  units: bigint;
  nextTierAt: bigint;
  delegatee: string;
}

/** What is true of votes at the end of a second. */
export interface VotesThen {
  second: number;
  votes: Map<string, bigint>;
  units: Map<string, bigint>;
  total: bigint;
}

/**
 * Votes of members, kept as plainly as can be: everything is added up anew whenever it is asked. Each method says
 * whether the act is allowed and, if so, does it.
 */
export class VotesModel {
  readonly history: VotesThen[] = [];
  private tiers: ModelTier[];
  private readonly people = new Map<string, Person>();

  constructor(tiers: ModelTier[]) {
    this.tiers = tiers;
  }

  join(name: string): boolean {
    const person = this.person(name);
    if (person.active) return false;
    person.active = true;
    person.delegatee = name;
    const returning = person.known;
    person.known = true;
    this.settle(person, returning ? person.standing : 0n);
    return true;
  }

  leave(name: string): boolean {
    const person = this.person(name);
    if (!person.active) return false;
    person.active = false;
    person.units = 0n;
    person.delegatee = name;
    return true;
  }

  earn(name: string, amount: bigint): boolean {
    const person = this.person(name);
    if (!person.active) return false;
    person.standing += amount;
    if (person.standing >= person.nextTierAt) this.settle(person, person.standing);
    return true;
  }

  refresh(name: string): boolean {
    const person = this.person(name);
    if (!person.active) return false;
    this.settle(person, person.standing);
    return true;
  }

  delegate(name: string, delegatee: string): boolean {
    const person = this.person(name);
    if (!person.active || !this.person(delegatee).active) return false;
    person.delegatee = delegatee;
    return true;
  }

  setTiers(tiers: ModelTier[]): boolean {
    this.tiers = tiers;
    return true;
  }

  /** Remembers how things stand at the end of a second; a second time in the same second replaces the first. */
  endSecond(second: number): void {
    if (this.history.at(-1)?.second === second) this.history.pop();
    const votes = new Map<string, bigint>();
    const units = new Map<string, bigint>();
    let total = 0n;
    for (const [name, person] of this.people) {
      votes.set(person.delegatee, (votes.get(person.delegatee) ?? 0n) + person.units);
      units.set(name, person.units);
      total += person.units;
    }
    this.history.push({ second, votes, units, total });
  }

  /** How things stood at the end of a second. */
  at(second: number): VotesThen {
    const then = this.history.findLast((entry) => entry.second <= second);
    return then ?? { second, votes: new Map(), units: new Map(), total: 0n };
  }

  isActive(name: string): boolean {
    return this.person(name).active;
  }

  private settle(person: Person, standing: bigint): void {
    const index = this.tiers.findLastIndex((tier) => tier.threshold <= standing);
    person.units = this.tiers[index]?.units ?? 0n;
    person.nextTierAt = this.tiers[index + 1]?.threshold ?? 2n ** 88n - 1n;
  }

  private person(name: string): Person {
    const known = this.people.get(name);
    if (known) return known;
    const person = { active: false, known: false, standing: 0n, units: 0n, nextTierAt: 0n, delegatee: name };
    this.people.set(name, person);
    return person;
  }
}
