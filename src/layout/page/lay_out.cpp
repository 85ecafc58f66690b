#include <algorithm>
#include <cmath>

#include "chinese/cells.h"
#include "layout/page.h"
#include "layout/page/aside.h"
#include "layout/page/charts.h"
#include "layout/page/cut.h"
#include "layout/page/islands.h"
#include "layout/page/kept.h"
#include "layout/page/notes.h"
#include "layout/page/phrases.h"
#include "layout/page/sections.h"
#include "layout/page/sizes.h"
#include "layout/page/stories.h"

namespace tonglan {
namespace {

// What each display group of a head is: the largest is the headline, smaller ones above it kickers,
// below it decks.
std::vector<Role> head_roles(const Head& head, const std::vector<Group>& groups) {
  float largest = 0;
  for (std::uint32_t g : head.groups)
    if (groups[g].kind == GroupKind::kDisplay) largest = std::max(largest, groups[g].size);
  std::vector<Role> roles;
  bool passed = false;
  for (std::uint32_t g : head.groups) {
    if (groups[g].kind == GroupKind::kByline) {
      roles.push_back(Role::kByline);
    } else if (!passed && groups[g].size >= .95f * largest) {
      roles.push_back(Role::kHeadline);
      passed = true;
    } else {
      roles.push_back(passed ? Role::kDeck : Role::kKicker);
    }
  }
  return roles;
}

float pitch_of(const Sheet& sheet, const Group& g) {
  std::vector<float> steps;
  for (std::size_t i = 1; i < g.pieces.size(); ++i)
    if (const float step =
            sheet.pieces[g.pieces[i]].box.top - sheet.pieces[g.pieces[i - 1]].box.top;
        g.kind != GroupKind::kTable || step > .5f * g.size)
      steps.push_back(step);
  return steps.empty() ? 1.3f * g.size : median(steps);
}

// The edges between which a line of a leg is set: the column's, or, beside a picture that stands in
// the column, those of the lines beside it.
std::pair<float, float> room_of(const Sheet& sheet, const Group& g, const Piece& line) {
  const auto stands_in = [&](const Box& picture, const Box& box) {
    return shared_y(picture, box) > .5f * box.height() && shared_x(picture, box) < sheet.size;
  };
  float left = g.left, right = g.right;
  for (const Box& picture : sheet.pictures) {
    if (!stands_in(picture, line.box)) continue;
    if (std::min(picture.right, g.right) - std::max(picture.left, g.left) < sheet.size) continue;
    const bool before = picture.left < line.box.left;
    float end = before ? line.box.left : line.box.right;
    for (const std::uint32_t p : g.pieces) {
      const Box& box = sheet.pieces[p].box;
      if (!stands_in(picture, box) || before != (picture.left < box.left)) continue;
      end = before ? std::min(end, box.left) : std::max(end, box.right);
    }
    (before ? left : right) = end;
  }
  return {left, right};
}

std::uint16_t half_cells(float pixels, float advance) {
  return static_cast<std::uint16_t>(std::clamp(std::lround(2 * pixels / advance), 0l, 60000l));
}

constexpr float kSureLink = 4;  // nats

// A sheet with all that was found on it.
struct LaidOut {
  Aside aside;
  std::vector<Group> groups;
  Owners owners;
  std::vector<Link> links;
  std::vector<Story> stories;
};

LaidOut lay_out(const Document& document, const Sheet& sheet, const BigramCounts& bigrams,
                const Kept& kept) {
  LaidOut out;
  out.aside = set_aside(document, sheet, kept);
  mark_large_subheads(out.aside.sheet);
  out.groups = with_roles(document, out.aside.sheet, group_text(out.aside), kept);
  mark_charts(document, out.aside.sheet, out.groups);
  mark_flush_subheads(out.aside.sheet, out.groups);
  find_notes(out.aside.sheet, out.groups);
  out.owners = find_owners(out.aside.sheet, out.groups);
  if (join_phrases_of_heads(document, out.aside.sheet, out.groups, out.owners))
    out.owners = find_owners(out.aside.sheet, out.groups);
  if (join_sections(document, out.aside.sheet, out.groups, out.owners))
    out.owners = find_owners(out.aside.sheet, out.groups);
  if (join_round_islands(document, out.aside.sheet, out.groups, out.owners))
    out.owners = find_owners(out.aside.sheet, out.groups);
  out.links = link_legs(document, out.aside.sheet, out.groups, out.owners, bigrams);
  out.stories = make_stories(out.aside.sheet, out.groups, out.owners, out.links);
  return out;
}

struct Place {
  std::size_t sheet;
  const Story& story;
};

// The stories of a page's sheets as they are read: those of the first in their order, and those of
// each inset where it stands among them.
std::vector<Place> in_order(const std::vector<LaidOut>& sheets) {
  const std::vector<Story>& own = sheets[0].stories;
  std::vector<Box> starts;
  for (const Story& story : own) starts.push_back(story.start);
  std::vector<std::size_t> insets;  // which sheet the starts after those of the page belong to
  for (std::size_t k = 1; k < sheets.size(); ++k) {
    if (!sheets[k].aside.sheet.inset) continue;
    insets.push_back(k);
    starts.push_back(reading_box(sheets[0].aside.sheet, *sheets[k].aside.sheet.inset));
  }
  const std::vector<std::uint32_t> rows = by_rows(starts);
  // By how many of the page's come first.
  std::vector<std::vector<std::size_t>> after(own.size() + 1);
  std::size_t passed = 0;
  for (const std::uint32_t i : rows) {
    if (i < own.size()) {
      ++passed;
    } else {
      after[passed].push_back(insets[i - own.size()]);
    }
  }
  std::vector<Place> places;
  for (std::size_t count = 0; count <= own.size(); ++count) {
    if (count > 0) places.push_back({0, own[count - 1]});
    for (const std::size_t k : after[count])
      for (const Story& story : sheets[k].stories) places.push_back({k, story});
  }
  return places;
}

// Writes what was found back into the document, story by story.
class Writer {
 public:
  Writer(Document& document, bool explain) : d_(document), explain_(explain) {
    source_blocks_ = std::move(d_.blocks);
    block_sizes_.assign(source_blocks_.size(), 0);
    for (const Line& l : d_.lines)
      if (l.block < block_sizes_.size()) ++block_sizes_[l.block];
    d_.blocks.clear();
    d_.order.clear();
  }

