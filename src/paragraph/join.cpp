#include "paragraph/join.h"

#include <algorithm>
#include <cmath>

#include "chinese/joiner.h"
#include "chinese/roles.h"

namespace tonglan {
namespace {

// Paragraphs under construction: lines are appended to `order`, paragraphs cut it into ranges.
class Builder {
 public:
  Builder(Document& document, const Measured& measured, const Chain& chain,
          const Judgement& judgement, const Weights& weights, bool explain)
      : document_(document), measured_(measured), chain_(chain), judgement_(judgement),
        weights_(weights), explain_(explain) {
    document_.order.reserve(document_.lines.size());
    document_.breaks.reserve(document_.lines.size());
  }

  void build() {
    std::size_t k = 0;
    for (std::uint32_t i = 0; i < document_.lines.size(); ++i) {
      const Role role = document_.lines[i].role;
      if (role == Role::kVerbatim || role == Role::kTable) {
        add_verbatim(i, role);
      } else if (is_display(role)) {
        add_display(i, role);
      } else if (k < chain_.lines.size() && chain_.lines[k] == i) {
        add_running(i, k++);
      } else if (measured_.piece[i] && !document_.order.empty() &&
                 document_.order.back() == i - 1) {
        join_to_last(i);
        document_.breaks[document_.breaks.size() - 2].margin = kSure;
      } else {
        waiting_.push_back(i);
      }
    }
    place_waiting();
    if (!document_.breaks.empty()) document_.breaks.pop_back();
  }

 private:
  void start(Role role) {
    const auto at = static_cast<std::uint32_t>(document_.order.size());
    document_.paragraphs.push_back({role, at, at, kNone, 1});
  }
  void put(std::uint32_t line) {
    document_.order.push_back(line);
    document_.breaks.push_back({});
    document_.paragraphs.back().last = static_cast<std::uint32_t>(document_.order.size());
  }

  void place_waiting() {
    for (std::uint32_t i : waiting_) {
      start(document_.lines[i].role);
      put(i);
    }
    waiting_.clear();
  }

  void add_verbatim(std::uint32_t i, Role role) {
    place_waiting();
    const bool goes_on = !document_.paragraphs.empty() && i > 0 &&
                         document_.order.back() == i - 1 && document_.lines[i - 1].role == role &&
                         document_.paragraphs.back().role == role;
    if (!goes_on) {
      start(role);
    } else if (role == Role::kTable && measured_.piece[i] && document_.lines[i].block != kNone) {
      document_.breaks.back().kind = BreakKind::kJoin;  // cells of one row
      document_.breaks.back().margin = kSure;
    }
    put(i);
  }

  // Set so by the page's layout: a block is a paragraph.
  void add_display(std::uint32_t i, Role role) {
    const std::uint32_t block = document_.lines[i].block;
    if (i > 0 && block != kNone && document_.lines[i - 1].block == block &&
        !document_.order.empty() && document_.order.back() == i - 1) {
      join_to_last(i);
    } else {
      place_waiting();
      start(role);
      put(i);
    }
    document_.breaks.back().margin = kSure;
  }

  void add_running(std::uint32_t i, std::size_t k) {
    const State state = judgement_.states[k];
    if (k > 0) decide(k - 1);
    if (k > 0 && is_join(state)) {
      join_to_last(i);
    } else {
      place_waiting();
      start(state == State::kDisplay ? Role::kHeadline : Role::kBody);
      put(i);
    }
  }

  // Puts line i behind the last line of the paragraph under construction.
  void join_to_last(std::uint32_t i) {
    Break& seam = document_.breaks.back();
    seam.kind = BreakKind::kJoin;
    const Span before = document_.lines[document_.order.back()].text;
    seam.joiner = choose_joiner(document_.view(before), document_.view(document_.lines[i]));
    if (seam.joiner == Joiner::kDropHyphen) {
      const auto size = static_cast<std::uint32_t>(decode_last(document_.view(before)).size);
      document_.left_out.push_back({{before.end - size, before.end}, "hyphen at a line end"});
    }
    put(i);
  }

  // Notes margin and reasons of the seam on the break after chain line k.
  void decide(std::size_t k) {
    // Verbatim or furniture may have been put behind the line; its break is the one to note.
    std::size_t at = document_.order.size();
    while (!is_running(document_.lines[document_.order[at - 1]])) --at;
    Break& seam = document_.breaks[at - 1];
    seam.margin = std::fabs(static_cast<float>(judgement_.margin[k])) / kWeightScale;
    if (!explain_) return;
    const auto reasons =
        seam_reasons(document_, measured_, chain_, judgement_, k, weights_);
    seam.reasons = static_cast<std::uint32_t>(document_.reasons.size());
    seam.reason_count = static_cast<std::uint32_t>(reasons.size());
    document_.reasons.insert(document_.reasons.end(), reasons.begin(), reasons.end());
  }

  static bool is_running(const Line& line) {
    return line.role == Role::kBody || line.role == Role::kAdvertisement;
  }

  static constexpr float kSure = 10;  // margin of a cut inside a visual line

  Document& document_;
  const Measured& measured_;
  const Chain& chain_;
  const Judgement& judgement_;
  const Weights& weights_;
  const bool explain_;
  std::vector<std::uint32_t> waiting_;  // furniture inside the paragraph under construction
};

}  // namespace

Document join_lines(Document document, const Measured& measured, const Chain& chain,
                    const Judgement& judgement, const Weights& weights, bool explain) {
  Builder(document, measured, chain, judgement, weights, explain).build();
  return document;
}

}  // namespace tonglan
