#include "layout/jumps.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "chinese/joiner.h"
#include "chinese/spacing.h"
#include "layout/wording.h"

namespace tonglan {
namespace {

constexpr float kLeast = 4;      // nats of a link
constexpr float kMargin = 1.5f;  // nats to the next best, on either side

// "二", "02", "２" -> "2"; "十二" -> "12"; "A03" -> "A3".
std::string page_key(std::string_view name) {
  constexpr std::string_view kDigits = "〇一二三四五六七八九";
  constexpr std::string_view kWide = "０１２３４５６７８９";
  std::string key;
  int tens = -1, ones = -1;  // of a number in Chinese
  for (std::size_t at = 0; at < name.size();) {
    const Character c = decode(name.data() + at, name.data() + name.size());
    const std::string_view letter = name.substr(at, c.size);
    at += c.size;
    if (letter == "十") {
      tens = ones > 0 ? ones : 1;
      ones = 0;
    } else if (const std::size_t digit = kDigits.find(letter); digit != kDigits.npos) {
      ones = static_cast<int>(digit / 3);
      if (tens < 0 && !key.empty()) tens = 0;
    } else if (const std::size_t wide = kWide.find(letter); wide != kWide.npos && c.size == 3) {
      key += static_cast<char>('0' + wide / 3);
    } else if (letter != "0" || (!key.empty() && key.back() >= '0' && key.back() <= '9')) {
      if (c.size == 1 && letter != " ") key += letter;
    }
  }
  if (ones >= 0) key += std::to_string(std::max(tens, 0) * 10 + ones);
  return key;
}

// What its folio calls a page; empty where it doesn't say.
std::vector<std::string> page_keys(const Document& d) {
  std::vector<std::string> keys(d.pages.size());
  for (const Line& line : d.lines) {
    if (line.page >= keys.size() || !keys[line.page].empty()) continue;
    if (line.role != Role::kFolio && line.role != Role::kMasthead) continue;
    const Jump named = parse_jump(d.view(line));
    if (named.page.size() <= 9) keys[line.page] = page_key(named.page);
  }
  return keys;
}

// One end of a jump: an article and what its jump line says.
struct End {
  std::uint32_t article = 0;
  std::uint32_t page = 0;
  std::string to;     // the page it names, or empty
  bool named = true;  // there is a jump line
};

std::uint32_t page_of(const Document& d, std::uint32_t paragraph) {
  return d.lines[d.order[d.paragraphs[paragraph].first]].page;
}

// An article that stands together already, over several pages.
bool is_whole(const Document& d, const Article& article) {
  return page_of(d, article.first) != page_of(d, article.last - 1);
}

class Linker {
 public:
  Linker(Document& d, const Measured& m) : d_(d), m_(m), keys_(page_keys(d)), bigrams_(m.bigrams) {}

  // By article, the one that goes on with it.
  std::vector<std::uint32_t> run() {
    find_ends();
    std::vector<std::uint32_t> next(d_.articles.size(), kNone);
    std::vector<std::vector<float>> scores;
    for (const End& a : from_) {
      scores.emplace_back();
      for (const End& b : to_) scores.back().push_back(score(a, b));
    }
    for (std::size_t i = 0; i < from_.size(); ++i) {
      const std::vector<float>& row = scores[i];
      const auto best = std::max_element(row.begin(), row.end());
      const auto j = static_cast<std::size_t>(best - row.begin());
      float second = -kLeast;
      for (std::size_t k = 0; k < row.size(); ++k)
        if (k != j) second = std::max(second, row[k]);
      for (std::size_t k = 0; k < from_.size(); ++k)
        if (k != i && j < row.size()) second = std::max(second, scores[k][j]);
      if (best != row.end() && *best >= kLeast && *best - second >= kMargin) {
        next[from_[i].article] = to_[j].article;
      } else {
        warn(from_[i], best == row.end() || *best < kLeast ? "no article there that fits"
                                                           : "several articles fit");
      }
    }
    return next;
  }

