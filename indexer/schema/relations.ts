import { relations } from "ponder";
import { campaign, claim, memberStanding } from "./earning.ts";
import { member, memberChange } from "./members.ts";
import { checkIn, event, redemption, redemptionChange, reward, ticket } from "./rewards.ts";
import { badge, badgeHolder, room, roomMember } from "./rooms.ts";
import { ballot, poll, proposal, vote } from "./votes.ts";

/** What the GraphQL interface can walk from a row to others. */
export const memberRelations = relations(member, ({ one, many }) => ({
  inviter: one(member, { fields: [member.inviterId], references: [member.id] }),
  standing: one(memberStanding, { fields: [member.id], references: [memberStanding.memberId] }),
  changes: many(memberChange),
  claims: many(claim),
  rooms: many(roomMember),
  badges: many(badgeHolder),
  ballots: many(ballot),
  redemptions: many(redemption),
  tickets: many(ticket),
}));

export const memberChangeRelations = relations(memberChange, ({ one }) => ({
  member: one(member, { fields: [memberChange.memberId], references: [member.id] }),
}));

export const memberStandingRelations = relations(memberStanding, ({ one }) => ({
  member: one(member, { fields: [memberStanding.memberId], references: [member.id] }),
}));

export const campaignRelations = relations(campaign, ({ one, many }) => ({
  room: one(room, { fields: [campaign.roomId], references: [room.id] }),
  claims: many(claim),
}));

export const claimRelations = relations(claim, ({ one }) => ({
  campaign: one(campaign, { fields: [claim.campaignId], references: [campaign.id] }),
  member: one(member, { fields: [claim.memberId], references: [member.id] }),
}));

export const roomRelations = relations(room, ({ many }) => ({
  members: many(roomMember),
  polls: many(poll),
  campaigns: many(campaign),
}));

export const roomMemberRelations = relations(roomMember, ({ one }) => ({
  room: one(room, { fields: [roomMember.roomId], references: [room.id] }),
  member: one(member, { fields: [roomMember.memberId], references: [member.id] }),
}));

export const badgeRelations = relations(badge, ({ many }) => ({ holders: many(badgeHolder) }));

export const badgeHolderRelations = relations(badgeHolder, ({ one }) => ({
  badge: one(badge, { fields: [badgeHolder.badgeId], references: [badge.id] }),
  member: one(member, { fields: [badgeHolder.memberId], references: [member.id] }),
}));

export const pollRelations = relations(poll, ({ one, many }) => ({
  room: one(room, { fields: [poll.roomId], references: [room.id] }),
  author: one(member, { fields: [poll.authorId], references: [member.id] }),
  ballots: many(ballot),
}));

export const ballotRelations = relations(ballot, ({ one }) => ({
  poll: one(poll, { fields: [ballot.pollId], references: [poll.id] }),
  member: one(member, { fields: [ballot.memberId], references: [member.id] }),
}));

export const proposalRelations = relations(proposal, ({ many }) => ({ votes: many(vote) }));

export const voteRelations = relations(vote, ({ one }) => ({
  proposal: one(proposal, { fields: [vote.proposalId], references: [proposal.id] }),
}));

export const rewardRelations = relations(reward, ({ many }) => ({ redemptions: many(redemption) }));

export const redemptionRelations = relations(redemption, ({ one, many }) => ({
  reward: one(reward, { fields: [redemption.rewardId], references: [reward.id] }),
  member: one(member, { fields: [redemption.memberId], references: [member.id] }),
  changes: many(redemptionChange),
}));

export const redemptionChangeRelations = relations(redemptionChange, ({ one }) => ({
  redemption: one(redemption, { fields: [redemptionChange.redemptionId], references: [redemption.id] }),
}));

export const eventRelations = relations(event, ({ many }) => ({
  tickets: many(ticket),
  checkIns: many(checkIn),
}));

export const ticketRelations = relations(ticket, ({ one }) => ({
  event: one(event, { fields: [ticket.eventId], references: [event.id] }),
  member: one(member, { fields: [ticket.memberId], references: [member.id] }),
  checkIn: one(checkIn, { fields: [ticket.id], references: [checkIn.ticketId] }),
}));

export const checkInRelations = relations(checkIn, ({ one }) => ({
  event: one(event, { fields: [checkIn.eventId], references: [event.id] }),
  ticket: one(ticket, { fields: [checkIn.ticketId], references: [ticket.id] }),
}));
