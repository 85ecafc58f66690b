#include "overlay/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "chinese/roles.h"
#include "tonglan.h"

namespace tonglan {
namespace {

constexpr Colour kNoColour;
constexpr Colour kOrange = {.95f, .5f, .05f, 1};
constexpr Colour kJoinColour = {.1f, .55f, .45f, .9f};
constexpr Colour kInk = {.13f, .13f, .15f, 1};
constexpr Colour kPaper = {1, 1, 1, 1};
constexpr float kDoubtful = 1.1f;  // nats: worse than 3 to 1

// Hues that stay apart under a light tint; neighbours in reading order differ most.
constexpr std::array<Colour, 10> kArticleColours = {{{.12f, .47f, .71f, 1},
                                                     {.84f, .15f, .30f, 1},
                                                     {.17f, .60f, .24f, 1},
                                                     {.52f, .32f, .70f, 1},
                                                     {.70f, .50f, .05f, 1},
                                                     {.05f, .58f, .65f, 1},
                                                     {.80f, .30f, .62f, 1},
                                                     {.42f, .46f, .10f, 1},
                                                     {.55f, .34f, .26f, 1},
                                                     {.30f, .38f, .50f, 1}}};

struct RoleColour {
  Role role;
  const char* label;
  Colour colour;
};
constexpr RoleColour kRoleColours[] = {
    {Role::kHeadline, "headline", {.78f, .08f, .12f, 1}},
    {Role::kKicker, "kicker, deck", {.90f, .45f, .45f, 1}},
    {Role::kBody, "text", {.25f, .28f, .33f, 1}},
    {Role::kByline, "byline", {.10f, .45f, .75f, 1}},
    {Role::kCaption, "caption", {.10f, .60f, .30f, 1}},
    {Role::kFolio, "page furniture", {.60f, .60f, .62f, 1}},
};

Colour with_alpha(Colour c, float alpha) {
  c.alpha = alpha;
  return c;
}

Colour role_colour(Role role) {
  if (role == Role::kDeck || role == Role::kSubhead) role = Role::kKicker;
  if (role == Role::kMasthead) role = Role::kFolio;
  if (role == Role::kCredit) role = Role::kCaption;
  for (const RoleColour& c : kRoleColours)
    if (c.role == role) return c.colour;
  return kRoleColours[2].colour;
}

Colour article_colour(std::uint32_t article) {
  return article == kNone ? kRoleColours[5].colour
                          : kArticleColours[article % kArticleColours.size()];
}

class Draughtsman {
 public:
  Draughtsman(const Document& document, const OverlayOptions& options) : d_(document), o_(options) {
    if (o_.page >= d_.pages.size())
      throw Error(2, d_.source + ": there is no page " + std::to_string(o_.page + 1));
    const Page& page = d_.pages[o_.page];
    out_.width = page.width;
    out_.height = page.height;
    bool boxes = false;
    for (const Line& l : d_.lines) {
      if (!shows_page(l.page) || l.box.width() <= 0) continue;
      boxes = true;
      out_.width = std::max(out_.width, l.box.right);
      out_.height = std::max(out_.height, l.box.bottom);
    }
    if (!boxes)
      throw Error(2, d_.source + ": no line of page " + std::to_string(o_.page + 1) + " has a box");
    out_.image_width = out_.width;
    out_.image_height = out_.height;
    // Boxes reach to the last line only; where nothing says how large the page is, its picture
    // does.
    if (page.width <= 0 && !o_.image.empty()) {
      out_.image_width = static_cast<float>(o_.image.width);
      out_.image_height = static_cast<float>(o_.image.height);
      out_.width = std::max(out_.width, out_.image_width);
      out_.height = std::max(out_.height, out_.image_height);
    }
    unit_ = out_.width / 1000;
  }

  Drawing draw() {
    if (shows(kLayerArticles)) draw_articles();
    if (shows(kLayerLines)) draw_lines();
    if (shows(kLayerSeparators)) draw_separators();
    if (shows(kLayerBlocks)) draw_blocks();
    if (shows(kLayerDoubt)) draw_doubt();
    if (shows(kLayerJoins)) draw_joins();
    if (shows(kLayerOrder)) draw_order();
    if (shows(kLayerLegend)) draw_legend();
    return std::move(out_);
  }

