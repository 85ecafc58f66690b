#include "layout/page/islands.h"

#include <algorithm>
#include <cmath>

#include "chinese/cells.h"
#include "chinese/characters.h"
#include "layout/page/leg_ends.h"

namespace tonglan {
namespace {

constexpr std::size_t kMostHeads = 2000;  // more are scraps, and take quadratic time
constexpr float kNear = 5.5f;             // body glyphs from a head to the legs above and below it,
constexpr float kNearRule = 12;           // ... or where a rule is between
constexpr float kSameColumn = 1.3f;       // body glyphs between the edges of legs of one column
constexpr float kInside = .2f;            // of a leg's width that is under the head
constexpr float kSure = 3;                // nats
constexpr float kOneLine = 1.5f;          // body glyphs: higher are two lines
constexpr float kThin = .2f;              // body glyphs: height that a head takes above its text

struct Island {
  std::uint32_t head = kNone;              // of Owners::heads
  std::vector<std::uint32_t> over, under;  // legs, by column; kNone over one: a picture
  bool quote = false;
};

class Finder {
 public:
  Finder(const Document& d, const Sheet& sheet, const std::vector<Group>& groups,
         const Owners& owners)
      : d_(d),
        sheet_(sheet),
        groups_(groups),
        o_(owners),
        has_indents_(has_indents(sheet, groups)) {}

  std::vector<Island> run() const {
    std::vector<Island> found;
    std::vector<bool> taken(groups_.size(), false);
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      Island island;
      island.head = h;
      if (o_.heads[h].beside || !find_columns(island)) continue;
      const bool quoted = island.quote && is_quoted(island);
      if (!quoted && (!has_indents_ || evidence(island) < kSure)) continue;
      bool is_free = true;
      for (const auto* legs : {&island.over, &island.under})
        for (const std::uint32_t g : *legs) is_free = is_free && (g == kNone || !taken[g]);
      if (!is_free) continue;
      for (const auto* legs : {&island.over, &island.under})
        for (const std::uint32_t g : *legs)
          if (g != kNone) taken[g] = true;
      found.push_back(std::move(island));
    }
    return found;
  }

 private:
  bool in_one_column(const Group& a, const Group& b) const {
    return std::fabs(a.left - b.left) < kSameColumn * sheet_.size &&
           std::fabs(a.right - b.right) < kSameColumn * sheet_.size;
  }

  bool is_near(float gap, const Box& upper, const Box& lower) const {
    return gap < kNear * sheet_.size ||
           (gap < kNearRule * sheet_.size && rule_between(sheet_, upper, lower));
  }

  // The legs right under it, and those right above it in the same columns: all without a headline,
  // or all of one other.
  bool find_columns(Island& island) const {
    const Box& head = o_.heads[island.head].box;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const float gap = groups_[g].box.top - head.bottom;
      if (groups_[g].kind == GroupKind::kText && o_.owner[g] == island.head && gap > -sheet_.size &&
          is_near(gap, head, groups_[g].box) &&
          shared_x(head, groups_[g].box) > kInside * groups_[g].box.width())
        island.under.push_back(g);
    }
    // A line between the headline and them is a part of it that was badly read.
    const std::vector<std::uint32_t> seen = island.under;
    std::erase_if(island.under, [&](std::uint32_t line) {
      return groups_[line].box.height() < kOneLine * sheet_.size &&
             std::any_of(seen.begin(), seen.end(), [&](std::uint32_t leg) {
               return groups_[leg].box.top >= groups_[line].box.bottom &&
                      shared_x(groups_[leg].box, groups_[line].box) > 0;
             });
    });
    std::stable_sort(island.under.begin(), island.under.end(),
                     [&](auto a, auto b) { return groups_[a].left < groups_[b].left; });
    for (const std::uint32_t b : island.under) {
      const std::uint32_t a = right_above(island.head, groups_[b]);
      const bool leg = a != kNone && groups_[a].kind == GroupKind::kText;
      if (!leg && !island.over.empty() && has_picture(head, groups_[b])) {
        island.over.push_back(kNone);
        continue;
      }
      if (!leg || !in_one_column(groups_[a], groups_[b]) || is_ruled_off(island, groups_[a].box))
        return false;
      island.over.push_back(a);
    }
    if (island.over.empty()) return false;
    const std::uint32_t article = article_of(island.over.front());
    for (const std::uint32_t a : island.over)
      if (a != kNone && article_of(a) != article) return false;
    // The two ends in one column alone may be misread.
    const auto pictures = std::count(island.over.begin(), island.over.end(), kNone);
    const bool single = static_cast<std::ptrdiff_t>(island.over.size()) - pictures == 1;
    if (single && !rule_between(sheet_, groups_[island.over[0]].box, head)) return false;
    island.quote = article != kNone;
    return !island.quote || (article != island.head && may_be_quote(island));
  }

  // Whether the column of `leg` ends in a picture above the head.
  bool has_picture(const Box& head, const Group& leg) const {
    return std::any_of(sheet_.pictures.begin(), sheet_.pictures.end(), [&](const Box& picture) {
      return picture.bottom < head.top + sheet_.size &&
             picture.bottom > head.top - kNear * sheet_.size &&
             2 * shared_x(picture, leg.box) > leg.box.width();
    });
  }

