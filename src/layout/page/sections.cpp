#include "layout/page/sections.h"

#include <algorithm>
#include <cmath>

#include "layout/page/leg_ends.h"

namespace tonglan {
namespace {

constexpr float kHeadLines = .9f;  // of its glyphs: white between two lines of a head, at most
constexpr float kSameSize = .1f;   // relative, beside the page's noise
constexpr float kLongest = 80;     // half-cells of one line

bool may_be_head(const Sheet& sheet, const Piece& p) {
  const float noise = std::min(.1f, sheet.noise);
  return !p.crosswise && !p.ends_sentence && p.half_cells <= kLongest &&
         p.size > (kSectionSize + noise) * sheet.size && p.size < kHeadlineSize * sheet.size;
}

// The second line of a head hangs behind the number of the first.
bool goes_on(const Sheet& sheet, const Piece& head, const Piece& p) {
  const float gap = p.box.top - head.box.bottom, behind = p.box.left - head.box.left;
  return may_be_head(sheet, p) && !p.numbered && gap > -.5f * head.size &&
         gap < kHeadLines * head.size && behind > .5f * head.size && behind < 6 * head.size &&
         p.box.left < head.box.right && p.box.right < head.box.right + 2 * head.size &&
         std::fabs(p.size / head.size - 1) < kSameSize + sheet.noise;
}

bool is_indented(const Sheet& sheet, const Group& leg, const Piece& p) {
  const float indent = (p.box.left - leg.left) / sheet.advance;
  return indent > 1.2f && indent < 2.8f;
}

constexpr std::size_t kMostHeads = 2000;  // more are scraps, and take quadratic time
constexpr float kLargest = .75f;     // of the article's headline: a section's
constexpr float kSameColumn = 1.3f;  // body glyphs between the edges of legs of one column
constexpr float kSameStyle = .08f;   // relative: sizes of the heads of one article
constexpr float kNextColumn = 3.5f;  // body glyphs from a column to the next, at most
constexpr float kSure = 2;           // nats for sections, of all heads that are set alike

struct Section {
  std::uint32_t head;         // of Owners::heads
  std::uint32_t over, under;  // the legs above and below it
  std::uint32_t article;      // of Owners::heads; kNone where the legs above see none
  float nats;                 // for a section, against an article of its own
};

class Sections {
 public:
  Sections(const Document& d, const Sheet& sheet, const std::vector<Group>& groups,
           const Owners& owners)
      : d_(d), sheet_(sheet), groups_(groups), o_(owners) {}

  // Those that there is enough evidence for.
  std::vector<Section> find() const {
    std::vector<Section> all, sure;
    for (std::uint32_t h = 0; h < o_.heads.size(); ++h) {
      Section s = {h, kNone, kNone, kNone, 0};
      if (may_be_section(s)) all.push_back(s);
    }
    for (const Section& s : all) {
      float nats = 0;
      for (const Section& other : all)
        if (other.article == s.article && are_alike(s, other)) nats += other.nats;
      if (s.article != kNone && nats > kSure) sure.push_back(s);
    }
    // Legs that see no headline may be those of the article that has such sections.
    const std::vector<Section> known = sure;
    for (const Section& s : all) {
      const bool alike = std::any_of(known.begin(), known.end(),
                                     [&](const Section& other) { return are_alike(s, other); });
      if (s.article == kNone && alike && s.nats > -kSure) sure.push_back(s);
    }
    return sure;
  }

 private:
  bool is_leg(std::uint32_t g) const { return groups_[g].kind == GroupKind::kText; }
  float size_of(std::uint32_t head) const {
    float size = 0;
    for (const std::uint32_t g : o_.heads[head].groups) size = std::max(size, groups_[g].size);
    return size;
  }
  bool are_alike(const Section& a, const Section& b) const {
    return std::fabs(size_of(a.head) / size_of(b.head) - 1) < kSameStyle;
  }
  // The head of the legs that stand above it in its column.
  std::uint32_t article_of(std::uint32_t leg) const {
    for (; leg != kNone; leg = o_.above[leg])
      if (o_.owner[leg] != kNone) return o_.owner[leg];
    return kNone;
  }
  bool in_one_column(std::uint32_t a, std::uint32_t b) const {
    return std::fabs(groups_[a].left - groups_[b].left) < kSameColumn * sheet_.size &&
           std::fabs(groups_[a].right - groups_[b].right) < kSameColumn * sheet_.size;
  }

