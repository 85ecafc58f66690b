#include "layout/page/kept.h"

#include <algorithm>
#include <map>

#include "chinese/roles.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// Roles that wording gives to single lines inside a block of running text.
bool is_zone(Role role) {
  return role == Role::kVerbatim || role == Role::kTable || role == Role::kFolio ||
         role == Role::kJumpLine || role == Role::kMasthead;
}

// Paragraphs are judged in running text only; other roles are given when they are known.
Role judged_as(Role role) { return is_display(role) || is_zone(role) ? role : Role::kBody; }

// Which of the three was corrected: a line has its block's role, unless it is a zone in running
// text; a paragraph has its lines' role, unless wording says more of running text.
void find_roles(const Document& d, Kept& kept) {
  std::vector<const Paragraph*> paragraph_of(d.lines.size(), nullptr);
  for (const Paragraph& p : d.paragraphs)
    for (std::uint32_t k = p.first; k < p.last; ++k) paragraph_of[d.order[k]] = &p;
  kept.paragraphs_known = !d.paragraphs.empty();
  for (std::uint32_t i = 0; i < d.lines.size(); ++i) {
    const Line& line = d.lines[i];
    const Role block = line.block == kNone ? line.role : d.blocks[line.block].role;
    Role whole = line.role, role = judged_as(whole);
    if (block != line.role && !(block == Role::kBody && is_zone(line.role))) {
      whole = block;
      role = judged_as(whole);
    } else if (const Paragraph* p = paragraph_of[i]; p && p->role != line.role) {
      whole = p->role;
      role = is_display(whole) ? Role::kBody : judged_as(whole);
    }
    kept.line_roles.push_back(role);
    kept.paragraph_roles.push_back(whole);
  }
}

// A margin of 0 is no decision: a line was moved there.
void find_paragraphs(const Document& d, Kept& kept) {
  kept.paragraphs.assign(d.lines.size(), kNone);
  kept.begins.assign(d.lines.size(), false);
  kept.ends.assign(d.lines.size(), false);
  const auto decided = [&](std::uint32_t k) {
    return k < d.breaks.size() && d.breaks[k].margin > 0;
  };
  for (std::uint32_t p = 0; p < d.paragraphs.size(); ++p) {
    const Paragraph& own = d.paragraphs[p];
    for (std::uint32_t k = own.first; k < own.last; ++k) kept.paragraphs[d.order[k]] = p;
    kept.begins[d.order[own.first]] = own.first > 0 && decided(own.first - 1);
    kept.ends[d.order[own.last - 1]] = decided(own.last - 1);
  }
}

GroupKind kind_of_role(Role role) {
  switch (role) {
    case Role::kHeadline:
    case Role::kKicker:
    case Role::kDeck:
      return GroupKind::kDisplay;
    case Role::kByline:
      return GroupKind::kByline;
    case Role::kCaption:
    case Role::kCredit:
      return GroupKind::kSmall;
    case Role::kFolio:
    case Role::kMasthead:
      return GroupKind::kFurniture;
    default:
      return GroupKind::kText;
  }
}

// Page furniture that the source names as such, and whose shape does not speak against it. Headings
// and captions are better told by their size and place than by most sources' word.
bool is_named_furniture(const Line& line, const Sheet& sheet, const Piece& piece) {
  return kind_of_role(line.role) == GroupKind::kFurniture && piece.size < 1.5f * sheet.size &&
         piece.half_cells < 60;
}

// A stretch of the reading order that becomes a block.
struct KeptRun {
  std::uint32_t source = kNone;  // the source's block
  std::uint32_t found = kNone;   // layout's
  Role role = Role::kBody;
  std::uint32_t article = kNone;
  std::uint32_t page = 0;
  std::vector<std::uint32_t> lines;
};

