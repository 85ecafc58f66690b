#include <algorithm>
#include <cmath>

#include "chinese/spacing.h"
#include "layout/page.h"

namespace tonglan {
namespace {

std::uint32_t article_of(const Document& d, const Paragraph& p) {
  const std::uint32_t block = d.lines[d.order[p.first]].block;
  return block == kNone ? kNone : d.blocks[block].article;
}

// Roles of running text by its wording and the judge's states: a display line among body lines is a
// subhead, or the headline of an article that has none of a larger size.
void settle_roles(Document& d, const Measured& m, const Article& article, bool has_head) {
  bool text = false;  // running text has begun
  for (std::uint32_t at = article.first; at < article.last; ++at) {
    Paragraph& p = d.paragraphs[at];
    const Role set = d.lines[d.order[p.first]].role;
    if (set == Role::kAdvertisement) p.role = set;
    if (set != Role::kBody) continue;
    const StartMark start = m.marks[d.order[p.first]].start;
    const EndMark end = m.marks[d.order[p.last - 1]].end;
    if (start == StartMark::kByline && p.last - p.first <= 2) {
      p.role = Role::kByline;
    } else if (start == StartMark::kCaption || (end == EndMark::kCredit && p.last - p.first <= 8)) {
      p.role = Role::kCaption;
    } else if (p.role == Role::kHeadline && (has_head || text)) {
      p.role = Role::kSubhead;
    } else if (p.role == Role::kBody) {
      text = true;
    }
  }
}

// Corrected roles, where all lines of a paragraph have the same.
void keep_roles(Document& d, const std::vector<Role>& roles, const Article& article) {
  if (roles.empty()) return;
  for (std::uint32_t at = article.first; at < article.last; ++at) {
    Paragraph& p = d.paragraphs[at];
    const Role first = roles[d.order[p.first]];
    bool same = true;
    for (std::uint32_t k = p.first; k < p.last; ++k) same = same && roles[d.order[k]] == first;
    if (same) p.role = first;
  }
}

Byline find_byline(const Document& d, const Measured& m, const Article& article) {
  for (std::uint32_t at = article.first; at < article.last; ++at) {
    const Paragraph& p = d.paragraphs[at];
    const StartMark start = m.marks[d.order[p.first]].start;
    if (p.role != Role::kByline && start != StartMark::kLead && start != StartMark::kDateline)
      continue;
    std::string text;
    append_paragraph(d, p, text);
    return parse_byline(text);
  }
  return {};
}

void find_jumps(const Document& d, const Measured& m, Article& article) {
  for (std::uint32_t at = article.first; at < article.last; ++at) {
    const Paragraph& p = d.paragraphs[at];
    const std::string_view begin = jump_at_start(d.view(d.lines[d.order[p.first]]));
    if (p.role != Role::kJumpLine && !begin.empty()) {
      article.jumps.push_back({at, false, parse_jump(begin).page, kNone});
    }
    const std::uint32_t last = d.order[p.last - 1];
    if (p.role != Role::kJumpLine && m.marks[last].end != EndMark::kJump) continue;
    const Jump jump = parse_jump(d.view(d.lines[last]));
    article.jumps.push_back({at, jump.forward, jump.page, kNone});
  }
}

}  // namespace

Document gather_articles(Document d, const Measured& m, const std::vector<Role>& roles) {
  const auto count = static_cast<std::uint32_t>(d.paragraphs.size());
  std::uint32_t now = kNone;
  for (std::uint32_t at = 0; at < count; ++at) {
    Paragraph& p = d.paragraphs[at];
    const std::uint32_t number = article_of(d, p);
    if (at > 0 && number != now && p.first > 0) d.breaks[p.first - 1].kind = BreakKind::kArticle;
    if (number != kNone && (number != now || d.articles.empty())) {
      d.articles.emplace_back();
      d.articles.back().first = at;
    }
    now = number;
    if (number == kNone) continue;
    p.article = static_cast<std::uint32_t>(d.articles.size() - 1);
    d.articles.back().last = at + 1;
    float least = 10;
    for (std::uint32_t k = p.first; k < p.last && k < d.breaks.size(); ++k)
      least = std::min(least, d.breaks[k].margin);
    p.confidence = 1 / (1 + std::exp(-least));
  }
  for (Article& article : d.articles) {
    const Paragraph& first = d.paragraphs[article.first];
    const bool has_head = d.lines[d.order[first.first]].role != Role::kBody;
    settle_roles(d, m, article, has_head);
    keep_roles(d, roles, article);
    for (std::uint32_t at = article.first; at < article.last && article.headline == kNone; ++at)
      if (d.paragraphs[at].role == Role::kHeadline) article.headline = at;
    article.byline = find_byline(d, m, article);
    find_jumps(d, m, article);
  }
  return d;
}

}  // namespace tonglan
