#include "write/box/tsv.h"

#include "markup/xml_writer.h"
#include "write/box/regions.h"

namespace tonglan {
namespace {

struct Place {
  std::uint32_t page = 0, block = 0, paragraph = 0, line = 0, word = 0;
};

void add_row(int level, const Place& place, const Box& box, float confidence, std::string_view text,
             std::string& out) {
  const auto field = [&](const std::string& value) { out += value + '\t'; };
  field(std::to_string(level));
  for (const std::uint32_t n : {place.page, place.block, place.paragraph, place.line, place.word}) {
    field(std::to_string(n));
  }
  const Box whole = whole_pixels(box);
  for (const float n : {whole.left, whole.top, whole.width(), whole.height()}) {
    field(spell_whole(n));
  }
  field(confidence < 0 ? "-1" : spell_percent(confidence));
  for (const char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  out += '\n';
}

void add_line(const Document& d, const Line& line, Place place, std::string& out) {
  add_row(4, place, line.box, -1, "", out);
  for (const Word& word : spell_line(d, line, whole_pixels).words) {
    ++place.word;
    add_row(5, place, word.box, word.boxed ? word.confidence : line.confidence, word.text, out);
  }
}

void add_region(const Document& d, const Region& region, Place place, std::string& out) {
  add_row(2, place, region.box, -1, "", out);
  for (std::size_t i = 0; i < region.lines.size(); ++i) {
    if (i == 0 || region.paragraphs[i] != region.paragraphs[i - 1]) {
      ++place.paragraph;
      place.line = 0;
      add_row(3, place, region.box, -1, "", out);
    }
    ++place.line;
    add_line(d, d.lines[region.lines[i]], place, out);
  }
}

}  // namespace

void write_tsv(const Document& d, std::string& out) {
  Names names(d);
  const std::vector<Region> regions = regions_of(d, names, whole_pixels);
  out +=
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\t"
      "text\n";
  for (std::uint32_t p = 0; p < page_count(d); ++p) {
    const Page page = p < d.pages.size() ? d.pages[p] : Page();
    Place place;
    place.page = p + 1;
    add_row(1, place, {0, 0, page.width, page.height}, -1, "", out);
    for (const Region& region : regions) {
      if (region.page != p) continue;
      ++place.block;
      add_region(d, region, place, out);
    }
  }
}

}  // namespace tonglan