std::vector<KeptRun> runs_of(const Document& d, const std::vector<std::uint32_t>& order,
                         const Kept& kept) {
  std::vector<KeptRun> runs;
  for (const std::uint32_t i : order) {
    const Line& line = d.lines[i];
    KeptRun run{kept.block_of[i], line.block, line.role, kNone, line.page, {}};
    if (kept.keep.roles) {
      run.role = run.source == kNone ? kept.line_roles[i] : kept.blocks[run.source].role;
    }
    if (kept.keep.articles) {
      run.article = kept.articles[i];
    } else if (line.block != kNone) {
      run.article = d.blocks[line.block].article;
    }
    const bool goes_on = !runs.empty() && runs.back().source == run.source &&
                         runs.back().role == run.role && runs.back().article == run.article &&
                         runs.back().page == run.page &&
                         (run.source != kNone || runs.back().found == run.found);
    if (!goes_on) runs.push_back(std::move(run));
    runs.back().lines.push_back(i);
  }
  return runs;
}

// Articles of blocks whose order is kept: an article begins with a head, or with what layout would
// begin one with; what was moved into an article belongs to it.
void find_articles(const Document& d, std::vector<KeptRun>& runs) {
  std::map<std::uint32_t, std::uint32_t> first_line;  // of each article that layout found
  for (const std::uint32_t i : d.order) {
    const std::uint32_t block = d.lines[i].block;
    if (block != kNone) first_line.emplace(d.blocks[block].article, i);
  }
  std::vector<std::uint32_t> found;
  for (const KeptRun& run : runs) found.push_back(run.article);
  std::uint32_t now = kNone, count = 0;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    if (found[r] == kNone) continue;
    std::size_t next = r + 1;
    while (next < runs.size() && found[next] == kNone) ++next;
    const bool inside = next < runs.size() && found[next] == now;
    const bool begins = now == kNone || (is_display(runs[r].role) && !inside) ||
                        (!inside && runs[r].lines[0] == first_line[found[r]]) ||
                        runs[r].page != runs[r - 1].page;
    if (found[r] != now && begins) {
      now = found[r];
      ++count;
    }
    runs[r].article = count - 1;
  }
}

// Articles in the order in which the whole page would be read; inside, as each was laid out.
void sort_articles(std::vector<KeptRun>& runs, const std::vector<std::uint32_t>& whole) {
  std::vector<std::uint32_t> place(whole.size());
  for (std::uint32_t k = 0; k < whole.size(); ++k) place[whole[k]] = k;
  std::map<std::uint32_t, std::uint32_t> begin;
  const auto key = [&](const KeptRun& run) {
    std::uint32_t first = kNone;
    for (const std::uint32_t i : run.lines) first = std::min(first, place[i]);
    return first;
  };
  for (const KeptRun& run : runs) {
    if (run.article == kNone) continue;
    const auto [at, fresh] = begin.emplace(run.article, key(run));
    at->second = std::min(at->second, key(run));
  }
  std::stable_sort(runs.begin(), runs.end(), [&](const KeptRun& a, const KeptRun& b) {
    if (a.page != b.page) return a.page < b.page;
    const auto of = [&](const KeptRun& run) {
      return run.article == kNone ? key(run) : begin[run.article];
    };
    return of(a) < of(b);
  });
}

}  // namespace

Kept what_to_keep(const Document& d, const Keep& keep) {
  Kept kept;
  kept.keep = keep;
  if (!keep.any()) return kept;
  const auto refuse = [](const char* what, const char* why) {
    throw Error(2, std::string("--keep ") + what + ": the input " + why +
                       "; take a JSON, PAGE, ALTO or hOCR file of tonglan's");
  };
  if (d.pages.empty()) {
    throw Error(
        2, "--keep: the input has no blocks; it needs a JSON, PAGE, ALTO or hOCR file of a page");
  }
  if (keep.order && !d.ordered) refuse("order", "does not say in which order it is read");
  const bool roles =
      !d.paragraphs.empty() || std::any_of(d.blocks.begin(), d.blocks.end(), [](const Block& b) {
        return b.role != Role::kBody || !b.kind.empty();
      });
  if (keep.roles && !roles) refuse("roles", "names no roles");
  const bool articles = std::any_of(d.blocks.begin(), d.blocks.end(),
                                    [](const Block& b) { return b.article != kNone; });
  if (keep.articles && !articles) refuse("articles", "names no articles");
  const bool alone = !keep.order && !keep.roles && !keep.articles;
  if (keep.paragraphs && alone && d.paragraphs.empty()) refuse("paragraphs", "names no paragraphs");
  if (keep.paragraphs) find_paragraphs(d, kept);
  kept.blocks = d.blocks;
  kept.order = d.order;
  for (const Line& line : d.lines) {
    kept.block_of.push_back(line.block);
    kept.articles.push_back(line.block == kNone ? kNone : d.blocks[line.block].article);
  }
  find_roles(d, kept);
  return kept;
}

