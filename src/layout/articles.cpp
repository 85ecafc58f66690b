#include "layout/articles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "chinese/spacing.h"
#include "layout/placing.h"

namespace tonglan {
namespace {

// A headline may call or ask, but it doesn't end a sentence or announce what follows.
bool ends_as_text(const LineCells& c) {
  return c.last == Kind::kComma || c.last == Kind::kColon || c.last == Kind::kPause ||
         (c.last == Kind::kStop && c.commas > 0);
}

// Roles that the wording alone settles.
void name_by_wording(Document& d, const Measured& m) {
  for (Paragraph& p : d.paragraphs) {
    if (p.role != Role::kBody && p.role != Role::kHeadline) continue;
    const LineMarks marks = marks_of(d, m, p);
    const std::uint32_t lines = p.last - p.first;
    if (marks.start == StartMark::kByline && lines <= 2) {
      p.role = Role::kByline;
    } else if (p.role == Role::kHeadline && ends_as_text(m.cells[d.order[p.last - 1]])) {
      p.role = Role::kBody;
    } else if (p.role == Role::kHeadline && marks.start == StartMark::kNumber) {
      p.role = Role::kSubhead;
    } else if (p.role == Role::kHeadline && marks.start == StartMark::kBullet) {
      p.role = Role::kBody;
    } else if (marks.start == StartMark::kCaption ||
               (marks.end == EndMark::kCredit && lines <= 8)) {
      p.role = Role::kCaption;
    }
  }
}

// The measure of most lines that have one.
int usual_measure(const Document& d) {
  std::array<std::uint32_t, kMaxMeasure + 1> counts = {};
  for (const Line& line : d.lines)
    if (line.measure > 0) ++counts[line.measure];
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

// Four or more short lines in the midst of a text are no headline: verse, or a list. They become one
// verbatim paragraph.
void gather_verse(Document& d) {
  constexpr std::size_t kLeast = 4;
  std::vector<Paragraph> kept;
  const std::size_t n = d.paragraphs.size();
  const int measure = usual_measure(d);
  const auto is_short = [&](std::size_t i) {
    const Paragraph& p = d.paragraphs[i];
    if (p.role != Role::kHeadline || p.last - p.first > 2) return false;
    for (std::uint32_t k = p.first; k < p.last; ++k)
      if (5 * d.lines[d.order[k]].length > 4 * measure) return false;
    return true;
  };
  for (std::size_t i = 0; i < n;) {
    std::size_t j = i;
    while (j < n && is_short(j)) ++j;
    const bool verse = j - i >= kLeast && i > 0 && j < n;
    if (verse) {
      kept.push_back({Role::kVerbatim, d.paragraphs[i].first, d.paragraphs[j - 1].last, kNone, 1});
      for (std::uint32_t k = kept.back().first; k + 1 < kept.back().last; ++k)
        d.breaks[k].kind = BreakKind::kParagraph;
      i = j;
    } else {
      for (j = std::max(j, i + 1); i < j; ++i) kept.push_back(d.paragraphs[i]);
    }
  }
  d.paragraphs = std::move(kept);
}

// A name alone on a line beside a headline: 李明. Two to four characters, a family name first.
void name_bare_bylines(Document& d, const Measured& m) {
  for (std::size_t i = 1; i < d.paragraphs.size(); ++i) {
    Paragraph& p = d.paragraphs[i];
    if (p.role != Role::kHeadline || p.last - p.first > 1) continue;
    const Role before = d.paragraphs[i - 1].role;
    const bool beside = before == Role::kHeadline || before == Role::kBody;
    const bool text_follows = i + 1 < d.paragraphs.size() && d.paragraphs[i + 1].role == Role::kBody;
    const LineCells& c = m.cells[d.order[p.first]];
    if (beside && text_follows && c.han == c.wide && c.marks + c.quotes + c.narrow == 0 &&
        looks_like_name(d.view(first_line(d, p))))
      p.role = Role::kByline;
  }
}

constexpr double kThinMargin = 1.0;  // below it a headline stays where it stood

// Kicker, headline, deck of one block.
void name_display(Document& d, std::uint32_t first, std::uint32_t last) {
  if (last - first <= 1) return;
  std::uint32_t headline = first + 1;
  const std::string_view second = d.view(first_line(d, d.paragraphs[first + 1]));
  if (second.starts_with("—") || second.starts_with("―")) headline = first;
  for (std::uint32_t p = first; p < last; ++p)
    d.paragraphs[p].role = p < headline    ? Role::kKicker
                           : p == headline ? Role::kHeadline
                                           : Role::kDeck;
}

struct Draft {
  std::vector<std::uint32_t> head;  // display paragraphs that go first
  std::vector<std::uint32_t> text;
  double margin = 0;
};

// What headed the article so far turned out to be a subhead: its headline came later.
void demote_head(Document& d, Draft& draft) {
  for (std::uint32_t p : draft.head) d.paragraphs[p].role = Role::kSubhead;
  draft.text.insert(draft.text.begin(), draft.head.begin(), draft.head.end());
  draft.head.clear();
}

std::vector<Draft> draft_articles(Document& d, const std::vector<Passage>& passages,
                                  const std::vector<Decision>& decisions) {
  std::vector<Draft> drafts(1);
  const auto add = [](std::vector<std::uint32_t>& to, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t p = first; p < last; ++p) to.push_back(p);
  };
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& s = passages[i];
    std::uint32_t text_first = s.text_first;
    if (i > 0) {
      if (!s.has_display() || decisions[i].place == Place::kAfter) {
        drafts.emplace_back();
      } else if (decisions[i].place == Place::kBefore) {
        demote_head(d, drafts.back());
        name_display(d, s.display_first, s.display_last);
        add(decisions[i].margin >= kThinMargin ? drafts.back().head : drafts.back().text,
            s.display_first, s.display_last);
        drafts.back().margin = decisions[i].margin;
        // A picture's caption behind the headline still belongs to the article that ends here.
        while (text_first < s.text_last && d.paragraphs[text_first].role == Role::kCaption)
          drafts.back().text.push_back(text_first++);
        if (text_first < s.text_last) drafts.emplace_back();
      } else {
        for (std::uint32_t p = s.display_first; p < s.display_last; ++p)
          d.paragraphs[p].role = Role::kSubhead;
        add(drafts.back().text, s.display_first, s.display_last);
      }
    }
    if (s.has_display() && (i == 0 || decisions[i].place == Place::kAfter)) {
      name_display(d, s.display_first, s.display_last);
      add(drafts.back().head, s.display_first, s.display_last);
      drafts.back().margin = decisions[i].margin;
    }
    add(drafts.back().text, text_first, s.text_last);
  }
  return drafts;
}

Byline find_byline(const Document& d, const Measured& m, const Article& article) {
  for (std::uint32_t p = article.first; p < article.last; ++p) {
    const Paragraph& paragraph = d.paragraphs[p];
    const StartMark start = m.marks[d.order[paragraph.first]].start;
    if (paragraph.role != Role::kByline && start != StartMark::kLead && start != StartMark::kDateline)
      continue;
    std::string text;
    append_paragraph(d, paragraph, text);
    return parse_byline(text);
  }
  return {};
}

// Rebuilds order, breaks, paragraphs and articles from the drafts.
void write_order(Document& d, const Measured& m, const std::vector<Draft>& drafts) {
  std::vector<std::uint32_t> order;
  std::vector<Break> breaks;
  std::vector<Paragraph> paragraphs;
  order.reserve(d.order.size());
  breaks.reserve(d.order.size());
  const auto add = [&](std::uint32_t at, std::uint32_t article) {
    Paragraph p = d.paragraphs[at];
    const auto first = static_cast<std::uint32_t>(order.size());
    float least = std::numeric_limits<float>::max();
    for (std::uint32_t k = p.first; k < p.last; ++k) {
      order.push_back(d.order[k]);
      breaks.push_back(k < d.breaks.size() ? d.breaks[k] : Break{});
      least = std::min(least, breaks.back().margin);
    }
    p.confidence = 1 / (1 + std::exp(-least));
    p.first = first;
    p.last = static_cast<std::uint32_t>(order.size());
    p.article = article;
    paragraphs.push_back(p);
  };
  for (const Draft& draft : drafts) {
    if (draft.head.empty() && draft.text.empty()) continue;
    const auto number = static_cast<std::uint32_t>(d.articles.size());
    Article article;
    article.first = static_cast<std::uint32_t>(paragraphs.size());
    article.headline_margin = static_cast<float>(draft.margin);
    for (std::uint32_t p : draft.head) add(p, number);
    for (std::uint32_t p : draft.text) add(p, number);
    article.last = static_cast<std::uint32_t>(paragraphs.size());
    for (std::uint32_t p = article.first; p < article.last && article.headline == kNone; ++p)
      if (paragraphs[p].role == Role::kHeadline) article.headline = p;
    d.articles.push_back(std::move(article));
    if (!breaks.empty()) breaks.back().kind = BreakKind::kArticle;
  }
  if (!breaks.empty()) breaks.pop_back();
  d.order = std::move(order);
  d.breaks = std::move(breaks);
  d.paragraphs = std::move(paragraphs);
  for (Article& article : d.articles) {
    article.byline = find_byline(d, m, article);
    for (std::uint32_t p = article.first; p < article.last; ++p) {
      const Paragraph& paragraph = d.paragraphs[p];
      if (paragraph.role != Role::kJumpLine && marks_of(d, m, paragraph).end != EndMark::kJump)
        continue;
      const Jump jump = parse_jump(d.view(d.lines[d.order[paragraph.last - 1]]));
      article.jumps.push_back({p, jump.forward, jump.page, kNone});
    }
  }
}

}  // namespace

Document arrange_articles(Document document, const Measured& measured, bool move) {
  if (document.paragraphs.empty()) return document;
  name_by_wording(document, measured);
  name_bare_bylines(document, measured);
  gather_verse(document);
  const std::vector<Passage> passages = cut_passages(document, measured);
  const std::vector<Decision> decisions = place_blocks(document, measured, passages, move);
  write_order(document, measured, draft_articles(document, passages, decisions));
  return document;
}

}  // namespace tonglan
