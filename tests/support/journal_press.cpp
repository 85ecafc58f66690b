#include "support/journal_press.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "support/code_points.h"
#include "support/page_job.h"
#include "support/printed_lines.h"
#include "support/random.h"

namespace tonglan {
namespace {

using nlohmann::json;

class JournalPress {
 public:
  JournalPress(const std::vector<ArticleText>& articles, const JournalSettings& settings,
               std::uint64_t seed)
      : articles_(articles), s_(settings), random_(seed) {}

  PrintedPage print() {
    next_article_ = static_cast<std::size_t>(random_.between(0, 1000));
    y_ = 3 * s_.cell;
    if (s_.running_head) print_running_head();
    if (s_.title) print_title_page();
    if (s_.lead) print_lead();
    print_columns();
    print_page_number();
    for (PrintedLine& line : last_) add(std::move(line), line.paragraph);
    PrintedPage page = give_out(lines_, {truth_}, {false, s_.size_noise, 3 * s_.cell}, random_);
    if (s_.rules) page.document.pages[0].separators = std::move(separators_);
    page.document.pages[0].pictures = std::move(pictures_);
    page.lines = std::move(lines_);
    page.marks = std::move(marks_);
    page.cell = s_.cell;
    return page;
  }

 private:
  float pitch() const { return s_.cell * (1 + s_.leading); }
  float width() const { return static_cast<float>(s_.measure) * s_.cell; }
  float left_of(int column) const {
    return 3 * s_.cell + static_cast<float>(column) * (width() + s_.gutter * s_.cell);
  }
  float left() const { return left_of(0); }
  float right() const { return left_of(s_.columns - 1) + width(); }

  const ArticleText& next_article() { return articles_[next_article_++ % articles_.size()]; }

  // A new paragraph of the truth: its text is that of the lines which are printed.
  int begin(Role role) {
    truth_.push_back({{"role", gold_role(role)}, {"text", ""}});
    return static_cast<int>(truth_.size()) - 1;
  }

  void add(PrintedLine line, int paragraph) {
    if (paragraph >= 0) {
      line.article = 0;
      json& text = truth_[static_cast<std::size_t>(paragraph)]["text"];
      text = text.get<std::string>() + line.text;
    }
    line.paragraph = paragraph;
    lines_.push_back(std::move(line));
  }

  PrintedLine line_at(const std::string& text, float x, float top, float size, Role role) const {
    const float w = letter_units(code_points(text)) * size;
    return {text, {x, top, x + w, top + size}, size, -1, -1, role, false};
  }

  void furniture(const std::string& text, float x, float top, float size) {
    add(line_at(text, x, top, size, Role::kFolio), -1);
  }

  void rule(float from, float to, float y) {
    marks_.push_back({PageMark::Kind::kRule, RuleStyle::kThin, {from, y, to, y}});
    const float half = .05f * s_.cell;
    separators_.push_back({{from, y - half, to, y + half}, false, true, 1});
  }

  void picture(const Box& box) {
    marks_.push_back({PageMark::Kind::kPicture, RuleStyle::kNone, box});
    pictures_.push_back(box);
  }

  void print_running_head() {
    const float size = .9f * s_.cell;
    furniture("第12卷 第3期", left(), y_, size);
    const std::string name = "青 河 学 刊";
    furniture(name, (left() + right()) / 2 - 2.5f * size, y_, size);
    const std::string volume = "Vol.12 No.3";
    furniture(volume, right() - 5.5f * size, y_, size);
    rule(left(), right(), y_ + 1.4f * s_.cell);
    y_ += 3 * s_.cell;
  }

  void print_page_number() {
    furniture(std::to_string(random_.between(11, 480)), (left() + right()) / 2 - .5f * s_.cell,
              bottom_ + 1.6f * s_.cell, .9f * s_.cell);
  }

  // A line between the page's edges, in the middle.
  void centred(const std::string& text, float size, int paragraph, Role role, float& y) {
    const float w = letter_units(code_points(text)) * size;
    add(line_at(text, (left() + right() - w) / 2, y, size, role), paragraph);
    y += 1.5f * size;
  }

  // A paragraph over all columns, `inset` from their outer edges.
  void spanning(const std::string& text, float size, float inset, int indent, Role role) {
    const int paragraph = begin(role);
    const int measure = static_cast<int>((right() - left() - 2 * inset) / size);
    const std::vector<SetLine> set = set_text(text, measure, indent, paragraph, role);
    for (const SetLine& line : set) {
      const float x = left() + inset + static_cast<float>(line.indent) * size / 2;
      const bool ends = &line == &set.back();
      const float w = ends ? static_cast<float>(line.width) * size / 2
                           : left() + inset + static_cast<float>(measure) * size - x;
      add({line.text, {x, y_, x + w, y_ + size}, size, -1, -1, role, false}, paragraph);
      y_ += (1 + s_.leading) * size;
    }
  }