 private:
  void find_ends() {
    for (std::uint32_t a = 0; a < d_.articles.size(); ++a) {
      const Article& article = d_.articles[a];
      const std::uint32_t page = line_of(article.first).page;
      bool back = false;
      for (const JumpLink& jump : article.jumps) {
        if (jump.forward && !is_whole(d_, article))
          from_.push_back({a, page, page_key(jump.page), true});
        if (!jump.forward && !back)
          to_.push_back({a, page, page_key(jump.page), true}), back = true;
      }
      if (!back && page > 0) to_.push_back({a, page, "", false});
    }
    // Only the last jump line of an article leads on.
    std::vector<End> last;
    for (const End& end : from_) {
      if (!last.empty() && last.back().article == end.article) last.pop_back();
      last.push_back(end);
    }
    from_ = std::move(last);
    if (from_.empty()) to_.clear();
  }

  const Line& line_of(std::uint32_t paragraph) const {
    return d_.lines[d_.order[d_.paragraphs[paragraph].first]];
  }

  // Whether `name` is the page: 1 yes, -1 no, 0 nobody knows.
  int is_page(std::uint32_t page, const std::string& name) const {
    if (name.empty()) return 0;
    if (!keys_[page].empty()) return keys_[page] == name ? 1 : -1;
    return name == std::to_string(page + 1) ? 1 : 0;
  }

  float score(const End& a, const End& b) const {
    constexpr float kOtherPage = -6, kPage = 2.5f, kNoBackJump = -2;
    if (a.article == b.article || a.page == b.page) return kOtherPage;
    const int there = is_page(b.page, a.to), here = is_page(a.page, b.to);
    if (there < 0 || here < 0) return kOtherPage;
    float score = kPage * static_cast<float>(there + here);
    if (a.to.empty()) score += b.page == a.page + 1 ? 1.f : -2.f;
    if (!b.named) score += kNoBackJump;
    return score + 4 * shared_wording(a.article, b.article) + goes_on(a.article, b.article);
  }

  // The larger share of one part's headline that stands in the other part.
  float shared_wording(std::uint32_t a, std::uint32_t b) const {
    double share = 0;
    for (const auto& [head, text] : {std::pair{a, b}, std::pair{b, a}}) {
      const std::uint32_t headline = d_.articles[head].headline;
      if (headline == kNone) continue;
      std::string words;
      append_paragraph(d_, d_.paragraphs[headline], words);
      Wording wording(words, bigrams_);
      for (std::uint32_t p = d_.articles[text].first; p < d_.articles[text].last; ++p)
        for (std::uint32_t k = d_.paragraphs[p].first; k < d_.paragraphs[p].last; ++k)
          wording.read(d_.view(d_.lines[d_.order[k]]));
      share = std::max(share, wording.take_share());
    }
    return static_cast<float>(share);
  }

  float goes_on(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t last = last_text(d_, d_.articles[a]),
                        first = first_text(d_, d_.articles[b]);
    if (last == kNone || first == kNone) return 0;
    const bool broken_off = breaks_off(d_, m_, last), indented = is_indented(d_, first);
    return broken_off == indented ? -1.f : broken_off ? 1.f : 0.f;
  }

  void warn(const End& end, const char* why) {
    d_.warnings.push_back(
        {end.page, "layout",
         "an article goes on on page " + (end.to.empty() ? "?" : end.to) + ": " + why});
  }

 public:
  static std::uint32_t last_text(const Document& d, const Article& article) {
    for (std::uint32_t p = article.last; p-- > article.first;)
      if (d.paragraphs[p].role == Role::kBody) return p;
    return kNone;
  }
  static std::uint32_t first_text(const Document& d, const Article& article) {
    for (std::uint32_t p = article.first; p < article.last; ++p)
      if (d.paragraphs[p].role == Role::kBody) return p;
    return kNone;
  }
  // The paragraph ends in mid-sentence; a jump line on its last line aside.
  static bool breaks_off(const Document& d, const Measured& m, std::uint32_t paragraph) {
    const std::uint32_t line = d.order[d.paragraphs[paragraph].last - 1];
    if (m.marks[line].end != EndMark::kJump) {
      const Kind inner = m.cells[line].inner;
      return !is_stop(inner) && inner != Kind::kEllipsis;
    }
    const std::string_view text = d.view(d.lines[line]);
    const std::size_t jump = std::max(text.rfind("（") + 1, text.rfind('(') + 1);
    if (jump <= 1) return true;
    const Kind last = measure_cells(text.substr(0, jump - 1)).inner;
    return !is_stop(last) && last != Kind::kEllipsis;
  }
  static bool is_indented(const Document& d, std::uint32_t paragraph) {
    return d.lines[d.order[d.paragraphs[paragraph].first]].indent >= 3;  // half-cells
  }

