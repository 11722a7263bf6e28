import { checkGas, isReleaseBuild } from "../helpers/gas.ts";
import { keyStage } from "../signatures/actors.ts";
import { signedActions } from "../signatures/allActions.ts";
import { Attempt } from "../signatures/attempt.ts";

describe("Gas › what is signed by a member and submitted by somebody else", () => {
  before(function () {
    if (!isReleaseBuild()) this.skip();
  });

  for (const action of signedActions) {
    it(`is as accepted: ${action.title}`, async () => {
      const attempt = await Attempt.at(action, keyStage);
      const request = await attempt.request();
      await checkGas(action.title, await attempt.send(request, await attempt.sign(request)));
    });
  }
});
