#include "support/page_press.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>

#include "support/code_points.h"
#include "support/corpus.h"
#include "support/dress.h"
#include "support/page_extras.h"
#include "support/page_job.h"
#include "support/printed_lines.h"
#include "support/random.h"

namespace tonglan {
namespace {

using nlohmann::json;

class Press {
 public:
  Press(const std::vector<ArticleText>& articles, const PressSettings& settings, std::uint64_t seed)
      : articles_(articles), s_(settings), random_(seed), extras_(seed + 0xAD5) {}

  PrintedPage print() {
    y_ = 6 * s_.cell;
    if (s_.vertical)
      print_flow();
    else
      for (int band = 0; band < s_.bands; ++band) print_band(band);
    if (!s_.vertical) print_adverts();
    if (s_.furniture) print_furniture();
    if (s_.vertical) turn();
    PrintedPage page = give_out(lines_, truth_, {s_.vertical, s_.size_noise, 3 * s_.cell}, random_);
    page.document.pages[0].separators = std::move(separators_);
    page.lines = std::move(lines_);
    page.marks = std::move(marks_);
    page.cell = s_.cell;
    return page;
  }

 private:
  float pitch() const { return s_.cell * (1 + s_.leading); }
  float column_width() const { return s_.measure * s_.cell; }
  float column_left(int column) const {
    return 3 * s_.cell + static_cast<float>(column) * (column_width() + s_.gutter * s_.cell);
  }
  float page_right() const { return span_right(0, s_.columns); }
  float span_right(int first, int count) const {
    return column_left(first + count - 1) + column_width();
  }

  const ArticleText& next_article() { return articles_[next_article_++ % articles_.size()]; }

  int begin_article(Job& job) {
    truth_.push_back(std::move(job.truth));
    return static_cast<int>(truth_.size()) - 1;
  }

  void put(PrintedLine line) { lines_.push_back(std::move(line)); }

  void rule(RuleStyle style, float left, float top, float right, float bottom) {
    if (style != RuleStyle::kNone)
      marks_.push_back({PageMark::Kind::kRule, style, {left, top, right, bottom}});
  }
  // A rule that the Document has, too.
  void known_rule(float left, float top, float right, float bottom) {
    if (!s_.frames) return;
    const float half = .05f * s_.cell;
    rule(RuleStyle::kThin, left, top, right, bottom);
    separators_.push_back({{left - half, top - half, right + half, bottom + half},
                           bottom - top > right - left,
                           true,
                           1});
  }
  // In the gutter left of a column.
  void gutter_rule(RuleStyle style, int column, float top, float bottom) {
    const float x = column_left(column) - s_.gutter * s_.cell / 2;
    rule(style, x, top, x, bottom);
  }
  void put_picture(float left, float top, float right, float bottom) {
    marks_.push_back({PageMark::Kind::kPicture, RuleStyle::kNone, {left, top, right, bottom}});
  }

  void put_leg(const Job& job, int article, std::size_t first, std::size_t last, float left,
               float top) {
    for (std::size_t i = first; i < last; ++i) {
      const SetLine& line = job.body[i];
      const float x = left + static_cast<float>(line.indent) * s_.cell / 2;
      // Full lines are justified to the measure.
      const bool ends = i + 1 == job.body.size() || job.body[i + 1].paragraph != line.paragraph;
      const float width =
          ends ? static_cast<float>(line.width) * s_.cell / 2 : left + column_width() - x;
      put({line.text,
           {x, top, x + width, top + s_.cell},
           s_.cell,
           article,
           line.paragraph,
           line.role,
           false});
      top += pitch();
    }
  }

  // A line of display type centred between two edges; returns its bottom.
  float put_centred(const std::string& text, float size, float left, float right, float top,
                    int article, int paragraph, Role role) {
    const std::u32string letters = code_points(text);
    const auto per_line = static_cast<std::size_t>(std::max(2.f, (right - left) / size));
    for (std::size_t at = 0; at < letters.size(); at += per_line) {
      const std::u32string part = letters.substr(at, per_line);
      const float width = letter_units(part) * size;
      const float x = (left + right - width) / 2;
      put({utf8(part), {x, top, x + width, top + size}, size, article, paragraph, role, false});
      top += 1.15f * size;
    }
    return top - .15f * size;
  }

