#include "layout/articles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "chinese/spacing.h"
#include "layout/wording.h"

namespace tonglan {
namespace {

// What a block of display lines is to the text around it.
enum class Place : std::uint8_t { kAfter, kBefore, kInside };  // of its article's text

// Paragraphs display_first .. display_last - 1 are display lines; text_first .. text_last - 1 what
// follows them up to the next stretch, bylines included.
struct Stretch {
  std::uint32_t display_first = 0, display_last = 0;
  std::uint32_t text_first = 0, text_last = 0;
  bool opens = false;  // the text begins with a byline, or as a report does (本报讯, 新华社…电)
  bool has_display() const { return display_first < display_last; }
  bool has_text() const { return text_first < text_last; }
};

const Line& first_line(const Document& d, const Paragraph& p) { return d.lines[d.order[p.first]]; }

LineMarks marks_of(const Document& d, const Measured& m, const Paragraph& p) {
  LineMarks marks = m.marks[d.order[p.first]];
  marks.end = m.marks[d.order[p.last - 1]].end;
  return marks;
}


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

std::vector<Stretch> cut_stretches(const Document& d, const Measured& m) {
  std::vector<Stretch> stretches(1);
  const auto n = static_cast<std::uint32_t>(d.paragraphs.size());
  for (std::uint32_t i = 0; i < n; ++i) {
    const Paragraph& p = d.paragraphs[i];
    Stretch& now = stretches.back();
    if (p.role == Role::kHeadline) {
      if (now.has_text() || (now.has_display() && now.display_last != i)) {
        stretches.push_back({i, i + 1, i + 1, i + 1, false});
      } else {
        if (!now.has_display()) now.display_first = i;
        now.display_last = now.text_first = now.text_last = i + 1;
      }
      continue;
    }
    const StartMark start = m.marks[d.order[p.first]].start;
    const bool opens = p.role == Role::kByline ||
                       (p.role == Role::kBody && start == StartMark::kLead);
    const bool after_byline = now.has_text() && d.paragraphs[i - 1].role == Role::kByline;
    if (opens && now.has_text() && !after_byline) {
      stretches.push_back({i, i, i, i + 1, true});
      continue;
    }
    if (!now.has_text()) now.opens = opens;
    now.text_last = i + 1;
  }
  return stretches;
}

// --- Which side a block belongs to ---

// Log-odds a share of the wording is worth: the right owner repeats about .7, a stranger .2.
constexpr double kWording = 7;
constexpr double kMissingHeadline = 1.2;  // an article without one is rarer
constexpr double kSecondHeadline = 2;     // what headed the article so far was a subhead
constexpr double kThinMargin = 1.0;

struct Evidence {
  double before = 0, after = 0;  // containment in the article text before, in the text after
  double inside = 0;             // log-odds that it is a subhead, by shape
};

double subhead_odds(const Document& d, const Measured& m, const Stretch& s) {
  if (s.opens || !s.has_text()) return -30;
  double odds = -1.0;
  odds -= 1.2 * (s.display_last - s.display_first - 1);  // kickers stand with headlines
  const Paragraph& p = d.paragraphs[s.display_first];
  const Line& line = first_line(d, p);
  const std::uint32_t at = d.order[p.first];
  if (p.last - p.first > 1) odds -= 1;
  if (line.measure > 0) odds += line.length <= line.measure ? .5 : -3;
  if (is_letter_spaced(m.cells[at])) odds -= 1.5;
  if (m.marks[at].start == StartMark::kNumber) odds += 3;
  if (marks_of(d, m, p).end == EndMark::kDash) odds += 2;
  return odds;
}

struct Decision {
  Place place = Place::kAfter;
  double margin = 0;
};

// How much better the place of a block is than the next best, its neighbours aside; 0 where only the
// neighbours speak for it.
double margin_of(Place place, const Evidence& e, double habit, bool has_text) {
  constexpr double kNo = -30;
  const double before = kWording * e.before + habit / 2;
  const double after = has_text ? kWording * e.after - habit / 2 : kNo;
  const double inside = has_text ? kWording * e.after + e.inside : kNo;
  switch (place) {
    case Place::kBefore: return std::max(0.0, before - std::max(after, inside));
    case Place::kAfter: return std::max(0.0, after - std::max(before, inside));
    case Place::kInside: return std::max(0.0, inside - std::max(before, after));
  }
  return 0;
}

// Viterbi over the stretches; the state is whether the article under construction has its headline
// already. `habit` is the log-odds of a headline standing after its text.
std::vector<Decision> decide(const std::vector<Stretch>& stretches,
                             const std::vector<Evidence>& evidence, double habit, bool move) {
  constexpr double kNever = -1e9;
  const std::size_t n = stretches.size();
  struct Step {
    double score[2];
    std::uint8_t from[2];
    Place place[2];
  };
  std::vector<Step> steps(n);
  const auto close = [](int state) { return state == 0 ? -kMissingHeadline : 0; };
  for (std::size_t i = 0; i < n; ++i) {
    Step& step = steps[i];
    step.score[0] = step.score[1] = kNever;
    const auto offer = [&](int to, double score, int from, Place place) {
      if (score <= step.score[to]) return;
      step.score[to] = score;
      step.from[to] = static_cast<std::uint8_t>(from);
      step.place[to] = place;
    };
    const Stretch& s = stretches[i];
    if (i == 0) {
      offer(s.has_display() ? 1 : 0, 0, 0, Place::kAfter);
      continue;
    }
    for (int from = 0; from < 2; ++from) {
      const double so_far = steps[i - 1].score[from];
      if (so_far <= kNever) continue;
      if (!s.has_display()) {  // a byline or dateline alone: a new article
        offer(0, so_far + close(from), from, Place::kAfter);
        continue;
      }
      const Evidence& e = evidence[i];
      if (s.has_text())
        offer(1, so_far + close(from) + kWording * e.after - habit / 2, from, Place::kAfter);
      if (move)
        offer(0, so_far + kWording * e.before + habit / 2 - (from == 1 ? kSecondHeadline : 0), from,
              Place::kBefore);
      if (s.has_text())
        offer(from, so_far + kWording * e.after + e.inside, from,
              Place::kInside);
      else if (from == 1 || !move)  // display lines at the very end that belong to nothing
        offer(1, so_far + close(from), from, Place::kAfter);
    }
  }
  std::vector<Decision> decisions(n);
  int state = steps[n - 1].score[1] + close(1) > steps[n - 1].score[0] + close(0) ? 1 : 0;
  for (std::size_t i = n; i-- > 0;) {
    decisions[i].place = steps[i].place[state];
    decisions[i].margin = margin_of(decisions[i].place, evidence[i], habit, stretches[i].has_text());
    state = steps[i].from[state];
  }
  return decisions;
}

double habit_of(const std::vector<Stretch>& stretches, const std::vector<Decision>& decisions) {
  double before = .5, after = .5;
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    if (!stretches[i].has_display()) continue;
    before += decisions[i].place == Place::kBefore;
    after += decisions[i].place == Place::kAfter;
  }
  return std::clamp(std::log(before / after), -3.0, 3.0);
}

// Which stretches hold the text that a block heads if it stands after its text: back to the last
// place where an article surely begins.
std::uint32_t article_start(const std::vector<Stretch>& stretches, std::size_t i) {
  std::size_t first = i - 1;
  while (first > 0 && !stretches[first].opens && !stretches[first].has_display()) --first;
  return static_cast<std::uint32_t>(first);
}

std::vector<Decision> place_blocks(const Document& d, const Measured& m,
                                   const std::vector<Stretch>& stretches, bool move) {
  // A report says what its headline says at its beginning.
  constexpr std::uint32_t kLines = 32;
  const auto read = [&](Wording& wording, const Stretch& s) {
    if (!s.has_text()) return;
    const std::uint32_t first = d.paragraphs[s.text_first].first;
    const std::uint32_t last = d.paragraphs[s.text_last - 1].last;
    for (std::uint32_t k = first; k < std::min(last, first + kLines); ++k)
      wording.read(d.view(d.lines[d.order[k]]));
  };
  std::vector<Evidence> evidence(stretches.size());
  std::string block;
  for (std::uint32_t i = 1; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
    if (!s.has_display()) continue;
    block.clear();
    for (std::uint32_t p = s.display_first; p < s.display_last; ++p) {
      append_paragraph(d, d.paragraphs[p], block);
      block.push_back('|');
    }
    Wording wording(block, m.bigrams);
    for (std::uint32_t j = article_start(stretches, i); j < i; ++j) read(wording, stretches[j]);
    evidence[i].before = wording.take_share();
    read(wording, s);
    evidence[i].after = wording.take_share();
    evidence[i].inside = subhead_odds(d, m, s);
  }
  std::vector<Decision> decisions = decide(stretches, evidence, 0, move);
  for (int round = 0; round < 2; ++round)
    decisions = decide(stretches, evidence, habit_of(stretches, decisions), move);
  return decisions;
}

// --- Putting it together ---

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

std::vector<Draft> draft_articles(Document& d, const std::vector<Stretch>& stretches,
                                  const std::vector<Decision>& decisions) {
  std::vector<Draft> drafts(1);
  const auto add = [](std::vector<std::uint32_t>& to, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t p = first; p < last; ++p) to.push_back(p);
  };
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
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
  const std::vector<Stretch> stretches = cut_stretches(document, measured);
  const std::vector<Decision> decisions = place_blocks(document, measured, stretches, move);
  write_order(document, measured, draft_articles(document, stretches, decisions));
  return document;
}

}  // namespace tonglan
