// Puts the page together: articles in columns, headlines where the paper (or the extractor) has
// them, captions and page furniture in between. See typesetter.h.
#include "support/typesetter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "support/code_points.h"
#include "support/dress.h"
#include "support/extractor.h"
#include "support/line_breaking.h"

namespace tonglan {
namespace {

using Unit = ArticleText::Unit;

bool is_headline(Role role) {
  return role == Role::kKicker || role == Role::kHeadline || role == Role::kDeck;
}

class Composer {
 public:
  Composer(const TypesetSettings& settings, std::uint64_t seed)
      : settings_(settings), random_(seed) {}

  Typeset compose(const std::vector<ArticleText>& articles);

 private:
  int add_truth(Role role, const std::string& text) {
    out_.articles[static_cast<std::size_t>(article_)].paragraphs.push_back({role, text});
    return static_cast<int>(out_.articles[static_cast<std::size_t>(article_)].paragraphs.size()) -
           1;
  }
  int new_measure() { return std::clamp(settings_.measure + random_.between(-4, 8), 6, 40); }
  SetLine line_of(LineState state, Role role, int paragraph) const;
  void set_display(Role role, const std::string& text, int paragraph);
  void set_running(Role role, const std::string& text, int measure, bool may_be_interrupted);
  void set_verbatim(const Unit& unit);
  bool end_column(bool inside_paragraph);
  void set_caption(const std::string& text);
  void set_furniture(bool inside_article);
  void set_body(const ArticleText& article);
  void set_article(const ArticleText& article);
  std::vector<SetLine> take_headlines();
  void write();

