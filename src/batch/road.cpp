#include "batch/road.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "batch/page_images.h"
#include "tonglan.h"
#include "tonglan_images.h"
#include "write/folios.h"
#include "write/jsonl.h"

namespace tonglan {
namespace {

std::string_view tail_of(std::string_view text) {
  return text.substr(text.size() - std::min<std::size_t>(2, text.size()));
}

std::string count_of(std::size_t count, const char* thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

void count_certainty(const Document& document, RoadResult& result) {
  result.decisions += document.breaks.size();
  result.doubtful += count_doubtful(document);
  for (const Line& line : document.lines) {
    if (line.confidence < 0) continue;
    result.read_confidence += line.confidence;
    ++result.read_lines;
  }
}

// Written by a signal handler, which may not format: a copy of its own, cut to what a name takes.
std::array<char, 4096> g_timeout_message{};

// SIGALRM for a page that takes too long; what it does is for the program to say.
class PageClock {
 public:
  // `seconds`: for a page of `source`; 0: no limit.
  PageClock(const std::string& source, unsigned seconds) : seconds_(seconds) {
    fmt::format_to_n(g_timeout_message.data(), g_timeout_message.size() - 1,
                     "{}: a page takes longer than {} s; raise --page-timeout{}", source, seconds,
                     '\0');
  }
  ~PageClock() { ::alarm(0); }
  PageClock(const PageClock&) = delete;
  PageClock& operator=(const PageClock&) = delete;
  void begin() { ::alarm(seconds_); }

 private:
  const unsigned seconds_;
};

}  // namespace

const char* timeout_message() { return g_timeout_message.data(); }

std::string_view blank_line_after(std::string_view tail) {
  if (tail.empty() || tail == "\n\n") return "";
  return tail.ends_with('\n') ? "\n" : "\n\n";
}

Road::Road(const RunOptions& options, std::vector<Format> formats, Stages stages)
    : options_(options),
      formats_(std::move(formats)),
      stages_(std::move(stages)),
      reader_(options.jsonl.text_key) {}

Document Road::shown(Document document) const {
  if (options_.write.folios) return document;
  return without_folios(std::move(document));
}

bool Road::writes_only(std::string_view format) const {
  return formats_.size() == 1 && formats_[0].name == format;
}

RoadResult Road::run_text(Record record, const std::string& source, const std::string& encoding) {
  RoadResult result;
  result.input_size = record.text.size();
  result.bad_bytes = count_bad_bytes(record.text);
  stages_.enter("repair");
  Document document = shown(repair(std::move(record.text), options_.repair));
  const bool plain = writes_only("txt");
  if (!plain) check_conserved(document);
  count_certainty(document, result);
  stages_.enter("write");
  document.source = record.only ? source : source + "#" + std::to_string(record.number + 1);
  document.encoding = encoding;
  if (result.bad_bytes > 0) {
    document.warnings.push_back(
        {0, "read", count_of(result.bad_bytes, "byte") + " not valid in the encoding, kept"});
  }
  for (const Format& format : formats_) {
    RoadPiece piece;
    format.write(document, piece.bytes);
    if (plain) check_conserved(document, piece.bytes);
    piece.untouched = document.untouched;
    result.pieces.push_back(std::move(piece));
  }
  return result;
}

// One line of a corpus, its line end included.
void Road::run_line(std::string_view line, std::uint64_t number, const std::string& source,
                    const std::string& encoding, RoadResult& result) {
  const bool blank = line.find_first_not_of(" \t\r\n") == line.npos;
  const JsonlResult record = blank ? JsonlResult{} : reader_.read(line);
  result.records += !blank;
  if (!blank && !record.ok) {
    const std::string report = "line " + std::to_string(number) + ": " + record.problem;
    if (options_.jsonl.on_error == OnError::kFail) throw Error(2, report);
    result.bad_records.push_back(report);
  }
  const bool pass = blank || options_.jsonl.on_error == OnError::kPass;
  Document document;
  if (record.ok) {
    document = shown(repair(record.value.text, options_.repair));
    if (!writes_only("jsonl")) check_conserved(document);
    document.source = source + ":" + std::to_string(number);
    document.encoding = encoding;
  }
  for (std::size_t i = 0; i < formats_.size(); ++i) {
    std::string& out = result.pieces[i].bytes;
    if (formats_[i].name == "jsonl") {
      const std::string text = record.ok ? record_text(document) : "";
      if (record.ok && text != record.value.text) {
        if (writes_only("jsonl")) check_conserved(document, text);
        splice_json_text(line, record.value.begin, record.value.end, text, record.value.ascii, out);
      } else if (record.ok || pass) {
        out.append(line);
      }
    } else if (record.ok) {
      if (formats_[i].blank_line_between) out.append(blank_line_after(tail_of(out)));
      formats_[i].write(document, out);
    }
  }
}

RoadResult Road::run_pages(Document pages) {
  const std::size_t input_size = pages.text.size();
  // A document of ours that was made from text: its text once more.
  if (pages.pages.empty() && !options_.repair.keep.any()) {
    return run_text({std::move(pages.text), 0, 1, true}, pages.source, pages.encoding);
  }
  stages_.enter("layout");
  const Document document = shown(repair_pages(std::move(pages), options_.repair));
  check_conserved(document);
  stages_.enter("write");
  RoadResult result = write_pages(document, {});
  result.input_size = input_size;
  return result;
}

RoadResult Road::run_images(ImageFile& file, const ReadOptions& read, const std::string& source) {
  ImageOptions images = {read.first_page, read.last_page, options_.scan, options_.ocr,
                         options_.repair};
  images.scan.direction = options_.repair.direction;
  const bool shows_pages = std::any_of(formats_.begin(), formats_.end(),
                                       [](const Format& f) { return f.name == "pdf"; });
  std::vector<PageImage> page_images;
  ImageListener listener;
  PageClock clock(source, options_.batch.page_timeout);
  listener.stage = [&](const char* stage) {
    if (std::string_view(stage) == "read") clock.begin();
    stages_.enter(stage);
  };
  if (shows_pages) {
    listener.image = [&](const ImageFile& from, const Pixels& image, std::size_t pages) {
      const PageImage shown = image.empty() ? PageImage() : page_image_of(from, image);
      page_images.insert(page_images.end(), pages, shown);
    };
  }
  if (!engine_ && options_.ocr.engine != "none") engine_ = open_engine(options_.ocr);
  Document document = shown(repair_images(file, engine_.get(), images, listener));
  document.source = source;
  check_conserved(document);
  stages_.enter("write");
  return write_pages(document, page_images);
}

RoadResult Road::write_pages(const Document& document, const std::vector<PageImage>& images) {
  RoadResult result;
  count_certainty(document, result);
  for (const Warning& warning : document.warnings) {
    result.remarks.push_back("page " + std::to_string(warning.page + 1) + ": " + warning.message);
  }
  for (const Format& format : formats_) {
    RoadPiece piece;
    if (format.name == "pdf") {
      write_pdf(document, images, piece.bytes);
    } else if (format.write_one_page && document.pages.size() > 1) {
      piece.pages.resize(document.pages.size());
      for (std::uint32_t p = 0; p < document.pages.size(); ++p) {
        format.write_one_page(document, p, piece.pages[p]);
      }
    } else {
      format.write(document, piece.bytes);
    }
    piece.untouched = document.untouched;
    result.pieces.push_back(std::move(piece));
  }
  return result;
}

RoadResult Road::run_jsonl(const Record& record, const std::string& source,
                           const std::string& encoding) {
  RoadResult result;
  result.input_size = record.text.size();
  result.pieces.resize(formats_.size());
  stages_.enter("repair");
  for (RoadPiece& piece : result.pieces) piece.untouched = false;
  std::string_view rest = record.text;
  for (std::uint64_t number = record.first_line; !rest.empty(); ++number) {
    const std::size_t size = std::min(rest.find('\n'), rest.size() - 1) + 1;
    run_line(rest.substr(0, size), number, source, encoding, result);
    rest.remove_prefix(size);
  }
  return result;
}

}  // namespace tonglan
