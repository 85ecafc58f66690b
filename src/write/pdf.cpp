#include "write/pdf.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

#include "tonglan.h"
#include "write/pdf_parts.h"

namespace tonglan {
namespace {

constexpr double kGuessedDpi = 300;      // of pages that do not say
constexpr double kLargestSide = 14'400;  // points; viewers draw no more

// Where the input says nothing of the page's size, what stands on it does.
Document with_page_sizes(Document document) {
  std::vector<Page> needed(document.pages.size());
  for (const Line& line : document.lines) {
    if (line.page >= needed.size()) continue;
    Page& page = needed[line.page];
    page.width = std::max(page.width, line.box.right);
    page.height = std::max(page.height, line.box.bottom);
  }
  for (std::size_t i = 0; i < needed.size(); ++i) {
    Page& page = document.pages[i];
    if (page.width > 0 && page.height > 0) continue;
    // A blank page is A4 at 300 dpi.
    page.width = needed[i].width > 0 ? needed[i].width : 2480;
    page.height = needed[i].height > 0 ? needed[i].height : 3508;
  }
  return document;
}

double scale_of(const Page& page) {
  const double dpi = page.dpi > 0 ? page.dpi : kGuessedDpi;
  return std::min(72 / dpi, kLargestSide / std::max(page.width, page.height));
}

std::string image_entries(const PageImage& image) {
  const char* const space = image.channels == 1   ? "DeviceGray"
                            : image.channels == 4 ? "DeviceCMYK"
                                                  : "DeviceRGB";
  std::string entries = fmt::format(
      "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/{}/BitsPerComponent {}",
      image.width, image.height, space, image.bits);
  if (image.inverted) entries += "/Decode[1 0 1 0 1 0 1 0]";
  if (image.coding == PageImage::Coding::kJpeg) return entries + "/Filter/DCTDecode";
  return entries + fmt::format(
                       "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {}"
                       "/BitsPerComponent {}/Columns {}>>",
                       image.channels, image.bits, image.width);
}

// Takes the unit square, on which images are drawn, to the page, turned as EXIF asks for.
std::string image_matrix(int orientation, double width, double height) {
  constexpr int kTurns[8][6] = {{1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},  {-1, 0, 0, -1, 1, 1},
                                {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
                                {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
  const auto& t = kTurns[std::clamp(orientation, 1, 8) - 1];
  return fmt::format("{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} cm", t[0] * width, t[1] * height,
                     t[2] * width, t[3] * height, t[4] * width, t[5] * height);
}

std::size_t add_page(PdfFile& file, const Document& document, std::uint32_t index,
                     const PageImage* image, std::size_t parent, std::size_t fonts,
                     CodeBook& codes) {
  const Page& page = document.pages[index];
  const double scale = scale_of(page);
  const double width = page.width * scale, height = page.height * scale;
  std::string content, images;
  if (image && !image->bytes.empty()) {
    content =
        "/Artifact BMC q " + image_matrix(image->orientation, width, height) + " /I Do Q EMC\n";
    images =
        fmt::format("/XObject<</I {} 0 R>>", file.add_stream(image_entries(*image), image->bytes));
  }
  content += page_text(document, index, scale, codes);
  const std::size_t contents = file.add_packed("", content);
  return file.add(
      fmt::format("<</Type/Page/Parent {} 0 R/MediaBox[0 0 {:.2f} {:.2f}]/Contents {} 0 R"
                  "/Resources<</Font {} 0 R{}>>/StructParents {}/Tabs/S>>",
                  parent, width, height, contents, fonts, images, index));
}

// The invisible font `index`; `program`: the font file's object.
std::size_t add_font(PdfFile& file, const CodeBook& codes, std::size_t index, std::size_t program) {
  const std::vector<char32_t> characters = codes.characters_of(index);
  // Every code shows glyph 1.
  std::string glyphs(2, '\0');
  for (std::size_t i = 0; i < characters.size(); ++i) glyphs += std::string_view("\0\1", 2);
  const std::size_t map = file.add_packed("", to_unicode_map(characters));
  const std::size_t to_glyph = file.add_packed("", glyphs);
  const std::size_t descriptor = file.add(fmt::format(
      "<</Type/FontDescriptor/FontName/TonglanEmpty/Flags 5/FontBBox[0 -200 1000 800]"
      "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 800/StemV 80/FontFile2 {} 0 R>>",
      program));
  const std::size_t descendant = file.add(fmt::format(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/TonglanEmpty/CIDToGIDMap {} 0 R/DW 1000"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {} 0 R>>",
      to_glyph, descriptor));
  return file.add(
      fmt::format("<</Type/Font/Subtype/Type0/BaseFont/TonglanEmpty/Encoding/Identity-H"
                  "/DescendantFonts[{} 0 R]/ToUnicode {} 0 R>>",
                  descendant, map));
}

}  // namespace

PdfFile::PdfFile(std::string& to) : out_(to), start_(to.size()) {
  out_ += "%PDF-1.5\n%\xE9\x80\x9A\xE6\xA0\x8F\n";
}

std::size_t PdfFile::reserve() {
  offsets_.push_back(0);
  return offsets_.size();
}

void PdfFile::put(std::size_t number, const std::string& object) {
  offsets_[number - 1] = out_.size() - start_;
  fmt::format_to(std::back_inserter(out_), "{} 0 obj\n{}\nendobj\n", number, object);
}

std::size_t PdfFile::add(const std::string& object) {
  const std::size_t number = reserve();
  put(number, object);
  return number;
}

std::size_t PdfFile::add_stream(const std::string& entries, const std::string& bytes) {
  return add(fmt::format("<<{}/Length {}>>stream\n{}\nendstream", entries, bytes.size(), bytes));
}

std::size_t PdfFile::add_packed(const std::string& entries, const std::string& bytes) {
  return add_stream(entries + "/Filter/FlateDecode", deflated(bytes));
}

void PdfFile::finish(std::size_t catalogue, std::size_t info) {
  const std::size_t table = out_.size() - start_;
  auto to = std::back_inserter(out_);
  fmt::format_to(to, "xref\n0 {}\n0000000000 65535 f \n", offsets_.size() + 1);
  for (const std::size_t offset : offsets_) fmt::format_to(to, "{:010} 00000 n \n", offset);
  fmt::format_to(to, "trailer<</Size {}/Root {} 0 R/Info {} 0 R>>\nstartxref\n{}\n%%EOF\n",
                 offsets_.size() + 1, catalogue, info, table);
}

std::string deflated(std::string_view bytes, int level) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()),
                level) != Z_OK) {
    throw Error(75, "no memory to pack a page of the PDF");
  }
  packed.resize(size);
  return packed;
}