 private:
  bool shows(Layer layer) const { return (o_.layers & layer) != 0; }
  bool shows_page(std::uint32_t page) const { return page >= o_.page && page < o_.page + o_.pages; }
  bool here(std::uint32_t line) const {
    return shows_page(d_.lines[line].page) && d_.lines[line].box.width() > 0;
  }

  Mark& add(Mark::Kind kind) {
    out_.marks.emplace_back();
    out_.marks.back().kind = kind;
    return out_.marks.back();
  }
  void add_box(const Box& box, Colour fill, Colour stroke, float width, float corner) {
    Mark& s = add(Mark::Kind::kBox);
    s.box = box;
    s.fill = fill;
    s.stroke = stroke;
    s.stroke_width = width;
    s.corner = corner;
  }
  void add_text(float x, float y, float size, const std::string& text, Colour colour,
                bool centred) {
    Mark& s = add(Mark::Kind::kText);
    s.box.left = x;
    s.box.top = y;
    s.size = size;
    s.text = text;
    s.fill = colour;
    s.centred = centred;
    s.bold = centred;
  }
  void add_curve(Point from, Point to, Colour colour, float width, bool arrow, bool sideways) {
    Mark& s = add(Mark::Kind::kCurve);
    const float apart = sideways ? std::fabs(to.x - from.x) : std::fabs(to.y - from.y);
    const float bend = std::min(.4f * apart + 4 * unit_, 26 * unit_);
    if (sideways)
      s.points = {from, {from.x + bend, from.y}, {to.x - bend, to.y}, to};
    else
      s.points = {from, {from.x, from.y + bend}, {to.x, to.y - bend}, to};
    s.stroke = colour;
    s.stroke_width = width;
    s.arrow = arrow;
  }

  static Box grown(Box b, float by) {
    return {b.left - by, b.top - by, b.right + by, b.bottom + by};
  }

  void draw_articles() {
    for (const Block& b : d_.blocks)
      if (shows_page(b.page) && b.article != kNone)
        add_box(grown(b.box, 3.5f * unit_), with_alpha(article_colour(b.article), .13f), kNoColour,
                0, 2 * unit_);
  }

  void draw_lines() {
    if (!o_.image.empty()) return;  // the page itself shows them
    for (std::uint32_t i = 0; i < d_.lines.size(); ++i) {
      if (!here(i)) continue;
      const Role role = d_.lines[i].role;
      const bool strong = role == Role::kHeadline || role == Role::kMasthead;
      const Box& b = d_.lines[i].box;
      const float thin = .12f * std::min(b.height(), b.width());
      add_box({b.left + thin, b.top + thin, b.right - thin, b.bottom - thin},
              {.35f, .37f, .42f, strong ? .55f : .28f}, kNoColour, 0, unit_);
    }
  }

  void draw_separators() {
    for (std::uint32_t page = o_.page; page < d_.pages.size() && shows_page(page); ++page) {
      // On a page that leans, the box of a rule is thicker than it: the page must be seen through
      // it.
      const Colour rule = o_.image.empty() ? kInk : with_alpha(kInk, .3f);
      for (const Separator& s : d_.pages[page].separators)
        add_box(s.box, s.rule ? rule : Colour{.4f, .7f, .9f, .3f}, kNoColour, 0, 0);
      for (const Box& b : d_.pages[page].pictures)
        add_box(b, {.5f, .5f, .5f, .15f}, {.5f, .5f, .5f, .6f}, unit_, 0);
    }
  }

  void draw_blocks() {
    for (const Block& b : d_.blocks) {
      if (!shows_page(b.page)) continue;
      const Colour c = role_colour(b.role);
      const bool text = b.role == Role::kBody;
      add_box(grown(b.box, 1.5f * unit_), text ? kNoColour : with_alpha(c, .10f),
              with_alpha(c, text ? .35f : .95f), text ? .9f * unit_ : 1.6f * unit_, 1.5f * unit_);
    }
  }

  // A paragraph's lines that follow one another in two blocks.
  void draw_joins() {
    for (const Paragraph& p : d_.paragraphs) {
      for (std::uint32_t k = p.first; k + 1 < p.last; ++k) {
        const std::uint32_t i = d_.order[k], j = d_.order[k + 1];
        const Line &a = d_.lines[i], &b = d_.lines[j];
        if (a.block == b.block || !here(i) || !here(j)) continue;
        joins_.insert({a.block, b.block});
        const bool vertical =
            a.block != kNone && d_.blocks[a.block].direction == Direction::kVertical;
        const bool doubtful = (k < d_.breaks.size() && d_.breaks[k].margin < kDoubtful) ||
                              (b.block != kNone && d_.blocks[b.block].order_margin < kDoubtful);
        const Point from = vertical ? Point{(a.box.left + a.box.right) / 2, a.box.bottom}
                                    : Point{a.box.right, (a.box.top + a.box.bottom) / 2};
        const Point to = vertical ? Point{(b.box.left + b.box.right) / 2, b.box.top}
                                  : Point{b.box.left, (b.box.top + b.box.bottom) / 2};
        add_curve(from, to, doubtful ? kOrange : kJoinColour, 3 * unit_, true, !vertical);
      }
    }
  }