  void print_title(const std::string& title) {
    const float size = 1.9f * s_.cell;
    centred(title, size, begin(Role::kHeadline), Role::kHeadline, y_);
    y_ += .3f * s_.cell;
  }

  void print_title_page() {
    const ArticleText& article = next_article();
    print_title(article.headline);
    centred("何 志 成", 1.1f * s_.cell, begin(Role::kByline), Role::kByline, y_);
    centred("（青河师范学院，青河 330012）", .85f * s_.cell, begin(Role::kBody), Role::kBody, y_);
    const float size = .9f * s_.cell, inset = 2 * s_.cell;
    const auto body = std::find_if(article.units.begin(), article.units.end(),
                                   [](const auto& unit) { return unit.role == Role::kBody; });
    spanning("摘　要：" + body->text, size, inset, 2, Role::kBody);
    spanning("关键词：码头；步道；改造；社区", size, inset, 2, Role::kBody);
    float x = left() + inset + 2 * size;
    for (const char* entry : {"中图分类号：TU984.1", "文献标志码：A", "文章编号：1009-4405"}) {
      add(line_at(entry, x, y_, size, Role::kBody), begin(Role::kBody));
      x += .3f * (right() - left() - 2 * inset);
    }
    y_ += 2 * pitch();
  }

  void print_lead() {
    const ArticleText& article = next_article();
    print_title(article.headline);
    const auto body = std::find_if(article.units.begin(), article.units.end(),
                                   [](const auto& unit) { return unit.role == Role::kBody; });
    spanning(body->text, 1.1f * s_.cell, 0, 0, Role::kBody);
    y_ += pitch();
  }

  // --- What flows through the columns ---

  struct FlowLine {
    SetLine set;
    int paragraph = 0;
    float size = 0;
    bool last = false;            // of its paragraph
    float before = 0, after = 0;  // pixels of white
    int keep = 1;                 // lines that stand in one column with it, itself included
  };

  void add_section(const ArticleText& article, std::vector<FlowLine>& flow) {
    const int number = ++sections_;
    const int paragraph = begin(Role::kSubhead);
    const auto measure = static_cast<int>(static_cast<float>(s_.measure) / s_.section_size) - 2;
    std::vector<SetLine> set =
        set_text(article.headline, std::max(4, measure), 0, paragraph, Role::kSubhead);
    for (SetLine& line : set) line.indent += 4;
    set[0].text = std::to_string(number) + "　" + set[0].text;
    set[0].indent = 0;
    set[0].width += 3;
    for (std::size_t i = 0; i < set.size(); ++i) {
      FlowLine line{set[i], paragraph, s_.section_size * s_.cell, true, 0, 0, 1};
      line.keep = static_cast<int>(set.size() - i) + 2;
      if (i == 0) line.before = .4f * pitch();
      if (i + 1 == set.size()) line.after = .3f * pitch();
      flow.push_back(std::move(line));
    }
  }

  void add_body(const ArticleText& article, std::vector<FlowLine>& flow) {
    for (const ArticleText::Unit& unit : article.units) {
      if (unit.role != Role::kBody) continue;
      const int paragraph = begin(Role::kBody);
      // A page that goes on begins inside a paragraph.
      const bool goes_on = flow.empty() && !s_.title && !s_.lead;
      const std::vector<SetLine> set =
          set_text(unit.text, s_.measure, goes_on ? 0 : 2, paragraph, Role::kBody);
      for (const SetLine& line : set)
        flow.push_back({line, paragraph, s_.cell, &line == &set.back(), 0, 0, 1});
    }
  }

  float height_of(const FlowLine& line) const {
    return line.before + line.size + s_.leading * s_.cell + line.after;
  }

  void put(const FlowLine& line, float column_left, float top) {
    const float unit = line.size / 2;
    const float x = column_left + static_cast<float>(line.set.indent) * unit;
    const float w =
        line.last ? static_cast<float>(line.set.width) * unit : column_left + width() - x;
    add({line.set.text, {x, top, x + w, top + line.size}, line.size, -1, -1, line.set.role, false},
        line.paragraph);
  }

