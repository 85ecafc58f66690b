// Scanned PDF: which pages are scans, and their pictures.
//
// A scanner's PDF holds one picture a page. That picture as it is stored is better than anything
// drawn from it: no loss, its own resolution, and no drawing. So pdfimages is asked first what is
// on the pages, and pdftoppm draws only those where it is not that simple (strips, masks, layers of
// text over a background, vector drawings).
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "read/box/pdftotext.h"
#include "read/image/headers.h"
#include "read/image/image.h"
#include "read/image/pixels_of.h"
#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

constexpr double kDrawDpi = 300;       // body type of a newspaper is then 30 to 45 pixels high
constexpr double kFills = 0.03;        // share of the page's side by which a picture may miss it
constexpr std::uint32_t kSample = 20;  // pages that has_text_layer looks at
constexpr std::size_t kStampLetters = 80;  // that a library's stamp or a folio may have

struct PdfPage {
  std::uint32_t number = 0;      // in the file, from 1
  double width = 0, height = 0;  // points, before rotation
  int rotation = 0;              // degrees clockwise that a viewer turns it
  int pictures = 0;
  bool filled = false;  // by its only picture
  bool grey = false;    // that picture
  double dpi = 0;       // and its resolution
};

std::uint32_t last_or_all(std::uint32_t last) { return last > 0 ? last : 1'000'000; }

std::vector<std::string> command(std::vector<std::string> arguments, std::uint32_t first,
                                 std::uint32_t last, const std::string& path) {
  arguments.insert(arguments.end(),
                   {"-f", std::to_string(first), "-l", std::to_string(last), as_argument(path)});
  return arguments;
}

// "Page    1 size:  1370.88 x 1734.72 pts", "Page    1 rot:   90"
std::vector<PdfPage> read_pages_info(const std::string& path, std::uint32_t first,
                                     std::uint32_t last) {
  std::vector<PdfPage> pages;
  std::istringstream lines(run_poppler(command({"pdfinfo"}, first, last, path), PdfLimits{}));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string page, what, by;
    std::uint32_t number = 0;
    if (!(fields >> page >> number >> what) || page != "Page") continue;
    if (what == "size:") {
      PdfPage& p = pages.emplace_back();
      p.number = number;
      fields >> p.width >> by >> p.height;
    } else if (what == "rot:" && !pages.empty()) {
      fields >> pages.back().rotation;
    }
  }
  if (pages.empty()) throw Error(2, "the PDF has no such page");
  return pages;
}

// A row of `pdfimages -list`: page num type width height color comp bpc enc interp object ID x-ppi
// y-ppi size ratio.
void add_picture(const std::string& row, std::vector<PdfPage>& pages) {
  std::istringstream fields(row);
  std::uint32_t number = 0, index = 0;
  std::string type, colour, skip;
  double width = 0, height = 0, x_dpi = 0, y_dpi = 0;
  if (!(fields >> number >> index >> type >> width >> height >> colour)) return;
  if (number < pages.front().number || number > pages.back().number) return;
  PdfPage& page = pages[number - pages.front().number];
  ++page.pictures;
  for (int i = 0; i < 6; ++i) fields >> skip;  // an inline picture has one field less
  if (!(fields >> x_dpi >> y_dpi) || x_dpi <= 0 || y_dpi <= 0) return;
  const auto covers = [](double pixels, double dpi, double points) {
    return std::abs(pixels / dpi * 72 - points) <= kFills * points;
  };
  page.filled =
      type == "image" && covers(width, x_dpi, page.width) && covers(height, y_dpi, page.height);
  page.grey = colour == "gray";
  page.dpi = x_dpi;
}

std::vector<PdfPage> survey(const std::string& path, std::uint32_t first, std::uint32_t last) {
  std::vector<PdfPage> pages = read_pages_info(path, first, last);
  std::istringstream rows(
      run_poppler(command({"pdfimages", "-list"}, first, pages.back().number, path), PdfLimits{}));
  for (std::string row; std::getline(rows, row);) add_picture(row, pages);
  for (PdfPage& page : pages) page.filled = page.filled && page.pictures == 1;
  return pages;
}

// pdfimages writes all that is no JPEG and has more than one bit in colour.
Pixels first_channel(Pixels pixels) {
  for (std::size_t i = 0; 3 * i < pixels.bytes.size(); ++i) pixels.bytes[i] = pixels.bytes[3 * i];
  pixels.bytes.resize(pixels.bytes.size() / 3);
  pixels.channels = 1;
  return pixels;
}

// A folder that is gone when this is.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "tonglan-pdf-XXXXXX").string();
    if (failed || !::mkdtemp(name.data()))
      throw Error(75, "no room for temporary files; set TMPDIR to a folder that can be written");
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