  // Kicker, headline and byline between two edges; returns where text may begin.
  float put_head(const Job& job, int article, float left, float right, float top) {
    if (!job.kicker.empty() &&
        static_cast<float>(code_points(job.kicker).size()) * 1.4f * s_.cell < right - left)
      top = put_centred(job.kicker, 1.4f * s_.cell, left, right, top, article, job.kicker_paragraph,
                        Role::kKicker) +
            .4f * s_.cell;
    else if (!job.kicker.empty())
      truth_[static_cast<std::size_t>(article)][static_cast<std::size_t>(job.kicker_paragraph)]
            ["text"] = "";
    const float size = s_.cell * (right - left > 3 * column_width() ? 3.f : 2.2f);
    top = put_centred(job.headline, size, left, right, top, article, job.headline_paragraph,
                      Role::kHeadline);
    if (!job.byline.empty())
      top = put_centred(job.byline, s_.cell, left, right, top + .5f * s_.cell, article,
                        job.byline_paragraph, Role::kByline);
    return top + .8f * s_.cell;
  }

  // Shares the body among legs; `shorter[k]`: how many lines leg k holds less than a full one.
  // Returns how many lines a full leg has.
  int put_legs(const Job& job, int article, int first, int count, float top,
               std::vector<int> shorter, std::vector<int> lowered) {
    shorter.resize(static_cast<std::size_t>(count));
    lowered.resize(static_cast<std::size_t>(count));
    const int total =
        static_cast<int>(job.body.size()) + std::accumulate(shorter.begin(), shorter.end(), 0);
    const int full = (total + count - 1) / count;
    std::size_t at = 0;
    for (int k = 0; k < count; ++k) {
      const auto n =
          static_cast<std::size_t>(std::max(0, full - shorter[static_cast<std::size_t>(k)]));
      const std::size_t end = k + 1 == count ? job.body.size() : std::min(at + n, job.body.size());
      put_leg(job, article, at, end, column_left(first + k),
              top + static_cast<float>(lowered[static_cast<std::size_t>(k)]) * pitch());
      at = end;
    }
    return full;
  }

  // One article over columns first .. first + count - 1 from `top`; returns its bottom.
  float print_article(Shape shape, int first, int count, float top) {
    if (count < 2 && shape != Shape::kPictureInside) shape = Shape::kPlain;
    if (count < 3 && (shape == Shape::kMiddle || shape == Shape::kSide)) shape = Shape::kPlain;
    const bool picture = shape == Shape::kPictureTop || shape == Shape::kPictureInside;
    Job job = make_job(next_article(), s_.measure, picture);
    const int article = begin_article(job);
    if (shape == Shape::kSide) return print_side(job, article, first, count, top);
    int head_first = first, head_count = count;
    if (shape == Shape::kPartial) --head_count;
    if (shape == Shape::kMiddle) ++head_first, head_count -= 2;
    const float text_top =
        put_head(job, article, column_left(head_first), span_right(head_first, head_count), top);
    // Columns beside the headline begin higher, by whole lines.
    const int beside = static_cast<int>((text_top - top) / pitch());
    std::vector<int> shorter(static_cast<std::size_t>(count)),
        lowered(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k)
      if (first + k < head_first || first + k >= head_first + head_count)
        shorter[static_cast<std::size_t>(k)] = lowered[static_cast<std::size_t>(k)] = -beside;
    if (shape == Shape::kPictureTop) {
      const int width = std::min(count, random_.between(1, 2)), at = count - width;
      for (int k = at; k < count; ++k)
        shorter[static_cast<std::size_t>(k)] = lowered[static_cast<std::size_t>(k)] = 8;
      const float y = text_top + 6.2f * pitch();
      put_centred(job.caption, .85f * s_.cell, column_left(first + at),
                  span_right(first + at, width), y, article, job.caption_paragraph, Role::kCaption);
      put_picture(column_left(first + at), text_top, span_right(first + at, width),
                  y - .3f * s_.cell);
    }
    if (shape == Shape::kPictureInside) return print_picture(job, article, first, count, text_top);
    if (shape == Shape::kNote) shorter.back() = 9;
    const bool table = tables_printed_ < s_.tables && shape == Shape::kPlain &&
                       static_cast<int>(job.body.size()) > count * (kTableRows + 2);
    if (table) shorter.back() = kTableRows + 1;
    const int full = put_legs(job, article, first, count, text_top, shorter, lowered);
    float bottom = text_top + static_cast<float>(full) * pitch();
    if (table) print_table(article, first + count - 1, bottom - (kTableRows + .2f) * pitch());
    if (shape == Shape::kNote && full > 9) bottom = print_note(first + count - 1, bottom);
    for (int k = 1; k < count; ++k) {
      // Not through the picture.
      const float under = lowered[static_cast<std::size_t>(k)] > 0 ? 8 * pitch() : 0;
      gutter_rule(s_.column_rules, first + k, text_top + under, bottom);
    }
    return bottom;
  }