void write_pdf(const Document& given, const std::vector<PageImage>& images, std::string& out) {
  const bool placed = !images.empty() ||
                      std::any_of(given.pages.begin(), given.pages.end(),
                                  [](const Page& p) { return p.width > 0; }) ||
                      std::any_of(given.lines.begin(), given.lines.end(),
                                  [](const Line& l) { return l.box.right > l.box.left; });
  if (given.pages.empty() || !placed)
    throw Error(2, "text has no place on a page; a PDF needs an image or text with boxes");
  const Document document = with_page_sizes(given);
  PdfFile file(out);
  const std::size_t catalogue = file.reserve(), pages = file.reserve(), fonts = file.reserve();
  CodeBook codes;
  std::vector<std::size_t> kids;
  for (std::uint32_t i = 0; i < document.pages.size(); ++i) {
    const PageImage* const image = i < images.size() ? &images[i] : nullptr;
    kids.push_back(add_page(file, document, i, image, pages, fonts, codes));
  }
  std::string names;
  if (codes.font_count() > 0) {
    const std::string font = empty_font();
    const std::size_t program = file.add_packed(fmt::format("/Length1 {}", font.size()), font);
    for (std::size_t i = 0; i < codes.font_count(); ++i)
      names += fmt::format("/F{} {} 0 R", i, add_font(file, codes, i, program));
  }
  file.put(fonts, "<<" + names + ">>");
  file.put(pages, fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", references(kids), kids.size()));
  file.put(catalogue, fmt::format("<</Type/Catalog/Pages {} 0 R/MarkInfo<</Marked true>>"
                                  "/StructTreeRoot {} 0 R>>",
                                  pages, add_structure(file, document, kids)));
  file.finish(catalogue, file.add("<</Producer(tonglan)>>"));
}

void write_pdf(const Document& document, std::string& out) { write_pdf(document, {}, out); }

}  // namespace tonglan