  bool may_be_section(Section& s) const {
    const Head& head = o_.heads[s.head];
    if (head.beside || head.groups.size() != 1) return false;
    const Group& own = groups_[head.groups[0]];
    if (own.pieces.size() > 2 || own.size >= kHeadlineSize * sheet_.size) return false;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      if (!is_leg(g) || o_.owner[g] != s.head) continue;
      if (s.under != kNone) return false;
      s.under = g;
    }
    if (s.under == kNone || ends_of(d_, sheet_, groups_[s.under]).starts_report) return false;
    const float slack = kSameColumn * sheet_.size;
    if (head.box.left < groups_[s.under].left - slack ||
        head.box.right > groups_[s.under].right + slack)
      return false;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const bool above = groups_[g].box.bottom < head.box.top + sheet_.size &&
                         shared_x(groups_[g].box, head.box) > 0;
      if (!above || !is_leg(g)) continue;
      if (s.over == kNone || groups_[g].box.bottom > groups_[s.over].box.bottom) s.over = g;
    }
    if (s.over == kNone || !in_one_column(s.over, s.under)) return false;
    s.article = article_of(s.over);
    if (s.article == s.head) return false;
    if (s.article != kNone && size_of(s.head) > kLargest * size_of(s.article)) return false;
    const bool parted = std::any_of(o_.heads.begin(), o_.heads.end(), [&](const Head& other) {
      const auto h = static_cast<std::uint32_t>(&other - o_.heads.data());
      return std::find(o_.owner.begin(), o_.owner.end(), h) != o_.owner.end() &&
             other.box.top > groups_[s.over].box.bottom - sheet_.size &&
             other.box.bottom < head.box.top && shared_x(other.box, head.box) > 0;
    });
    if (parted) return false;
    s.nats = evidence(s);
    return true;
  }

  // What speaks for text ending with leg `a`.
  float ends(std::uint32_t a) const {
    const LegEnds e = ends_of(d_, sheet_, groups_[a]);
    return !e.ends_full ? 1.f : e.ends_sentence ? .3f : -3.f;
  }
  float evidence(const Section& s) const {
    float nats = ends(s.over) - ends(s.under);
    // The top of the next column, under the article's headline.
    std::uint32_t next = kNone;
    const Group& leg = groups_[s.under];
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const float gap = groups_[g].left - leg.right;
      if (!is_leg(g) || o_.owner[g] != s.article || gap < -sheet_.size ||
          gap > kNextColumn * sheet_.size)
        continue;
      if (next == kNone || groups_[g].box.top < groups_[next].box.top) next = g;
    }
    if (next == kNone) return nats;
    const LegEnds begin = ends_of(d_, sheet_, groups_[next]);
    return nats + goes_on(ends_of(d_, sheet_, groups_[s.under]), begin) -
           goes_on(ends_of(d_, sheet_, groups_[s.over]), begin);
  }

  const Document& d_;
  const Sheet& sheet_;
  const std::vector<Group>& groups_;
  const Owners& o_;
};

}  // namespace

bool join_sections(const Document& document, Sheet& sheet, std::vector<Group>& groups,
                   const Owners& owners) {
  if (owners.flows || !is_legible(sheet) || owners.heads.size() > kMostHeads) return false;
  std::vector<Section> sections = Sections(document, sheet, groups, owners).find();
  if (sections.empty()) return false;
  // From the lowest: a leg may take one that has taken others.
  std::stable_sort(sections.begin(), sections.end(), [&](const Section& a, const Section& b) {
    return owners.heads[a.head].box.top > owners.heads[b.head].box.top;
  });
  for (const Section& s : sections) {
    Group& leg = groups[s.over];
    for (const std::uint32_t p : groups[owners.heads[s.head].groups[0]].pieces)
      sheet.pieces[p].subhead = true;
    for (const std::uint32_t part : {owners.heads[s.head].groups[0], s.under}) {
      leg.pieces.insert(leg.pieces.end(), groups[part].pieces.begin(), groups[part].pieces.end());
      leg.box = united_box(leg.box, groups[part].box);
      groups[part].pieces.clear();
    }
  }
  std::erase_if(groups, [](const Group& g) { return g.pieces.empty(); });
  return true;
}

void mark_large_subheads(Sheet& sheet) {
  for (Piece& first : sheet.pieces) {
    if (!first.numbered || !may_be_head(sheet, first)) continue;
    first.subhead = true;
    const Piece* last = &first;
    for (int n = 0; n < 2; ++n) {
      Piece* next = nullptr;
      for (Piece& p : sheet.pieces)
        if (&p != last && !p.subhead && goes_on(sheet, *last, p) &&
            (next == nullptr || p.box.top < next->box.top))
          next = &p;
      if (next == nullptr) break;
      next->subhead = true;
      last = next;
    }
  }
}

void mark_flush_subheads(Sheet& sheet, const std::vector<Group>& groups) {
  constexpr std::size_t kMostLines = 3;
  if (!has_indents(sheet, groups)) return;
  for (const Group& leg : groups) {
    if (leg.kind != GroupKind::kText || !leg.column_known) continue;
    const auto piece = [&](std::size_t i) -> Piece& { return sheet.pieces[leg.pieces[i]]; };
    for (std::size_t i = 0; i < leg.pieces.size(); ++i) {
      if (!piece(i).numbered || piece(i).subhead) continue;
      if (std::fabs(piece(i).box.left - leg.left) > .5f * sheet.size) continue;
      const bool may_begin = i == 0 || piece(i - 1).ends_sentence || piece(i - 1).subhead;
      if (!may_begin) continue;
      // Up to the first line of a paragraph, or the next head; a sentence is no head.
      std::size_t end = i + 1;
      const auto begins = [&](std::size_t k) {
        return is_indented(sheet, leg, piece(k)) || piece(k).numbered;
      };
      while (end < leg.pieces.size() && end - i <= kMostLines && !begins(end)) ++end;
      if (end == leg.pieces.size() || end - i > kMostLines || piece(end - 1).ends_sentence)
        continue;
      for (std::size_t k = i; k < end; ++k) piece(k).subhead = true;
    }
  }
}

}  // namespace tonglan