  // A picture with its caption in the middle of the first column: the leg goes on under it.
  float print_picture(const Job& job, int article, int first, int count, float top) {
    const int total = static_cast<int>(job.body.size()) + 8, full = (total + count - 1) / count;
    const auto half = static_cast<std::size_t>(std::clamp(full / 2 - 4, 2, 40));
    std::size_t at = std::min(half, job.body.size());
    put_leg(job, article, 0, at, column_left(first), top);
    const float under = top + static_cast<float>(half + 8) * pitch();
    put_centred(job.caption, .85f * s_.cell, column_left(first), span_right(first, 1),
                under - 1.3f * pitch(), article, job.caption_paragraph, Role::kCaption);
    put_picture(column_left(first), top + static_cast<float>(half) * pitch(), span_right(first, 1),
                under - 1.6f * pitch());
    for (int k = 0; k < count; ++k) {
      const std::size_t n =
          k == 0 ? static_cast<std::size_t>(std::max(1, full - 8)) -
                       std::min(half, static_cast<std::size_t>(std::max(1, full - 8)))
                 : static_cast<std::size_t>(full);
      const std::size_t end = k + 1 == count ? job.body.size() : std::min(at + n, job.body.size());
      put_leg(job, article, at, end, column_left(first + k), k == 0 ? under : top);
      at = end;
    }
    const float bottom = std::max(top + static_cast<float>(full + 1) * pitch(), under);
    for (int k = 1; k < count; ++k) gutter_rule(s_.column_rules, first + k, top, bottom);
    return bottom;
  }

  void put_extra(const Extra& extra, int article) {
    json& truth = truth_[static_cast<std::size_t>(article)];
    const int before = static_cast<int>(truth.size());
    for (const json& paragraph : extra.truth) truth.push_back(paragraph);
    for (PrintedLine line : extra.lines) {
      line.article = article;
      line.paragraph += before;
      put(std::move(line));
    }
  }

  void print_table(int article, int column, float top) {
    ++tables_printed_;
    const float left = column_left(column), right = left + column_width();
    const Extra table = set_table({left, right, top, s_.cell, pitch()}, extras_);
    put_extra(table, article);
    for (const Box& b : table.rules) known_rule(b.left, b.top, b.right, b.bottom);
  }

  void print_adverts() {
    for (int column = 0; column < std::min(s_.adverts, s_.columns); ++column) {
      const float left = column_left(column), right = left + column_width();
      const Extra advert = set_advert({left, right, y_, s_.cell, pitch()}, extras_);
      truth_.push_back(json::array());
      put_extra(advert, static_cast<int>(truth_.size()) - 1);
      const Box& f = advert.frame;
      known_rule(f.left, f.top, f.right, f.top);
      known_rule(f.left, f.bottom, f.right, f.bottom);
      known_rule(f.left, f.top, f.left, f.bottom);
      known_rule(f.right, f.top, f.right, f.bottom);
    }
  }

