// The judgement: states that may follow each other, margins that say how sure, reasons that add up.
#include "paragraph/judge.h"

#include <gtest/gtest.h>

#include "layout/measure.h"
#include "layout/zones.h"
#include "read/text.h"
#include "support/corpus.h"
#include "support/text_art.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Judged {
  Document document;
  Chain chain;
  Judgement judgement;
};

Judged judged(const std::string& text, bool joins = true) {
  Judged j;
  j.document = read_text(text);
  const Measured measured = measure_lines(j.document);
  mark_zones(j.document, measured);
  j.chain = link_lines(j.document, measured, joins);
  j.judgement = judge(j.document, measured, j.chain, trained_weights());
  return j;
}

TEST(Judge, OnlyStatesThatMayFollowEachOther) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Judged j = judged(typeset_sample(own_corpus(), 990'000 + seed).text);
    ASSERT_EQ(j.judgement.states.size(), j.chain.lines.size());
    if (j.chain.lines.empty()) continue;
    ASSERT_EQ(j.judgement.margin.size() + 1, j.chain.lines.size());
    EXPECT_FALSE(is_join(j.judgement.states[0]));
    for (std::size_t k = 0; k + 1 < j.judgement.states.size(); ++k) {
      EXPECT_GE(transition_index(j.judgement.states[k], j.judgement.states[k + 1]), 0);
      // The margin's sign is the decision.
      const std::int32_t margin = j.judgement.margin[k];
      EXPECT_TRUE(is_join(j.judgement.states[k + 1]) ? margin >= 0 : margin <= 0) << margin;
    }
  }
}

TEST(Judge, NoJoinOverABarrier) {
  const std::string text = column(12, {"石浦镇的老石桥，修了整整一年，昨天重新通行，桥头挤满了看热闹的人。"});
  const Judged apart = judged(text, false);
  for (const State state : apart.judgement.states) EXPECT_FALSE(is_join(state));
  const Judged together = judged(text);
  for (std::size_t k = 1; k < together.judgement.states.size(); ++k)
    EXPECT_TRUE(is_join(together.judgement.states[k]));
}

TEST(Judge, FurnitureIsNotInTheChain) {
  const Judged j = judged("石浦镇的老石桥，修了整\n（下转第二版）\n整一年。\n");
  EXPECT_EQ(j.chain.lines, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(j.chain.looked_through, (std::vector<std::uint8_t>{0, 1}));
}

TEST(Judge, NothingToJudge) {
  EXPECT_TRUE(judged("").judgement.states.empty());
  EXPECT_EQ(judged("一行。").judgement.states.size(), 1u);
}

TEST(Judge, ReasonsAreGivenWhenAsked) {
  const std::string text =
      column(12, {"石浦镇的老石桥，修了整整一年，昨天重新通行，桥头挤满了人。", "桥建于清代，附近的老人说，桥还是那座桥。"});
  RepairOptions options;
  EXPECT_TRUE(repair(text, options).reasons.empty());
  options.explain = true;
  const Document d = repair(text, options);
  ASSERT_FALSE(d.breaks.empty());
  for (const Break& b : d.breaks) {
    EXPECT_GE(b.margin, 0);
    EXPECT_GT(b.reason_count, 0u);
    ASSERT_LE(b.reasons + b.reason_count, d.reasons.size());
    // Strongest first, and none that says nothing.
    for (std::uint32_t r = b.reasons; r < b.reasons + b.reason_count; ++r) {
      EXPECT_FALSE(d.reasons[r].feature.empty());
      EXPECT_NE(d.reasons[r].log_odds, 0);
      if (r > b.reasons) {
        EXPECT_LE(std::abs(d.reasons[r].log_odds), std::abs(d.reasons[r - 1].log_odds) + 1e-6f);
      }
    }
  }
}

TEST(Judge, ADoubtfulEndHasASmallerMarginThanAClearOne) {
  // The second paragraph end is clear: half a line is free.
  const Document clear = repair(
      column(14, {"石浦镇的老石桥，修了整整一年，昨天重新通行。", "桥建于清代，长四十二米，附近的老人都从桥上走过。"}), {});
  ASSERT_EQ(clear.paragraphs.size(), 2u);
  EXPECT_GT(clear.breaks[clear.paragraphs[0].last - 1].margin, 1);
}

}  // namespace
}  // namespace tonglan