class ScannedPdf : public ImageFile {
 public:
  ScannedPdf(const std::string& path, const ReadOptions& read, const LimitOptions& limits)
      : path_(path),
        limits_(limits),
        pages_(survey(path, std::max(1u, read.first_page), last_or_all(read.last_page))) {}

  std::uint32_t page_count() const override { return static_cast<std::uint32_t>(pages_.size()); }

  Pixels read_page(std::uint32_t index) override {
    const PdfPage& page = pages_.at(index);
    if (page.filled) {
      if (std::optional<Pixels> pixels = read_embedded(page)) return std::move(*pixels);
    }
    return draw(page);
  }

  StoredPage stored() const override { return stored_; }

 private:
  std::optional<Pixels> read_embedded(const PdfPage& page) {
    const ScratchFolder folder;
    PdfLimits lead;
    lead.file = static_cast<std::size_t>(limits_.max_pixels) * 4;
    std::vector<std::string> arguments =
        command({"pdfimages", "-j"}, page.number, page.number, path_);
    arguments.push_back((folder.path() / "page").string());
    run_poppler(std::move(arguments), lead);
    std::vector<fs::path> files(fs::directory_iterator(folder.path()), fs::directory_iterator{});
    if (files.size() != 1) return std::nullopt;
    std::ifstream in(files[0], std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    const std::unique_ptr<ImageFile> file = open_image(bytes_, limits_);
    Pixels pixels = file->read_page(0);
    if (page.grey && pixels.channels == 3) pixels = first_channel(std::move(pixels));
    pixels.dpi = static_cast<float>(page.dpi);
    stored_ = file->stored();
    // A viewer pays no heed to EXIF inside a PDF.
    if (stored_.orientation > 1) return std::nullopt;
    stored_.orientation = orientation_of(page);
    return upright(std::move(pixels), stored_.orientation);
  }

  static int orientation_of(const PdfPage& page) {
    switch ((page.rotation % 360 + 360) % 360) {
      case 90:
        return 6;
      case 180:
        return 3;
      case 270:
        return 8;
      default:
        return 1;
    }
  }

  Pixels draw(const PdfPage& page) {
    stored_ = {};
    ImageFrame frame;
    frame.width = static_cast<std::uint64_t>(std::ceil(page.width / 72 * kDrawDpi));
    frame.height = static_cast<std::uint64_t>(std::ceil(page.height / 72 * kDrawDpi));
    frame.pixels = frame.width * frame.height;
    check_limits(frame, limits_);
    bytes_ = run_poppler(command({"pdftoppm", "-r", std::to_string(static_cast<int>(kDrawDpi))},
                                 page.number, page.number, path_),
                         PdfLimits{});
    Pixels pixels = open_image(bytes_, limits_)->read_page(0);
    bytes_ = {};
    pixels.dpi = kDrawDpi;
    return pixels;
  }

  std::string path_;
  LimitOptions limits_;
  std::vector<PdfPage> pages_;
  std::string bytes_;  // of the page read last
  StoredPage stored_;
};

std::size_t count_letters(std::string_view line) {
  const std::size_t begin = line.find('>'), end = line.rfind("</word>");
  if (begin == line.npos || end == line.npos || end <= begin) return 0;
  std::size_t letters = 0;
  for (const char c : line.substr(begin + 1, end - begin - 1)) letters += (c & 0xC0) != 0x80;
  return letters;
}

}  // namespace

bool has_text_layer(const std::string& path, const ReadOptions& read) {
  check_pdf_file(path);
  const std::uint32_t first = std::max(1u, read.first_page);
  const std::uint32_t last = std::min(last_or_all(read.last_page), first + kSample - 1);
  const std::vector<PdfPage> pages = survey(path, first, last);
  std::vector<std::size_t> letters;  // of each page
  run_pdftotext(path, first, pages.back().number, [&](std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with("<page ")) letters.push_back(0);
    if (line.starts_with("<word ") && !letters.empty()) letters.back() += count_letters(line);
  });
  std::size_t with_text = 0;
  for (std::size_t i = 0; i < pages.size() && i < letters.size(); ++i)
    with_text += letters[i] > (pages[i].filled ? kStampLetters : 0);
  return 2 * with_text >= pages.size() && with_text > 0;
}

std::unique_ptr<ImageFile> open_scanned_pdf(const std::string& path, const ReadOptions& read,
                                            const LimitOptions& limits) {
  check_pdf_file(path);
  return std::make_unique<ScannedPdf>(path, read, limits);
}

}  // namespace tonglan