  void draw_doubt() {
    for (std::uint32_t k = 0; k + 1 < d_.order.size() && k < d_.breaks.size(); ++k) {
      const std::uint32_t i = d_.order[k];
      const bool judged =
          d_.lines[i].role == Role::kBody && d_.lines[d_.order[k + 1]].role == Role::kBody;
      if (!here(i) || !judged || d_.breaks[k].margin >= kDoubtful ||
          d_.breaks[k].kind == BreakKind::kArticle)
        continue;
      const Box& b = d_.lines[i].box;
      add_box(grown(b, unit_), with_alpha(kOrange, .22f), kOrange, 1.4f * unit_, unit_);
    }
  }

  // Blocks in the order in which their first lines are read, numbered; an arrow to the next block
  // of the same article.
  void draw_order() {
    std::vector<std::uint32_t> sequence;
    std::vector<bool> seen(d_.blocks.size(), false);
    for (std::uint32_t i : d_.order) {
      const std::uint32_t block = d_.lines[i].block;
      if (!here(i) || block == kNone || seen[block]) continue;
      seen[block] = true;
      sequence.push_back(block);
    }
    for (std::size_t n = 0; n + 1 < sequence.size(); ++n)
      draw_next(d_.blocks[sequence[n]], d_.blocks[sequence[n + 1]], sequence[n], sequence[n + 1]);
    std::vector<Point> discs;
    for (std::size_t n = 0; n < sequence.size(); ++n) {
      const Block& b = d_.blocks[sequence[n]];
      const float least = std::min(b.box.width(), b.box.height());
      const float radius = std::clamp(.4f * least, 6 * unit_, 7.5f * unit_);
      const bool vertical = b.direction == Direction::kVertical;
      // Half out of the corner, for arrows end at the first line.
      const Point corner = {b.box.left + (vertical ? b.box.width() + .5f * radius : 0),
                            std::max(b.box.top - (vertical ? 0 : .5f * radius), radius)};
      const Point at = free_place(discs, corner, vertical ? -radius : radius);
      discs.push_back(at);
      Mark& disc = add(Mark::Kind::kDisc);
      disc.box.left = at.x;
      disc.box.top = at.y;
      disc.corner = radius;
      disc.fill = article_colour(b.article);
      disc.stroke = shows(kLayerDoubt) && b.order_margin < kDoubtful ? kOrange : kPaper;
      disc.stroke_width = (b.order_margin < kDoubtful ? 2.f : 1.2f) * unit_;
      const std::string number = std::to_string(n + 1);
      const float type = (number.size() < 3 ? 1.13f : .85f) * radius;
      add_text(at.x, at.y, type, number, kPaper, true);
    }
  }

  // From the end of a block to the beginning of the next one of its article; along the gutter, not
  // over the text. Where a paragraph goes on there, its own arrow says so.
  void draw_next(const Block& a, const Block& b, std::uint32_t from_block, std::uint32_t to_block) {
    const bool running = a.role == Role::kBody && b.role == Role::kBody;
    if (a.article != b.article || a.article == kNone || !running) return;
    const bool joined = shows(kLayerJoins) && joins_.contains({from_block, to_block});
    const bool doubtful = shows(kLayerDoubt) && b.order_margin < kDoubtful;
    if (joined) return;
    const bool vertical = a.direction == Direction::kVertical;
    Point from = vertical ? Point{a.box.left, a.box.bottom} : Point{a.box.right, a.box.bottom};
    const float in = std::min(9 * unit_, .5f * (vertical ? b.box.width() : b.box.height()));
    Point to = vertical ? Point{b.box.right - in, b.box.top} : Point{b.box.left, b.box.top + in};
    const float shared = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
    const bool below = !vertical && b.box.top >= a.box.bottom &&
                       shared > .5f * std::min(a.box.width(), b.box.width());
    if (below) {
      from.x = to.x = std::max(a.box.left, b.box.left) + .5f * shared;
      to.y = b.box.top;
    }
    add_curve(from, to, doubtful ? kOrange : with_alpha(article_colour(a.article), .6f),
              1.8f * unit_, true, !vertical && !below);
  }