  // A pull quote stands between rules or quotation marks, and has no text of its own.
  bool may_be_quote(const Island& island) const {
    const Head& head = o_.heads[island.head];
    for (const std::uint32_t g : head.groups)
      if (groups_[g].kind == GroupKind::kByline) return false;
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
      if (groups_[g].kind == GroupKind::kText && o_.owner[g] == island.head &&
          std::find(island.under.begin(), island.under.end(), g) == island.under.end())
        return false;
    const Piece& first = sheet_.pieces[groups_[head.groups[0]].pieces[0]];
    const std::string_view text = d_.view(d_.lines[first.lines[0]]);
    return is_opening(kind_of(decode(text.data(), text.data() + text.size()).code)) ||
           rule_between(sheet_, groups_[island.over[0]].box, head.box);
  }

  // Whether it is in quotation marks as a whole, between two rules: no headline is.
  bool is_quoted(const Island& island) const {
    const Head& head = o_.heads[island.head];
    const Piece& first = sheet_.pieces[groups_[head.groups.front()].pieces.front()];
    const Piece& last = sheet_.pieces[groups_[head.groups.back()].pieces.back()];
    const std::string_view begin = d_.view(d_.lines[first.lines.front()]);
    const LineCells end = measure_cells(d_.view(d_.lines[last.lines.back()]));
    // The last quotation mark may not have been read; no headline ends with a stop.
    return is_opening(kind_of(decode(begin.data(), begin.data() + begin.size()).code)) &&
           (is_closing(end.last) || is_stop(end.last)) &&
           rule_between(sheet_, groups_[island.over[0]].box, head.box) &&
           rule_between(sheet_, head.box, groups_[island.under[0]].box);
  }

  // What stands next above the head in the column of `leg`; kNone if it is far away.
  std::uint32_t right_above(std::uint32_t island, const Group& leg) const {
    const Box& head = o_.heads[island].box;
    std::uint32_t above = kNone;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const Box& box = groups_[g].box;
      const float gap = head.top - box.bottom;
      if (shared_x(box, leg.box) <= .2f * leg.box.width() || gap < -sheet_.size ||
          !is_near(gap, box, head) || o_.head_of[g] == island)
        continue;
      if (above == kNone || box.bottom > groups_[above].box.bottom) above = g;
    }
    return above;
  }

  // Whether a rule above the head runs on past its columns: it ends what stands above.
  bool is_ruled_off(const Island& island, const Box& over) const {
    const float slack = 2 * sheet_.size;
    const float left = groups_[island.under.front()].left - slack,
                right = groups_[island.under.back()].right + slack;
    const Box& head = o_.heads[island.head].box;
    return std::any_of(sheet_.rules.begin(), sheet_.rules.end(), [&](const Box& rule) {
      return rule.top > over.bottom - .3f * sheet_.size && rule.bottom < head.top + sheet_.size &&
             shared_x(rule, over) > .5f * over.width() && (rule.left < left || rule.right > right);
    });
  }

  std::uint32_t article_of(std::uint32_t leg) const {
    while (o_.owner[leg] == kNone) {
      const std::uint32_t above = o_.above[leg];
      if (above == kNone || rule_between(sheet_, groups_[above].box, groups_[leg].box))
        return kNone;
      leg = above;
    }
    return o_.owner[leg];
  }

  // Nats for the text of each column going on past the head, against text ending above it and
  // beginning below it.
  float evidence(const Island& island) const {
    std::vector<LegEnds> past, over, under;  // as they are read
    for (std::size_t i = 0; i < island.over.size(); ++i) {
      if (island.over[i] != kNone) {
        over.push_back(ends_of(d_, sheet_, groups_[island.over[i]]));
        past.push_back(over.back());
      }
      under.push_back(ends_of(d_, sheet_, groups_[island.under[i]]));
      past.push_back(under.back());
    }
    const auto nats = [](const std::vector<LegEnds>& legs) {
      float sum = 0;
      for (std::size_t i = 1; i < legs.size(); ++i) sum += goes_on(legs[i - 1], legs[i]);
      return sum;
    };
    const LegEnds &last = over.back(), &first = under.front();
    const bool fresh = first.starts_indented || first.starts_heading || first.starts_report;
    const float begins = fresh ? 1.5f : -2.5f;
    const float ends = !last.ends_full ? 1 : last.ends_sentence ? .3f : -3;
    return nats(past) - (nats(over) + ends + begins + nats(under));
  }

  const Document& d_;
  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& o_;
  const bool has_indents_;
};

}  // namespace

bool join_round_islands(const Document& document, const Sheet& sheet, std::vector<Group>& groups,
                        const Owners& owners) {
  if (!is_legible(sheet) || owners.heads.size() > kMostHeads) return false;
  const std::vector<Island> islands = Finder(document, sheet, groups, owners).run();
  for (const Island& island : islands) {
    float top = groups[island.over[0]].box.top;
    for (std::size_t i = 0; i < island.over.size(); ++i) {
      if (island.over[i] == kNone) continue;
      Group &leg = groups[island.over[i]], &rest = groups[island.under[i]];
      top = std::min(top, leg.box.top);
      leg.pieces.insert(leg.pieces.end(), rest.pieces.begin(), rest.pieces.end());
      leg.box = united_box(leg.box, rest.box);
      rest.pieces.clear();
    }
    const std::vector<std::uint32_t>& head = owners.heads[island.head].groups;
    top -= kThin * sheet.size * static_cast<float>(head.size());
    for (const std::uint32_t g : head) {
      if (island.quote) {
        groups[g].kind = GroupKind::kSmall;
        continue;
      }
      groups[g].box.top = top;
      groups[g].box.bottom = top += kThin * sheet.size;
    }
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
  return !islands.empty();
}

}  // namespace tonglan