  // The foot of a column holds notes under a short rule; returns its height.
  float print_footnotes(float column_left, float bottom) {
    const float size = .85f * s_.cell, step = 1.4f * size;
    const std::vector<std::string> notes = {
        "收稿日期：2018-03-06", "修回日期：2018-05-21",
        "作者简介：何志成，青河人，长年走访老码头，记录步道改造的前前后后，著有《水边的路》。",
        "E-mail：hezhicheng@qinghe.example"};
    const int measure = static_cast<int>(width() / size);
    std::vector<SetLine> set;
    for (const std::string& note : notes) {
      const auto part = set_text(note, measure, 2, begin(Role::kBody), Role::kBody);
      set.insert(set.end(), part.begin(), part.end());
    }
    const float height = static_cast<float>(set.size()) * step + .8f * s_.cell;
    float top = bottom - height + .8f * s_.cell;
    rule(column_left, column_left + 8 * s_.cell, top - .4f * s_.cell);
    for (std::size_t i = 0; i < set.size(); ++i, top += step) {
      const SetLine& line = set[i];
      const bool ends = i + 1 == set.size() || set[i + 1].paragraph != line.paragraph;
      const float x = column_left + static_cast<float>(line.indent) * size / 2;
      const float w = ends ? static_cast<float>(line.width) * size / 2 : column_left + width() - x;
      PrintedLine printed{
          line.text, {x, top, x + w, top + size}, size, -1, line.paragraph, Role::kBody, false};
      last_.push_back(std::move(printed));
    }
    return height + .4f * s_.cell;
  }

  // A picture and its caption; returns the height.
  float print_figure(float from, float to, float top) {
    const float height = 7 * s_.cell, size = .85f * s_.cell;
    picture({from, top, to, top + height});
    const std::string text = "图" + std::to_string(++figures_) + " 步道改造前后的对比";
    const float w = letter_units(code_points(text)) * size;
    PrintedLine line =
        line_at(text, (from + to - w) / 2, top + height + .5f * s_.cell, size, Role::kCaption);
    line.paragraph = begin(Role::kCaption);
    last_.push_back(std::move(line));
    return height + .5f * s_.cell + 2 * size;
  }

  void print_columns() {
    std::vector<FlowLine> flow;
    const auto room = static_cast<std::size_t>(s_.columns * s_.depth);
    const float top = y_;
    while (flow.size() < room + 20) {
      const ArticleText& article = next_article();
      if (s_.sections && (!flow.empty() || s_.title)) add_section(article, flow);
      add_body(article, flow);
      if (s_.balanced && 2 * flow.size() > room) break;
    }
    float depth = static_cast<float>(s_.depth) * pitch();
    if (s_.balanced) {
      float all = 0;
      for (const FlowLine& line : flow) all += height_of(line);
      depth = std::min(depth, all / static_cast<float>(s_.columns) + 2 * pitch());
    }
    bottom_ = top + depth;
    const int last = s_.columns - 1;
    const float under = s_.figure ? print_figure(left_of(last), right(), top) : 0;
    if (s_.wide_figure)
      bottom_ += print_figure(left() + 3 * s_.cell, right() - 3 * s_.cell, bottom_);
    std::size_t at = 0;
    for (int column = 0; column < s_.columns; ++column) {
      float y = top, bottom = top + depth;
      if (s_.footnotes && column == 0) bottom -= print_footnotes(left_of(0), bottom);
      if (column == last) y += under;
      for (; at < flow.size(); ++at) {
        float need = 0;
        for (int k = 0; k < flow[at].keep && at + static_cast<std::size_t>(k) < flow.size(); ++k)
          need += height_of(flow[at + static_cast<std::size_t>(k)]);
        if (y + need > bottom) break;
        put(flow[at], left_of(column), y + flow[at].before);
        y += height_of(flow[at]);
      }
    }
  }

  const std::vector<ArticleText>& articles_;
  const JournalSettings s_;
  Random random_;
  std::size_t next_article_ = 0;
  int sections_ = 0, figures_ = 0;
  float y_ = 0, bottom_ = 0;
  json truth_ = json::array();
  std::vector<PrintedLine> lines_, last_;  // `last_`: captions and notes, read after the text
  std::vector<PageMark> marks_;
  std::vector<Separator> separators_;
  std::vector<Box> pictures_;
};

}  // namespace

const std::vector<JournalKind>& journal_kinds() {
  static const std::vector<JournalKind> kKinds = [] {
    JournalSettings first, inner, magazine, book;
    first.title = first.footnotes = true;
    inner.figure = true;
    JournalSettings last = inner;
    last.figure = false;
    last.wide_figure = true;
    last.section_size = 1;
    magazine.columns = 3;
    magazine.measure = 15;
    magazine.depth = 40;
    magazine.lead = magazine.balanced = true;
    magazine.section_size = 1.4f;
    book.columns = 1;
    book.measure = 28;
    book.depth = 30;
    book.sections = false;
    JournalSettings notes = book;
    notes.footnotes = notes.sections = true;
    return std::vector<JournalKind>{{"journal, first page", first},
                                    {"journal, inner page", inner},
                                    {"journal, wide figure", last},
                                    {"magazine, a lead", magazine},
                                    {"book page", book},
                                    {"book page with notes", notes}};
  }();
  return kKinds;
}

PrintedPage print_journal(const std::vector<ArticleText>& articles, const JournalSettings& settings,
                          std::uint64_t seed) {
  return JournalPress(articles, settings, seed).print();
}

}  // namespace tonglan