  const TypesetSettings& settings_;
  Random random_;
  Typeset out_;
  std::vector<SetLine> lines_;
  int article_ = -1;
  int measure_ = 0;  // cells; of the column being set
  int lines_in_column_ = 0;
  bool traditional_ = false;
  std::optional<std::string> caption_;  // waits for a column end
};

SetLine Composer::line_of(LineState state, Role role, int paragraph) const {
  SetLine line;
  line.truth.state = state;
  line.truth.role = role;
  line.truth.article = paragraph < 0 ? -1 : article_;
  line.truth.paragraph = paragraph;
  return line;
}

void Composer::set_display(Role role, const std::string& text, int paragraph) {
  const std::u32string characters = code_points(text);
  const int length = static_cast<int>(characters.size());
  const bool may_wrap = is_headline(role) && settings_.wrapped_headline && length > 9;
  const bool subhead_wraps =
      role == Role::kSubhead && settings_.measure > 0 && length > measure_ && random_.chance(0.8);
  int capacity = 1 << 20;
  if (may_wrap) capacity = 2 * std::clamp((length * random_.between(5, 8)) / 10 + 1, 6, 30);
  if (subhead_wraps) capacity = 2 * measure_;
  const auto atoms = atoms_of(characters, capacity, settings_);
  const bool spaced =
      is_headline(role) && length <= 6 && settings_.spaced_headline && random_.chance(0.8);
  const bool indented = (role == Role::kSubhead || role == Role::kByline) && random_.chance(0.6);
  for (std::size_t at = 0; at < atoms.size();) {
    const LineEnd end = line_end(atoms, at, capacity, settings_);
    SetLine line =
        line_of(at == 0 ? LineState::kDisplay : LineState::kDisplayContinue, role, paragraph);
    for (; at < end.end; ++at) line.atoms.push_back(atoms[at].text);
    line.spaced = spaced;
    line.indent = indented ? 2 * settings_.indent : 0;
    if (subhead_wraps) line.truth.measure = capacity;
    lines_.push_back(std::move(line));
    ++lines_in_column_;
  }
}

// Furniture at a column end, a new column measure. True if something was set in between.
bool Composer::end_column(bool inside_paragraph) {
  if (!lines_.empty()) lines_.back().column_end = true;
  lines_in_column_ = 0;
  const std::size_t before = lines_.size();
  if (inside_paragraph && caption_) {
    set_caption(*std::exchange(caption_, std::nullopt));
  } else if (inside_paragraph && random_.chance(settings_.furniture_inside)) {
    set_furniture(true);
  }
  if (random_.chance(settings_.leg_change)) measure_ = new_measure();
  return lines_.size() > before;
}

void Composer::set_running(Role role, const std::string& text, int measure,
                           bool may_be_interrupted) {
  const int paragraph = add_truth(role, text);
  const bool unlimited = settings_.measure == 0;
  const auto atoms = atoms_of(code_points(text), unlimited ? 1 << 20 : 2 * measure, settings_);
  bool resumes = false;
  for (std::size_t at = 0; at < atoms.size();) {
    const bool first = at == 0;
    const int cells = role == Role::kCaption ? measure : measure_;
    const int indent =
        first && (role != Role::kCaption || measure == measure_) ? 2 * settings_.indent : 0;
    const int capacity = unlimited ? 1 << 20 : 2 * cells - indent;
    const LineEnd end = line_end(atoms, at, capacity, settings_);
    SetLine line = line_of(first ? LineState::kFirst : LineState::kContinue, role, paragraph);
    line.truth.resumes = std::exchange(resumes, false);
    line.truth.measure = unlimited ? 0 : 2 * cells;
    line.indent = indent;
    for (; at < end.end; ++at) {
      if (!(line.atoms.empty() && is_blank(atoms[at].text.front()))) {
        line.atoms.push_back(atoms[at].text);
      }
    }
    while (at < atoms.size() && is_blank(atoms[at].text.front())) ++at;
    while (!line.atoms.empty() && is_blank(line.atoms.back().front())) line.atoms.pop_back();
    const bool last = at == atoms.size();
    line.slack = last ? 0 : std::max(0, capacity - end.width);
    if (line.atoms.empty()) continue;
    lines_.push_back(std::move(line));
    if (++lines_in_column_ >= settings_.column_lines && may_be_interrupted && !unlimited) {
      resumes = end_column(!last);
    }
  }
}

void Composer::set_verbatim(const Unit& unit) {
  for (std::size_t from = 0; from < unit.text.size();) {
    const std::size_t to = std::min(unit.text.find('\n', from), unit.text.size());
    const std::string row = unit.text.substr(from, to - from);
    SetLine line = line_of(LineState::kVerbatim, unit.role, add_truth(unit.role, row));
    for (const char32_t c : code_points(row)) line.atoms.emplace_back(1, c);
    lines_.push_back(std::move(line));
    from = to + 1;
  }
}

void Composer::set_caption(const std::string& text) {
  const int measure = random_.chance(0.5) ? measure_ : std::clamp(random_.between(8, 32), 6, 40);
  set_running(Role::kCaption, text, measure, false);
}

void Composer::set_furniture(bool inside_article) {
  const std::string text = furniture_line(traditional_, inside_article, random_);
  out_.furniture.push_back(text);
  set_display(Role::kFolio, text, -1);
}

void Composer::set_body(const ArticleText& article) {
  for (const Unit& unit : article.units) {
    if (unit.text.empty()) continue;
    if (unit.role == Role::kCaption && settings_.measure > 0 &&
        random_.chance(settings_.captions_inside)) {
      caption_ = unit.text;
    } else if (unit.role == Role::kCaption) {
      set_caption(unit.text);
    } else if (unit.role == Role::kSubhead) {
      set_display(unit.role, unit.text, add_truth(unit.role, unit.text));
    } else if (unit.role == Role::kVerbatim || unit.role == Role::kTable) {
      set_verbatim(unit);
    } else {
      set_running(unit.role, unit.text, measure_, true);
    }
  }
  if (caption_) set_caption(*std::exchange(caption_, std::nullopt));
}

void Composer::set_article(const ArticleText& source) {
  traditional_ = is_traditional(source);
  const ArticleText article = dressed(source, settings_, random_);
  article_ = static_cast<int>(out_.articles.size());
  out_.articles.emplace_back();
  measure_ = random_.chance(settings_.measure_change) ? new_measure() : settings_.measure;

  const std::pair<Role, const std::string*> heads[] = {{Role::kKicker, &article.kicker},
                                                       {Role::kHeadline, &article.headline},
                                                       {Role::kDeck, &article.deck}};
  std::vector<SetLine> outer = std::exchange(lines_, {});
  for (const auto& [role, text] : heads) {
    if (!text->empty()) set_display(role, *text, add_truth(role, *text));
  }
  std::vector<SetLine> headlines = std::exchange(lines_, std::move(outer));
  const bool after =
      settings_.headline_place == HeadlinePlace::kAfter && random_.chance(settings_.headline_habit);
  if (!after) std::move(headlines.begin(), headlines.end(), std::back_inserter(lines_));
  if (!article.byline.empty()) {
    set_display(Role::kByline, article.byline, add_truth(Role::kByline, article.byline));
  }
  set_body(article);
  if (after) std::move(headlines.begin(), headlines.end(), std::back_inserter(lines_));
}

// The headlines of all articles, in page order, taken out of the lines.
std::vector<SetLine> Composer::take_headlines() {
  const auto body = std::stable_partition(lines_.begin(), lines_.end(), [](const SetLine& line) {
    return is_headline(line.truth.role);
  });
  std::vector<SetLine> headlines(std::make_move_iterator(lines_.begin()),
                                 std::make_move_iterator(body));
  lines_.erase(lines_.begin(), body);
  return headlines;
}

void Composer::write() {
  lines_ = refragmented(std::move(lines_), settings_, random_);
  out_.places = dumped_order(lines_, settings_);
  std::vector<SetLine> dumped;
  for (const std::uint32_t i : out_.places) dumped.push_back(std::move(lines_[i]));
  lines_ = std::move(dumped);
  const std::vector<int> blanks = blank_lines(lines_, settings_, random_);
  const std::string line_end = settings_.crlf ? "\r\n" : "\n";
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    for (int k = 0; k < blanks[i]; ++k) out_.text += line_end;
    out_.text += utf8(extracted(lines_[i], settings_, random_)) + line_end;
    out_.lines.push_back(lines_[i].truth);
  }
}

Typeset Composer::compose(const std::vector<ArticleText>& articles) {
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (random_.chance(settings_.furniture)) set_furniture(false);
    set_article(articles[i]);
  }
  if (settings_.headline_place == HeadlinePlace::kPageStart ||
      settings_.headline_place == HeadlinePlace::kPageEnd) {
    std::vector<SetLine> headlines = take_headlines();
    const bool start = settings_.headline_place == HeadlinePlace::kPageStart;
    lines_.insert(start ? lines_.begin() : lines_.end(), std::make_move_iterator(headlines.begin()),
                  std::make_move_iterator(headlines.end()));
  }
  write();
  return std::move(out_);
}

}  // namespace

Typeset typeset(const std::vector<ArticleText>& articles, const TypesetSettings& settings,
                std::uint64_t seed) {
  return Composer(settings, seed).compose(articles);
}

}  // namespace tonglan
