/** The steps of a deployment, in order, with the words that tell about them. */
const steps = {
  contracts: "Deploy the contracts, wire them and write the role table",
  catalogue: "List campaigns, events and rewards",
  handover: "Take the deployer's temporary roles away",
  record: "Write the record for server and dashboard",
  check: "Compare the chain with the role table",
  verify: "Publish the sources",
} as const;

/** Name of a step. */
export type DeployStep = keyof typeof steps;

/** A step failed. The message says what was done before it and what was not. */
class StepFailed extends Error {
  override name = "StepFailed";
}

/**
 * Runs steps one after the other, says so, and on a failure tells what was done and what was not.
 * @param planned The steps that will be run, in order.
 */
export function createProgress(planned: readonly DeployStep[]) {
  const done: DeployStep[] = [];
  return async function step<Result>(name: DeployStep, work: () => Promise<Result>): Promise<Result> {
    console.log(`• ${steps[name]}`);
    try {
      const result = await work();
      done.push(name);
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const open = planned.filter((each) => !done.includes(each));
      throw new StepFailed(
        [
          `This failed: ${steps[name]}.`,
          reason,
          "",
          ...listed("Done:", done),
          ...listed("Not done:", open),
          "Run the same command again to go on from here; what is done is not done twice.",
        ].join("\n"),
        { cause: error },
      );
    }
  };
}

function listed(title: string, names: readonly DeployStep[]): string[] {
  return names.length === 0 ? [] : [title, ...names.map((name) => `  - ${steps[name]}`)];
}