  float print_note(int column, float bottom) {
    const float left = column_left(column) + s_.cell,
                right = column_left(column) + column_width() - s_.cell;
    Job job;
    job.headline_paragraph = job.add("headline", job.headline = "小资料");
    const std::string text = "全线共设八座车站，首班车六时发出。";
    const int paragraph = job.add("body", text);
    job.body = set_text(text, s_.measure - 2, 2, paragraph, Role::kBody);
    const int article = begin_article(job);
    float top = bottom - 6.5f * pitch();
    marks_.push_back({PageMark::Kind::kFrame,
                      RuleStyle::kThin,
                      {left - .6f * s_.cell, top - .5f * s_.cell, right + .6f * s_.cell, bottom}});
    put_centred(job.headline, s_.cell, left, right, top, article, job.headline_paragraph,
                Role::kHeadline);
    top += pitch();
    for (const SetLine& line : job.body) {
      const float x = left + static_cast<float>(line.indent) * s_.cell / 2;
      const bool last = &line == &job.body.back();
      const float end = last ? x + static_cast<float>(line.width) * s_.cell / 2 : right;
      put({line.text,
           {x, top, end, top + s_.cell},
           s_.cell,
           article,
           paragraph,
           Role::kBody,
           false});
      top += pitch();
    }
    return bottom;
  }

  // The headline stands upright in the first column's place, the text beside it.
  float print_side(Job& job, int article, int first, int count, float top) {
    const float size = 2 * s_.cell, left = column_left(first) + (column_width() - size) / 2;
    const auto letters = code_points(job.headline);
    put({job.headline,
         {left, top, left + size, top + static_cast<float>(letters.size()) * size},
         size,
         article,
         job.headline_paragraph,
         Role::kHeadline,
         true});
    for (int hidden : {job.kicker_paragraph, job.byline_paragraph})
      if (hidden >= 0)
        truth_[static_cast<std::size_t>(article)][static_cast<std::size_t>(hidden)]["text"] = "";
    const int full = put_legs(job, article, first + 1, count - 1, top, {}, {});
    return top +
           std::max(static_cast<float>(full) * pitch(), static_cast<float>(letters.size()) * size);
  }

  void print_band(int band) {
    float bottom = y_;
    std::vector<int> starts;  // columns where an article begins
    for (int column = 0; column < s_.columns;) {
      int count = std::min(s_.columns - column, random_.between(2, 4));
      if (s_.columns - column - count == 1) ++count;
      const auto turn = static_cast<std::size_t>(articles_printed_++);
      const Shape shape = s_.shapes.empty() ? static_cast<Shape>(random_.between(0, kShapes - 1))
                                            : s_.shapes[turn % s_.shapes.size()];
      bottom = std::max(bottom, print_article(shape, column, count, y_));
      if (column > 0) starts.push_back(column);
      column += count;
    }
    for (const int column : starts) gutter_rule(s_.article_rules, column, y_, bottom);
    const float below = bottom + 1.1f * s_.cell;
    if (band + 1 < s_.bands) rule(s_.band_rules, column_left(0), below, page_right(), below);
    y_ = bottom + 2.2f * s_.cell;
  }

  // Articles one after another through the columns, headlines as wide as a column.
  void print_flow() {
    const float page_top = y_, page_bottom = y_ + 60 * pitch();
    for (int k = 1; k < s_.columns; ++k) gutter_rule(s_.column_rules, k, page_top, page_bottom);
    int column = 0;
    float top = page_top;
    std::size_t too_long = 0;  // articles passed over, until one fits
    while (column < s_.columns) {
      Job job = make_job(next_article(), s_.measure, false);
      job.headline =
          utf8(code_points(job.headline).substr(0, static_cast<std::size_t>(s_.measure / 2)));
      for (int hidden : {job.kicker_paragraph, job.byline_paragraph})
        if (hidden >= 0) job.truth[static_cast<std::size_t>(hidden)]["text"] = "";
      job.truth[static_cast<std::size_t>(job.headline_paragraph)]["text"] = job.headline;
      const auto need = static_cast<float>(job.body.size()) * pitch() + 4 * s_.cell;
      if (need > page_bottom - top +
                     static_cast<float>(s_.columns - 1 - column) * (page_bottom - page_top)) {
        if (!lines_.empty() || ++too_long == articles_.size()) break;
        continue;
      }
      if (page_bottom - top < 8 * pitch()) {
        if (++column == s_.columns) break;
        top = page_top;
      }
      const int article = begin_article(job);
      if (top > page_top)
        rule(s_.article_rules, column_left(column), top - .2f * s_.cell, span_right(column, 1),
             top - .2f * s_.cell);
      top = put_centred(job.headline, 1.8f * s_.cell, column_left(column), span_right(column, 1),
                        top + .6f * s_.cell, article, job.headline_paragraph, Role::kHeadline) +
            s_.cell;
      for (std::size_t at = 0; at < job.body.size();) {
        const auto room = static_cast<std::size_t>(std::max(0.f, (page_bottom - top) / pitch()));
        const std::size_t end = std::min(job.body.size(), at + room);
        put_leg(job, article, at, end, column_left(column), top);
        top += static_cast<float>(end - at) * pitch();
        at = end;
        if (at == job.body.size()) break;
        ++column;
        top = page_top;
      }
      top += s_.cell;
    }
  }