std::optional<bool> kept_join(const Kept& kept, std::uint32_t a, std::uint32_t b) {
  if (!kept.keep.paragraphs || kept.paragraphs[a] == kNone || kept.paragraphs[b] == kNone)
    return {};
  if (kept.paragraphs[a] == kept.paragraphs[b]) return true;
  if (kept.ends[a] && kept.begins[b]) return false;
  return {};
}

std::vector<Group> with_roles(const Document& document, const Sheet& sheet,
                              std::vector<Group> groups, const Kept& kept) {
  std::vector<Group> out;
  for (Group& group : groups) {
    std::map<GroupKind, std::vector<std::uint32_t>> parts;
    for (const std::uint32_t p : group.pieces) {
      const std::uint32_t line = sheet.pieces[p].lines[0];
      GroupKind kind = group.kind;
      if (kept.keep.roles) {
        const std::uint32_t block = kept.block_of[line];
        kind = kind_of_role(block == kNone ? kept.line_roles[line] : kept.blocks[block].role);
      } else if (is_named_furniture(document.lines[line], sheet, sheet.pieces[p])) {
        kind = GroupKind::kFurniture;
      }
      parts[kind].push_back(p);
    }
    // What the source names otherwise is no leg cut in two.
    if (!kept.keep.roles && parts.size() > 1 && group.kind != GroupKind::kText) {
      out.push_back(std::move(group));
      continue;
    }
    for (auto& [kind, pieces] : parts) {
      Group part = group;
      part.kind = kind;
      part.pieces = std::move(pieces);
      part.box = sheet.pieces[part.pieces[0]].box;
      for (const std::uint32_t p : part.pieces)
        part.box = united_box(part.box, sheet.pieces[p].box);
      if (parts.size() > 1) part.top = part.box.top;
      out.push_back(std::move(part));
    }
  }
  return out;
}

std::vector<Sheet> split_articles(const Sheet& sheet, const Kept& kept) {
  if (!kept.keep.articles) return {sheet};
  std::map<std::uint32_t, std::vector<Piece>> parts;  // kNone + 1 is 0: no article comes first
  for (const Piece& piece : sheet.pieces) parts[kept.articles[piece.lines[0]] + 1].push_back(piece);
  std::vector<Sheet> sheets;
  for (auto& [article, pieces] : parts) {
    sheets.push_back(sheet);
    sheets.back().pieces = std::move(pieces);
  }
  return sheets;
}

Document put_back(Document d, const std::vector<std::uint32_t>& whole, const Kept& kept) {
  std::vector<KeptRun> runs = runs_of(d, kept.keep.order ? kept.order : d.order, kept);
  if (kept.keep.order && !kept.keep.articles) find_articles(d, runs);
  if (kept.keep.articles && !kept.keep.order) sort_articles(runs, whole);
  const std::vector<Block> found = std::move(d.blocks);
  std::vector<bool> named(kept.blocks.size());
  d.blocks.clear();
  d.order.clear();
  for (const KeptRun& run : runs) {
    Block block;
    if (run.source != kNone && !named[run.source]) {
      block = kept.blocks[run.source];
      named[run.source] = true;
    }
    block.role = run.role;
    block.article = run.article;
    block.page = run.page;
    if (run.found != kNone) {
      block.direction = found[run.found].direction;
      block.pitch = found[run.found].pitch;
      block.order_margin = kept.keep.order ? kSureOrder : found[run.found].order_margin;
      block.reasons = found[run.found].reasons;
      block.reason_count = kept.keep.order ? 0 : found[run.found].reason_count;
    }
    block.box = d.lines[run.lines[0]].box;
    for (const std::uint32_t i : run.lines) {
      Line& line = d.lines[i];
      block.box = united_box(block.box, line.box);
      line.block = static_cast<std::uint32_t>(d.blocks.size());
      line.role = kept.keep.roles ? kept.line_roles[i] : run.role;
      d.order.push_back(i);
    }
    d.blocks.push_back(std::move(block));
  }
  return d;
}

}  // namespace tonglan