 private:
  Document& d_;
  const Measured& m_;
  std::vector<std::string> keys_;
  const BigramCounts& bigrams_;
  std::vector<End> from_, to_;
};

void name_inner_jumps(Document& d) {
  for (std::uint32_t a = 0; a < d.articles.size(); ++a) {
    if (!is_whole(d, d.articles[a])) continue;
    for (JumpLink& jump : d.articles[a].jumps) jump.article = a;
  }
}

// By article, the next one to which somebody gave the same number.
std::vector<std::uint32_t> linked_by_number(const Document& d) {
  std::map<std::uint32_t, std::uint32_t> last;  // by number
  std::vector<std::uint32_t> next(d.articles.size(), kNone);
  for (std::uint32_t a = 0; a < next.size(); ++a) {
    const std::uint32_t block = d.lines[d.order[d.paragraphs[d.articles[a].first].first]].block;
    const std::uint32_t number = block == kNone ? kNone : d.blocks[block].article;
    if (number == kNone) continue;
    const auto [found, fresh] = last.emplace(number, a);
    if (!fresh) next[std::exchange(found->second, a)] = a;
  }
  return next;
}

// The document again, its paragraphs in another order.
class Mover {
 public:
  Mover(const Document& d, const Measured& m, const std::vector<std::uint32_t>& next)
      : d_(d), m_(m), next_(next), out_(d) {}

  Document run() {
    out_.order.clear();
    out_.breaks.clear();
    out_.paragraphs.clear();
    out_.articles.clear();
    moved_.assign(d_.paragraphs.size(), kNone);
    std::vector<bool> second(next_.size());
    for (const std::uint32_t b : next_)
      if (b != kNone) second[b] = true;
    for (std::uint32_t p = 0; p < d_.paragraphs.size();) {
      const std::uint32_t a = d_.paragraphs[p].article;
      if (a == kNone) {
        put(p++);
        continue;
      }
      if (!second[a]) put_chain(a);
      p = d_.articles[a].last;
    }
    if (!out_.breaks.empty()) out_.breaks.pop_back();
    return std::move(out_);
  }

 private:
  void put_chain(std::uint32_t a) {
    const auto number = static_cast<std::uint32_t>(out_.articles.size());
    Article whole = d_.articles[a];
    whole.jumps.clear();
    whole.first = static_cast<std::uint32_t>(out_.paragraphs.size());
    if (!out_.breaks.empty()) out_.breaks.back().kind = BreakKind::kArticle;
    std::vector<std::uint32_t> paragraphs;
    std::vector<std::uint32_t> joined(d_.paragraphs.size(), kNone);
    std::uint32_t last = kNone;
    for (std::uint32_t part = a; part != kNone; part = next_[part]) {
      const std::uint32_t first = Linker::first_text(d_, d_.articles[part]);
      if (part != a && last != kNone && first != kNone && Linker::breaks_off(d_, m_, last) &&
          !Linker::is_indented(d_, first)) {
        joined[last] = first;
      }
      for (std::uint32_t p = d_.articles[part].first; p < d_.articles[part].last; ++p)
        paragraphs.push_back(p);
      last = Linker::last_text(d_, d_.articles[part]);
      if (part != a) give_number(part, a);
    }
    for (const std::uint32_t p : paragraphs) {
      if (moved_[p] != kNone) continue;
      put(p);
      for (std::uint32_t at = p; joined[at] != kNone; at = joined[at]) join(joined[at]);
    }
    for (std::uint32_t part = a; part != kNone; part = next_[part]) {
      for (JumpLink jump : d_.articles[part].jumps) {
        jump.paragraph = moved_[jump.paragraph];
        const bool leads = jump.forward ? next_[part] != kNone : part != a;
        jump.article = leads ? number : kNone;
        whole.jumps.push_back(jump);
      }
    }
    whole.last = static_cast<std::uint32_t>(out_.paragraphs.size());
    if (whole.headline != kNone) whole.headline = moved_[whole.headline];
    for (std::uint32_t p = whole.first; p < whole.last; ++p) out_.paragraphs[p].article = number;
    out_.articles.push_back(std::move(whole));
    out_.breaks.back().kind = BreakKind::kArticle;
  }