  void add_page(const std::vector<LaidOut>& sheets) {
    for (const LaidOut& out : sheets) add_furniture(out.aside.sheet, out.groups);
    for (const auto& [at, story] : in_order(sheets))
      add_story(sheets[at], story, &story == sheets[0].stories.data());
    for (const LaidOut& out : sheets)
      for (const Sheet& advert : out.aside.adverts) add_advert(advert, group_advert(advert));
  }

  void add_unplaced(std::uint32_t line) { d_.order.push_back(line); }

 private:
  void add_furniture(const Sheet& sheet, const std::vector<Group>& groups) {
    std::vector<Box> boxes;
    std::vector<std::uint32_t> places;
    for (std::uint32_t g = 0; g < groups.size(); ++g)
      if (groups[g].kind == GroupKind::kFurniture) {
        boxes.push_back(groups[g].box);
        places.push_back(g);
      }
    for (const std::uint32_t i : by_rows(boxes))
      add_group(sheet, groups[places[i]], furniture(sheet, groups[places[i]]), kNone);
  }

  // `first`: of its page's own text, which without a headline goes on with what the page before
  // left unfinished.
  void add_story(const LaidOut& out, const Story& story, bool first) {
    const Sheet& sheet = out.aside.sheet;
    const std::vector<Group>& groups = out.groups;
    if (first && story.head == kNone && !story.legs.empty() && is_unfinished_) --articles_;
    if (story.head != kNone) {
      const Head& head = out.owners.heads[story.head];
      const std::vector<Role> roles = head_roles(head, groups);
      for (std::size_t i = 0; i < head.groups.size(); ++i)
        add_group(sheet, groups[head.groups[i]], roles[i], articles_);
    }
    std::uint32_t before = kNone;
    for (std::uint32_t g : story.legs) {
      Link link = out.links[g];
      // Of a page that could hardly be read, only sure neighbours are.
      if (!is_legible(sheet) && (link.before != before || link.margin < kSureLink)) link.margin = 0;
      add_leg(sheet, groups[g], link);
      before = g;
    }
    is_unfinished_ = !story.legs.empty() && !ends_sentence(d_.lines[d_.order.back()]);
    for (std::uint32_t g : story.captions)
      add_group(sheet, groups[g],
                groups[g].kind == GroupKind::kTable ? Role::kTable : Role::kCaption, articles_);
    for (std::uint32_t g : story.notes) add_group(sheet, groups[g], Role::kBody, articles_);
    ++articles_;
  }