  void print_furniture() {
    if (s_.vertical) return;
    put({"青河日报",
         {column_left(0), 2 * s_.cell, column_left(0) + 10 * s_.cell, 4.5f * s_.cell},
         2.5f * s_.cell,
         -1,
         -1,
         Role::kFolio,
         false});
    const float right = page_right();
    rule(s_.band_rules, column_left(0), 5.2f * s_.cell, right, 5.2f * s_.cell);
    put({"2025年3月8日 第2版",
         {right - 9 * s_.cell, 2.8f * s_.cell, right, 3.8f * s_.cell},
         s_.cell,
         -1,
         -1,
         Role::kFolio,
         false});
  }

  void turn() {
    float height = 0;
    for (const PrintedLine& l : lines_) height = std::max(height, l.box.bottom);
    height += 3 * s_.cell;
    const auto turned = [&](const Box& b) {
      return Box{height - b.bottom, b.left, height - b.top, b.right};
    };
    for (PageMark& m : marks_) m.box = turned(m.box);
    for (PrintedLine& l : lines_) {
      l.box = turned(l.box);
      l.stacked = !l.stacked;
    }
  }

  const std::vector<ArticleText>& articles_;
  const PressSettings s_;
  Random random_;
  Random extras_;  // one of its own: they don't change what else is printed
  float y_ = 0;
  std::size_t next_article_ = 0;
  int articles_printed_ = 0, tables_printed_ = 0;
  std::vector<json> truth_;
  std::vector<PrintedLine> lines_;
  std::vector<PageMark> marks_;
  std::vector<Separator> separators_;
};

}  // namespace

const char* shape_name(Shape shape) {
  constexpr const char* kNames[kShapes] = {
      "plain",          "partial headline", "headline in the middle", "picture on top",
      "picture inside", "boxed note",       "vertical headline"};
  return kNames[static_cast<int>(shape)];
}

PrintedPage print_page(const std::vector<ArticleText>& articles, const PressSettings& settings,
                       std::uint64_t seed) {
  return Press(articles, settings, seed).print();
}

PrintedPage print_sample(std::uint64_t seed, bool one_script, std::vector<ArticleText> articles) {
  Random random(seed);
  Random dress(seed + 0x5EED);  // one of its own: rules don't change where text stands
  const bool vertical_page = one_script && dress.chance(.3);
  const bool traditional = vertical_page && dress.chance(.5);
  if (one_script) {
    const auto in_script = [&](const ArticleText& a) { return is_traditional(a) == traditional; };
    // A corpus may be all in the other one.
    if (std::any_of(articles.begin(), articles.end(), in_script))
      std::erase_if(articles, std::not_fn(in_script));
  }
  for (std::size_t i = articles.size(); i > 1; --i)
    std::swap(articles[i - 1],
              articles[static_cast<std::size_t>(random.between(0, static_cast<int>(i) - 1))]);
  PressSettings s;
  s.columns = random.between(3, 8);
  s.measure = random.between(9, 16);
  s.cell = static_cast<float>(random.between(18, 44));
  s.leading = static_cast<float>(random.between(.2, .7));
  s.gutter = static_cast<float>(random.between(1.0, 2.0));
  s.bands = random.between(2, 4);
  s.vertical = random.chance(.25);
  if (one_script) s.vertical = vertical_page;
  if (traditional) s.columns = 3;  // there are not so many articles
  for (RuleStyle* style : {&s.column_rules, &s.article_rules, &s.band_rules})
    *style = static_cast<RuleStyle>(dress.between(0, kRuleStyles - 1));
  return print_page(articles, s, seed);
}

}  // namespace tonglan
