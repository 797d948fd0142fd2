import type { CommunityProposal, JobNews, RebalanceJob } from '../contract/rebalance.ts'
import type { CommunityWork, Job } from '../optimiser/job.ts'

/** Jobs as the contract words them; of the communities those that changed after a step. */
export const rebalanceJob = (job: Job, after = -1): RebalanceJob => ({
  ...jobNews(job),
  id: job.id,
  plan: job.plan,
  revision: job.revision,
  band: { low: job.wish.low, high: job.wish.high },
  goal: job.wish.goal,
  communities: job.communities.filter(({ step }) => step > after).map(communityProposal),
})

export const jobNews = ({ state, step, revision, planRevision, elapsedMs, communities }: Job): JobNews => ({
  state: planRevision === revision ? state : 'stale',
  step,
  progress: {
    total: communities.length,
    answered: communities.filter(({ report }) => report !== null).length,
    done: communities.filter((community) => community.state === 'done').length,
    elapsedSeconds: elapsedMs / 1000,
  },
  planRevision,
})

function communityProposal({ code, report, ...work }: CommunityWork): CommunityProposal {
  return {
    ...work,
    community: code,
    proposal: report && {
      ...report,
      moves: report.moves.map(({ buildings, ...move }) => ({ ...move, buildings: [...buildings] })),
      grids: [...report.grids],
      stuck: report.stuck.map(({ grids, ...one }) => ({ ...one, grids: [...grids] })),
      alternatives: report.alternatives.map(({ commands, grids, ...one }) => ({
        ...one,
        commands: commands.map((command) =>
          command.type === 'mergeGrids' ? command : { ...command, buildings: [...command.buildings] },
        ),
        grids: [...grids],
      })),
      relax: report.relax.map(({ grids, buildings, ...one }) => ({
        ...one,
        grids: [...grids],
        buildings: [...buildings],
      })),
    },
  }
}
