// All inputs of a run as one stream of items: records of text, batches of JSONL lines, whole files
// with boxes.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/outputs.h"
#include "read/image/image.h"
#include "read/kinds.h"
#include "read/records.h"
#include "read/unnamed_file.h"
#include "tonglan.h"

namespace tonglan {

struct Item {
  std::size_t input = 0;
  const InputKind* kind = nullptr;
  std::string encoding;          // of text and JSONL
  std::optional<Record> record;  // with boxes: the file's bytes; none: the input ends here
  std::optional<Error> error;    // ... by this
  // A PDF that is no file by itself (a pipe, or packed); the record is empty then.
  std::shared_ptr<const UnnamedFile> unnamed;
};

class Inputs {
 public:
  Inputs(const RunOptions& options, const Plan& plan)
      : options_(options), plan_(plan), failed_(plan.inputs.size()) {}

  // The next item, in order; none when all inputs have ended. One call at a time.
  std::optional<Item> next();

  // No need to read on in this input. Any thread may call it.
  void give_up(std::size_t input) { failed_[input] = true; }

 private:
  void open();
  std::optional<Record> next_record();

  const RunOptions& options_;
  const Plan& plan_;
  std::vector<std::atomic<bool>> failed_;
  std::size_t at_ = 0;
  const InputKind* kind_ = nullptr;        // of the input that is open; nullptr: none is
  std::unique_ptr<RecordReader> records_;  // text and JSONL
  std::unique_ptr<ByteSource> bytes_;      // boxes, until they are read
};

// The images of an image file or of a scanned PDF, whose first is then the first page that is asked
// for; nullptr for all else. The result may point into `item`. Throws Error as read/image does.
std::unique_ptr<ImageFile> open_images(const Item& item, const std::string& input,
                                       const RunOptions& options);

// The pages of a file with boxes or a PDF, as they stand in it. `input`: its path. Throws Error as
// the format's reader does.
Document read_pages(Item item, const std::string& input, const ReadOptions& options);

}  // namespace tonglan