  // An article of its own; the text of the page ends before it.
  void add_advert(const Sheet& sheet, const std::vector<Group>& groups) {
    for (const Group& g : groups) add_group(sheet, g, Role::kAdvertisement, articles_);
    ++articles_;
    is_unfinished_ = false;
  }

  static Role furniture(const Sheet& sheet, const Group& g) {
    return g.size > 1.5f * sheet.size ? Role::kMasthead : Role::kFolio;
  }

  // A leg is a block, but for the section heads inside.
  void add_leg(const Sheet& sheet, const Group& leg, const Link& link) {
    const auto is_subhead = [&](std::uint32_t p) { return sheet.pieces[p].subhead; };
    for (auto begin = leg.pieces.begin(); begin != leg.pieces.end();) {
      const bool head = is_subhead(*begin);
      auto end = begin + 1;
      while (end != leg.pieces.end() && is_subhead(*end) == head &&
             !(head && sheet.pieces[*end].numbered))
        ++end;
      Group part = leg;
      part.pieces.assign(begin, end);
      if (head) part.size = sheet.pieces[*begin].size;
      add_group(sheet, part, head ? Role::kSubhead : Role::kBody, articles_);
      if (begin == leg.pieces.begin()) add_reasons(link);
      begin = end;
    }
  }

  void add_group(const Sheet& sheet, const Group& g, Role role, std::uint32_t article) {
    const auto number = static_cast<std::uint32_t>(d_.blocks.size());
    Block block = take_name(sheet, g);
    block.role = role;
    block.direction = sheet.turned != sheet.pieces[g.pieces[0]].crosswise ? Direction::kVertical
                                                                          : Direction::kHorizontal;
    block.pitch = pitch_of(sheet, g);
    block.page = sheet.page;
    block.article = article;
    const float advance = sheet.advance * g.size / sheet.size;
    float bottom = 0;
    for (std::size_t i = 0; i < g.pieces.size(); ++i) {
      const Piece& piece = sheet.pieces[g.pieces[i]];
      const bool gap = i == 0 ? g.kind == GroupKind::kNote
                              : piece.box.top - bottom > block.pitch - .2f * g.size ||
                                    std::find(g.phrases.begin(), g.phrases.end(), g.pieces[i]) !=
                                        g.phrases.end();
      bottom = piece.box.bottom;
      const bool runs = role == Role::kBody || role == Role::kAdvertisement;
      const auto [left, right] = runs ? room_of(sheet, g, piece) : std::pair(g.left, g.right);
      float end = piece.box.left;  // of what is measured of the visual line
      for (std::uint32_t at : piece.lines) {
        Line& line = d_.lines[at];
        const bool first = at == piece.lines.front();
        block.box = d_.blocks.size() == number && i == 0 && first ? line.box
                                                                  : united_box(block.box, line.box);
        line.block = number;
        line.role = role;
        line.indent = first ? half_cells(std::max(0.f, piece.box.left - left), advance) : 0;
        const float to =
            at == piece.lines.back() ? piece.box.right : reading_box(d_, sheet, line).right;
        line.length = half_cells(std::max(0.f, to - end), advance);
        end = std::max(end, to);
        line.measure = runs ? half_cells(right - left, advance) / 2 * 2 : 0;
        line.blank_before = first && gap;
        d_.order.push_back(at);
      }
    }
    d_.blocks.push_back(std::move(block));
  }

  // Why the block added last stands where it does.
  void add_reasons(const Link& link) {
    Block& block = d_.blocks.back();
    block.order_margin = std::clamp(link.margin, 0.f, kSureOrder);
    if (!explain_) return;
    block.reasons = static_cast<std::uint32_t>(d_.reasons.size());
    d_.reasons.push_back({link.before == kNone ? "begins an article" : "place", link.place});
    if (link.text != 0) d_.reasons.push_back({"its text goes on", link.text});
    block.reason_count = static_cast<std::uint32_t>(d_.reasons.size()) - block.reasons;
  }

