// An input as a stream of records: pieces of about 1 MiB that are repaired one by one, so that
// memory is bounded by the longest record and not by the input.
//
// Text up to 1 MiB is one record: the normal case, one document. Longer text is cut where a cut
// does the least harm; JSONL is cut into batches of whole lines. Where a cut falls depends on the
// text alone, never on the sizes of reads or on the number of jobs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "options.h"
#include "read/bytes.h"
#include "read/encoding.h"

namespace tonglan {

// Bytes of UTF-8 that a record is cut to.
inline constexpr std::size_t kRecordSize = std::size_t{1} << 20;

enum class Cut {
  kText,   // at a form feed, the end of a paragraph, else at any line end
  kLines,  // after the last line feed (JSONL)
};

struct Record {
  std::string text;              // UTF-8
  std::uint64_t number = 0;      // from 0
  std::uint64_t first_line = 1;  // number of its first line in the input (line feeds counted)
  bool only = false;             // the input is this record alone
};

// Where to cut the first record off a text of more than kRecordSize bytes: a place behind a line
// end, at most kRecordSize; 0 where those bytes hold no line end. Exported for tests.
std::size_t find_cut(std::string_view text, Cut cut);

class RecordReader {
 public:
  // Throws Error as detect_encoding and Decoder do.
  RecordReader(std::unique_ptr<ByteSource> source, Cut cut, const ReadOptions& options,
               const LimitOptions& limits);

  // The next record, in order; none at the end. An empty input has one empty record. Throws Error
  // (status 2) for a line longer than LimitOptions::max_record, and as ByteSource does.
  std::optional<Record> next();

  // The ICU name of the input's encoding.
  const std::string& encoding() const { return encoding_; }

 private:
  void fill(std::size_t size);
  std::size_t far_cut();
  Record take(std::size_t size);
  void refuse_long_lines(std::string_view text) const;
  [[noreturn]] void refuse_line(std::uint64_t line) const;

  std::unique_ptr<ByteSource> source_;
  Cut cut_;
  std::size_t max_record_;
  std::string encoding_;
  std::optional<Decoder> decoder_;
  std::string chunk_;   // bytes as read
  std::string buffer_;  // UTF-8 not handed out yet
  bool ended_ = false;  // the source has no more bytes
  std::uint64_t number_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace tonglan