  // Blocks of the second part belong to the first part's article.
  void give_number(std::uint32_t part, std::uint32_t a) {
    const auto block_of = [&](std::uint32_t paragraph) {
      return d_.lines[d_.order[d_.paragraphs[paragraph].first]].block;
    };
    const std::uint32_t own = block_of(d_.articles[part].first),
                        whole = block_of(d_.articles[a].first);
    if (own == kNone || whole == kNone) return;
    for (Block& block : out_.blocks)
      if (block.article == d_.blocks[own].article) block.article = d_.blocks[whole].article;
  }

  void put(std::uint32_t p) {
    moved_[p] = static_cast<std::uint32_t>(out_.paragraphs.size());
    out_.paragraphs.push_back(d_.paragraphs[p]);
    out_.paragraphs.back().first = static_cast<std::uint32_t>(out_.order.size());
    append_lines(p);
  }

  // Behind the last paragraph, as its other half.
  void join(std::uint32_t p) {
    moved_[p] = static_cast<std::uint32_t>(out_.paragraphs.size() - 1);
    const Span before = d_.lines[out_.order.back()].text;
    const std::string_view after = d_.view(d_.lines[d_.order[d_.paragraphs[p].first]]);
    Break seam;
    seam.kind = BreakKind::kJoin;
    seam.joiner = choose_joiner(d_.view(before), after);
    seam.margin = kMargin;
    if (seam.joiner == Joiner::kDropHyphen) {
      const auto size = static_cast<std::uint32_t>(decode_last(d_.view(before)).size);
      out_.left_out.push_back({{before.end - size, before.end}, "hyphen at a line end"});
    }
    out_.breaks.back() = seam;
    append_lines(p);
  }

  void append_lines(std::uint32_t p) {
    for (std::uint32_t k = d_.paragraphs[p].first; k < d_.paragraphs[p].last; ++k) {
      out_.order.push_back(d_.order[k]);
      out_.breaks.push_back(k < d_.breaks.size() ? d_.breaks[k] : Break{});
    }
    out_.paragraphs.back().last = static_cast<std::uint32_t>(out_.order.size());
  }

  const Document& d_;
  const Measured& m_;
  const std::vector<std::uint32_t>& next_;
  Document out_;
  std::vector<std::uint32_t> moved_;  // by paragraph: where it stands now
};

}  // namespace

Document link_jumps(Document document, const Measured& measured, const Keep& keep) {
  if (document.pages.size() < 2) return document;
  name_inner_jumps(document);
  const std::vector<std::uint32_t> next =
      keep.articles ? linked_by_number(document) : Linker(document, measured).run();
  if (std::all_of(next.begin(), next.end(), [](std::uint32_t b) { return b == kNone; })) {
    return document;
  }
  if (!keep.order) return Mover(document, measured, next).run();
  for (std::uint32_t a = 0; a < next.size(); ++a) {
    if (next[a] == kNone) continue;
    for (JumpLink& jump : document.articles[a].jumps)
      if (jump.forward) jump.article = next[a];
    for (JumpLink& jump : document.articles[next[a]].jumps)
      if (!jump.forward) jump.article = a;
  }
  return document;
}

}  // namespace tonglan