  bool ends_sentence(const Line& line) const {
    const LineCells cells = measure_cells(d_.view(line));
    return is_stop(cells.inner) || cells.inner == Kind::kEllipsis;
  }

  // The source's block, where it holds the same lines.
  Block take_name(const Sheet& sheet, const Group& g) const {
    const std::uint32_t own = d_.lines[sheet.pieces[g.pieces[0]].lines[0]].block;
    if (own >= source_blocks_.size()) return {};
    std::size_t count = 0;
    for (std::uint32_t p : g.pieces) {
      for (std::uint32_t line : sheet.pieces[p].lines) {
        if (d_.lines[line].block != own) return {};
        ++count;
      }
    }
    return count == block_sizes_[own] ? source_blocks_[own] : Block{};
  }

  Document& d_;
  const bool explain_;
  std::vector<Block> source_blocks_;
  std::vector<std::uint32_t> block_sizes_;
  std::uint32_t articles_ = 0;
  bool is_unfinished_ = false;  // the article added last ends inside a sentence
};

// `parts`: by page, sheets that are laid out each by itself.
Document lay_out_sheets(Document document, const std::vector<std::vector<Sheet>>& parts,
                        const BigramCounts& bigrams, const Kept& kept, bool explain) {
  std::vector<std::vector<std::uint32_t>> unplaced(parts.size() + 1);
  std::vector<std::uint8_t> placed(document.lines.size(), 0);
  for (const std::vector<Sheet>& sheets : parts)
    for (const Sheet& sheet : sheets)
      for (const Piece& piece : sheet.pieces)
        for (std::uint32_t line : piece.lines) placed[line] = 1;
  for (std::uint32_t i = 0; i < placed.size(); ++i)
    if (!placed[i]) {
      unplaced[std::min<std::size_t>(document.lines[i].page, parts.size())].push_back(i);
      document.lines[i].block = kNone;
    }
  Writer writer(document, explain);
  for (std::size_t p = 0; p < unplaced.size(); ++p) {
    // Kept articles follow one another; what is set against its page is one page with it.
    std::vector<std::vector<LaidOut>> together;
    for (std::size_t part = 0; p < parts.size() && part < parts[p].size(); ++part) {
      const Sheet& sheet = parts[p][part];
      if (sheet.pieces.empty()) continue;
      if (!sheet.inset || together.empty()) together.emplace_back();
      together.back().push_back(lay_out(document, sheet, bigrams, kept));
      if (together.back().size() == 1)
        document.pages[p].glyph = together.back()[0].aside.sheet.size;
    }
    for (const std::vector<LaidOut>& sheets : together) writer.add_page(sheets);
    for (std::uint32_t line : unplaced[p]) writer.add_unplaced(line);
  }
  return document;
}

}  // namespace

Document lay_out_pages(Document document, const Kept& kept, const RepairOptions& options) {
  const bool free = !kept.keep.any();
  std::vector<Sheet> sheets = make_sheets(document, options.direction, free);
  if (free) {
    const std::size_t whole = document.lines.size();
    document = cut_at_gutters(std::move(document), sheets);
    if (document.lines.size() != whole) sheets = make_sheets(document, options.direction, free);
  }
  const BigramCounts bigrams(document);
  std::vector<std::vector<Sheet>> pages(document.pages.size()), articles;
  for (const Sheet& sheet : sheets) {
    if (kept.keep.articles) articles.push_back(split_articles(sheet, kept));
    pages[sheet.page].push_back(sheet);
  }
  if (free) {
    return lay_out_sheets(std::move(document), pages, bigrams, kept, options.explain);
  }
  Document whole = lay_out_sheets(document, pages, bigrams, kept, options.explain);
  const std::vector<std::uint32_t> order = whole.order;
  if (kept.keep.articles) {
    whole = lay_out_sheets(std::move(document), articles, bigrams, kept, options.explain);
  }
  return put_back(std::move(whole), order, kept);
}

}  // namespace tonglan
