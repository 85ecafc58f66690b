// One record's way: text or a batch of JSONL lines in, what each output gets out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "batch/run.h"
#include "batch/stages.h"
#include "ocr/engine.h"
#include "read/image/image.h"
#include "read/jsonl.h"
#include "read/records.h"
#include "write/formats.h"

namespace tonglan {

// What one record adds to one output.
struct RoadPiece {
  std::string bytes;
  bool untouched = true;  // every document in it is as it came
  // Instead of `bytes`, where the format has a file a page and there are several: each page's.
  std::vector<std::string> pages;
};

struct RoadResult {
  std::vector<RoadPiece> pieces;         // one for each format
  std::size_t input_size = 0;            // bytes of UTF-8
  std::size_t bad_bytes = 0;             // that are no UTF-8; kept as they are
  std::size_t records = 0;               // JSONL records
  std::vector<std::string> bad_records;  // "line 12: not valid JSON: ..."
  std::vector<std::string> remarks;      // "page 3: 2 lines without a box"
  std::size_t decisions = 0;             // line ends decided
  std::size_t doubtful = 0;              // of those
  double read_confidence = 0;            // of the lines that the source gave one: their sum
  std::size_t read_lines = 0;            // and number
};

// Keeps buffers; one a thread.
class Road {
 public:
  Road(const RunOptions& options, std::vector<Format> formats, Stages stages = Stages());

  // `source`: the input's name. Throws Error: 4 where the self-check fails, 2 for a bad JSONL
  // record under --errors fail.
  RoadResult run_text(Record record, const std::string& source, const std::string& encoding);
  RoadResult run_jsonl(const Record& record, const std::string& source,
                       const std::string& encoding);
  // `pages`: as read_pages (batch/inputs.h) gives them.
  RoadResult run_pages(Document pages);
  // The pages of an image file or a scanned PDF that `read` asks for.
  RoadResult run_images(ImageFile& file, const ReadOptions& read, const std::string& source);

  Stages& stages() { return stages_; }

 private:
  RoadResult write_pages(const Document& document, const std::vector<PageImage>& images);
  // Without folios where they are not wanted.
  Document shown(Document document) const;
  bool writes_only(std::string_view format) const;
  void run_line(std::string_view line, std::uint64_t number, const std::string& source,
                const std::string& encoding, RoadResult& result);

  RunOptions options_;
  std::vector<Format> formats_;
  Stages stages_;
  JsonlReader reader_;
  std::unique_ptr<Engine> engine_;  // opened by the first page that needs it
};

// What is to be said of the page that is being read when SIGALRM comes. Safe in a signal handler.
const char* timeout_message();

// Line ends to put between what an output holds and the next document, so that an empty line stands
// between them. `tail`: the last two bytes of the output, fewer if it holds less.
std::string_view blank_line_after(std::string_view tail);

}  // namespace tonglan
