#include "read/box/pdf.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "markup/html.h"
#include "markup/numbers.h"
#include "read/box/builder.h"
#include "read/box/pdftotext.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Word {
  std::string text;
  Box box;
};

struct Reader {
  Builder builder;
  std::optional<LineDraft> line;
  Box last;               // of the line's last word
  std::string last_text;  // and what it says
  bool vertical = false;
  // Where each word stood on this page, to find what is printed twice to look bold.
  std::unordered_multimap<std::string, Box> seen;
};

constexpr float kDpi = 300;           // of the pixels that points become
constexpr float kSameLine = 0.5f;     // of the lower height must overlap
constexpr float kWidestGap = 1.5f;    // em between words of a line
constexpr float kBlankGap = 0.5f;     // em between Chinese characters that count as a blank
constexpr float kTightPitch = 1.15f;  // em from one vertical character to the next
constexpr float kOverprint = 0.12f;   // em between a word and its double

float overlap(float a0, float a1, float b0, float b1) {
  return std::min(a1, b1) - std::max(a0, b0);
}

// The side of a character: boxes are as high as ascent and descent, which is more in some fonts.
float em_of(const Box& b) { return std::min(b.height(), std::max(b.width(), b.height() * 0.7f)); }

bool follows_across(const Box& a, const Box& b) {
  const float em = em_of(a);
  const float gap = b.left - a.right;
  return overlap(a.top, a.bottom, b.top, b.bottom) > kSameLine * std::min(a.height(), b.height()) &&
         std::max(a.height(), b.height()) < 2 * std::min(a.height(), b.height()) &&
         gap > -0.3f * em && gap < kWidestGap * em;
}

// One below the other, close together, about as wide as high: vertical setting.
bool follows_below(const Box& a, const Box& b) {
  const float em = std::max(a.width(), b.width());
  return a.width() < 1.5f * a.height() && b.width() < 1.5f * b.height() &&
         overlap(a.left, a.right, b.left, b.right) > 0.6f * std::min(a.width(), b.width()) &&
         em < 1.5f * std::max(a.height(), b.height()) && b.top - a.top > 0.2f * em &&
         b.top - a.top < kTightPitch * em;
}

bool is_overprint(Reader& r, const Word& word) {
  const float near = kOverprint * em_of(word.box);
  const auto [begin, end] = r.seen.equal_range(word.text);
  for (auto it = begin; it != end; ++it) {
    if (std::abs(it->second.left - word.box.left) < near &&
        std::abs(it->second.top - word.box.top) < near) {
      return true;
    }
  }
  r.seen.emplace(word.text, word.box);
  return false;
}

void end_line(Reader& r) {
  if (!r.line) return;
  if (r.vertical) {
    r.line->origin.has_direction = true;
    r.line->origin.direction = Direction::kVertical;
  }
  add_line(r.builder, std::move(*r.line), kNone);
  r.line.reset();
  r.vertical = false;
}

void add_word(Reader& r, const Word& word) {
  if (is_overprint(r, word)) {
    note(r.builder, Oddity::kOverprinted, word.text);
    return;
  }
  bool blank = false;
  if (r.line) {
    const bool first_pair = r.line->glyphs.size() == 1;
    const bool below = (r.vertical || first_pair) && follows_below(r.last, word.box);
    const bool across = !r.vertical && follows_across(r.last, word.box);
    if (across) {
      blank = wants_blank(r.last_text, word.text) ||
              word.box.left - r.last.right > kBlankGap * em_of(r.last);
    } else if (below) {
      r.vertical = true;
      blank = wants_blank(r.last_text, word.text);
    } else {
      end_line(r);
    }
  }
  if (!r.line) r.line.emplace();
  append_glyph(r.builder, *r.line, word.text, word.box, -1, blank);
  r.last = word.box;
  r.last_text = word.text;
}

std::string_view attribute(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(name);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + name.size());
  return rest.substr(0, rest.find('"'));
}

float pixels(std::string_view points) { return parse_number(points) * kDpi / 72; }

// pdftotext writes a page or a word a line.
void read_line(Reader& r, std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (line.starts_with("<page ")) {
    end_line(r);
    r.seen.clear();
    Page page;
    page.width = pixels(attribute(line, "width=\""));
    page.height = pixels(attribute(line, "height=\""));
    page.dpi = kDpi;
    begin_page(r.builder, std::move(page));
  } else if (line.starts_with("<word ")) {
    const std::size_t begin = line.find('>');
    const std::size_t end = line.rfind("</word>");
    if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin) return;
    Word word;
    word.text = decode_entities(line.substr(begin + 1, end - begin - 1));
    word.box = {pixels(attribute(line, "xMin=\"")), pixels(attribute(line, "yMin=\"")),
                pixels(attribute(line, "xMax=\"")), pixels(attribute(line, "yMax=\""))};
    add_word(r, word);
  }
}

}  // namespace

Document read_pdf(const std::string& path, const ReadOptions& options) {
  check_pdf_file(path);
  Reader r;
  run_pdftotext(path, options.first_page, options.last_page,
                [&](std::string_view line) { read_line(r, line); });
  end_line(r);
  if (r.builder.document.lines.empty()) {
    throw Error(2, "the PDF has no text layer, it is a scan; run OCR on its pages first");
  }
  return finish(std::move(r.builder));
}

}  // namespace tonglan
