import { expect } from "chai";
import { networkHelpers } from "../helpers/chain.ts";
import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { join } from "../helpers/members.ts";
import { createBadge, entries, openRoom, roomInvite, roomRequest, roomStage } from "./stage.ts";

const { loadFixture } = networkHelpers;

/** Fixture: room 1 is open, 2 by invitation of cleo; ada is in both, dan and ben in none. Badge 1 is ada's. */
async function busyStage() {
  const stage = await roomStage();
  const { rooms, badges, accounts, adaId, cleoId } = stage;
  await join(stage, accounts.dan);
  const asOperator = rooms.connect(accounts.operator);
  await createBadge(stage);
  await openRoom(stage);
  await openRoom(stage, { entry: entries.invite });
  await rooms.connect(accounts.ada).joinRoom(1n);
  await asOperator.addToRoom(2n, [adaId]);
  await asOperator.setSteward(2n, cleoId, true);
  await badges.connect(accounts.operator).issue(1n, [adaId]);
  return stage;
}

type Sent = Promise<{ hash: string }>;

/** Gas of an act, and the most it may be. */
const acts: [string, number, (stage: Awaited<ReturnType<typeof busyStage>>) => Sent][] = [
  ["joining a room", 50_000, async ({ rooms, accounts }) => await rooms.connect(accounts.ben).joinRoom(1n)],
  [
    "joining a room by signature, the first time",
    82_000,
    async (stage) => {
      const { rooms, accounts } = stage;
      return await rooms.joinRoomFor(...(await roomRequest(stage, "RoomJoin", accounts.ben, 1n)));
    },
  ],
  [
    "joining a room with an invitation",
    87_000,
    async (stage) => {
      const { rooms, accounts } = stage;
      const invite = await roomInvite(stage, accounts.cleo, 2n);
      return await rooms.connect(accounts.ben).joinRoomWithInvite(...invite);
    },
  ],
  ["leaving a room", 43_000, async ({ rooms, accounts }) => await rooms.connect(accounts.ada).leaveRoom(1n)],
  [
    "giving a badge to three more",
    80_000,
    async ({ badges, accounts, benId, cleoId }) =>
      await badges.connect(accounts.operator).issue(1n, [benId, cleoId, cleoId + 1n]),
  ],
];

describe("Rooms and Badges: what they cost", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  for (const [name, most, act] of acts) {
    it(`is at most ${most.toLocaleString("en")} gas for ${name}`, async () => {
      const sent = await act(await loadFixture(busyStage));
      expect(await checkGas(`Rooms and Badges: ${name}`, sent)).to.be.at.most(most);
    });
  }
});