  // Beside the numbers that are there already: to the right, or to the left where `radius` is
  // negative.
  static Point free_place(const std::vector<Point>& taken, Point at, float radius) {
    constexpr std::size_t kLooked = 400;  // of the last ones: neighbours in reading order, mostly
    for (int tries = 0; tries < 4; ++tries) {
      const std::size_t begin = taken.size() - std::min(taken.size(), kLooked);
      const bool free = std::none_of(
          taken.begin() + static_cast<std::ptrdiff_t>(begin), taken.end(), [&](const Point& p) {
            return std::hypot(p.x - at.x, p.y - at.y) < 1.8f * std::fabs(radius);
          });
      if (free) break;
      at.x += 2 * radius;
    }
    return at;
  }

  void draw_legend() {
    const float band = 44 * unit_, size = 10 * unit_;
    const float top = out_.height;
    out_.height += band;
    add_box({0, top, out_.width, out_.height}, {.97f, .97f, .96f, 1}, kNoColour, 0, 0);
    add_box({0, top, out_.width, top + unit_}, {.7f, .7f, .7f, 1}, kNoColour, 0, 0);
    const float middle = top + band / 2;
    float x = 16 * unit_;
    const auto label = [&](const std::string& text) {
      add_text(x, middle, size, text, kInk, false);
      x += (static_cast<float>(text.size()) * .56f + 1.5f) * size;
    };
    for (const RoleColour& c : kRoleColours) {
      add_box({x, middle - 6 * unit_, x + 16 * unit_, middle + 6 * unit_},
              with_alpha(c.colour, .12f), c.colour, 1.6f * unit_, 1.5f * unit_);
      x += 21 * unit_;
      label(c.label);
    }
    for (int i = 0; i < 3; ++i)
      add_box({x + static_cast<float>(i) * 7 * unit_, middle - 6 * unit_,
               x + static_cast<float>(i) * 7 * unit_ + 7 * unit_, middle + 6 * unit_},
              with_alpha(kArticleColours[static_cast<std::size_t>(i)], .35f), kNoColour, 0, 0);
    x += 26 * unit_;
    label("articles");
    add_curve({x, middle}, {x + 26 * unit_, middle}, kJoinColour, 3 * unit_, true, true);
    x += 32 * unit_;
    label("paragraph goes on");
    add_curve({x, middle}, {x + 26 * unit_, middle}, with_alpha(kArticleColours[0], .6f),
              1.8f * unit_, true, true);
    x += 32 * unit_;
    label("read next");
    add_box({x, middle - 6 * unit_, x + 16 * unit_, middle + 6 * unit_}, with_alpha(kOrange, .22f),
            kOrange, 1.4f * unit_, unit_);
    x += 21 * unit_;
    label("uncertain");
  }

  const Document& d_;
  const OverlayOptions& o_;
  Drawing out_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> joins_;  // blocks that a paragraph runs over
  float unit_ = 1;  // a thousandth of the page's width: strokes look the same at any resolution
};

}  // namespace

Drawing make_drawing(const Document& document, const OverlayOptions& options) {
  return Draughtsman(document, options).draw();
}

std::uint32_t parse_layers(const std::string& names) {
  struct Name {
    const char* name;
    Layer layer;
  };
  constexpr Name kNames[] = {{"lines", kLayerLines},       {"separators", kLayerSeparators},
                             {"articles", kLayerArticles}, {"blocks", kLayerBlocks},
                             {"order", kLayerOrder},       {"joins", kLayerJoins},
                             {"doubt", kLayerDoubt},       {"legend", kLayerLegend}};
  std::uint32_t chosen = 0, left_out = 0;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    std::string name = names.substr(at, end - at);
    at = end + 1;
    const bool out = name.starts_with('-');
    if (out) name.erase(0, 1);
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                    [&](const Name& n) { return name == n.name; });
    if (found == std::end(kNames)) throw Error(1, "there is no overlay layer '" + name + "'");
    (out ? left_out : chosen) |= found->layer;
  }
  return (chosen == 0 ? kAllLayers : chosen) & ~left_out;
}

}  // namespace tonglan
