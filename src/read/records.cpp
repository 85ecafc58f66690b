#include "read/records.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tonglan.h"

namespace tonglan {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10;
// How far back from the limit a good place to cut is looked for.
constexpr std::size_t kSearchWindow = std::size_t{16} << 10;

// Bytes of the line end at `i`; 0 where there is none. A form feed or vertical tab is one, too.
std::size_t line_end_size(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c == '\n' || c == '\f' || c == '\v') return 1;
  if (c == '\r') return text.substr(i, 2) == "\r\n" ? 2 : 1;
  const std::string_view rest = text.substr(i, 3);
  if (rest.starts_with("\xC2\x85")) return 2;
  return rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9" ? 3 : 0;
}

std::string_view without_closing_marks(std::string_view line) {
  static constexpr std::array<std::string_view, 9> kClosing = {"”", "’",  "」", "』", "）",
                                                               ")", "》", "\"", " "};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view mark : kClosing) {
      if (line.ends_with(mark)) {
        line.remove_suffix(mark.size());
        found = true;
      }
    }
  }
  return line;
}

bool ends_sentence(std::string_view line) {
  static constexpr std::array<std::string_view, 8> kStops = {"。", "！", "？", "…",
                                                             ".",  "!",  "?",  "．"};
  const std::string_view text = without_closing_marks(line);
  return std::any_of(kStops.begin(), kStops.end(), [&](auto stop) { return text.ends_with(stop); });
}

bool is_blank(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
    } else if (line.substr(i, 3) == "\u3000") {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

// How sure it is that a paragraph ends with `line`: a sentence ends in it, it is two Chinese
// characters shorter than the line before, and an empty line follows.
int end_score(std::string_view before, std::string_view line, bool blank_follows) {
  if (is_blank(line)) return 0;
  return 2 * ends_sentence(line) + 2 * (line.size() + 6 <= before.size()) + blank_follows;
}

// The last of the best line ends of text[from, size); 0 where there is none.
std::size_t best_line_end(std::string_view text, std::size_t from) {
  std::size_t best = 0, begin = from;
  int best_score = -1;
  std::string_view before;
  for (std::size_t i = from; i < text.size();) {
    const std::size_t end = line_end_size(text, i);
    if (end == 0) {
      ++i;
      continue;
    }
    const std::string_view line = text.substr(begin, i - begin);
    begin = i + end;
    // CR at the very end may be the first half of CRLF.
    if (begin < text.size()) {
      std::size_t next = begin;
      while (next < text.size() && line_end_size(text, next) == 0) ++next;
      const bool blank_follows = is_blank(text.substr(begin, next - begin));
      const int score = end_score(before, line, blank_follows);
      if (score >= best_score) {
        best_score = score;
        best = begin;
      }
    }
    if (!is_blank(line)) before = line;
    i = begin;
  }
  return best;
}

std::size_t first_line_end(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (const std::size_t size = line_end_size(text, i)) return i + size;
  }
  return 0;
}

}  // namespace

std::size_t find_cut(std::string_view text, Cut cut) {
  text = text.substr(0, kRecordSize);
  if (cut == Cut::kLines) {
    const std::size_t end = text.rfind('\n');
    return end == text.npos ? 0 : end + 1;
  }
  const std::size_t page = text.rfind('\f');
  if (page != text.npos && page >= kRecordSize / 2) return page + 1;
  std::size_t from = text.size() - std::min(text.size(), kSearchWindow);
  // Begin at the start of a line, so that no half line is taken for a short one.
  if (from > 0) {
    const std::size_t start = first_line_end(text, from);
    if (start > 0) from = start;
  }
  if (const std::size_t best = best_line_end(text, from)) return best;
  // No second line end in the window: take the last one before it.
  for (std::size_t i = text.size() - 1; i-- > 0;) {
    const std::size_t size = line_end_size(text, i);
    if (size > 0 && i + size < text.size()) return i + size;
  }
  return 0;
}

RecordReader::RecordReader(std::unique_ptr<ByteSource> source, Cut cut, const ReadOptions& options,
                           const LimitOptions& limits)
    : source_(std::move(source)), cut_(cut), max_record_(limits.max_record) {
  chunk_.resize(kDetectionWindow);
  chunk_.resize(read_fully(*source_, chunk_.data(), chunk_.size()));
  ended_ = chunk_.size() < kDetectionWindow;
  encoding_ = options.encoding == "auto" ? detect_encoding(chunk_, ended_) : options.encoding;
  decoder_.emplace(encoding_);
  decoder_->decode(chunk_, ended_, buffer_);
}

// Reads until the buffer holds `size` bytes or the input ends.
void RecordReader::fill(std::size_t size) {
  while (!ended_ && buffer_.size() < size) {
    if (decoder_->is_identity()) {
      const std::size_t old = buffer_.size();
      buffer_.resize(old + kChunk);
      const std::size_t got = source_->read(buffer_.data() + old, kChunk);
      buffer_.resize(old + got);
      ended_ = got == 0;
    } else {
      chunk_.resize(kChunk);
      chunk_.resize(source_->read(chunk_.data(), kChunk));
      ended_ = chunk_.empty();
      decoder_->decode(chunk_, ended_, buffer_);
    }
  }
}

// The first line ends beyond kRecordSize: reads on until it does.
std::size_t RecordReader::far_cut() {
  std::size_t scanned = kRecordSize - 2;
  for (;;) {
    // Three bytes of margin: a line end may be cut, and CR may be followed by LF.
    const std::size_t safe = ended_ ? buffer_.size() : buffer_.size() - 3;
    for (std::size_t i = scanned; i < safe; ++i) {
      const bool is_end = cut_ == Cut::kLines ? buffer_[i] == '\n' : line_end_size(buffer_, i) > 0;
      if (is_end) return i + (cut_ == Cut::kLines ? 1 : line_end_size(buffer_, i));
    }
    scanned = safe;
    if (buffer_.size() > max_record_) return 0;
    if (ended_) return buffer_.size();
    fill(buffer_.size() + kChunk);
  }
}

Record RecordReader::take(std::size_t size) {
  Record record;
  record.number = number_++;
  record.first_line = line_;
  record.only = record.number == 0 && ended_ && size == buffer_.size();
  std::string rest = buffer_.substr(size);
  buffer_.resize(size);
  record.text = std::exchange(buffer_, std::move(rest));
  if (max_record_ < kRecordSize) refuse_long_lines(record.text);
  line_ += static_cast<std::uint64_t>(std::count(record.text.begin(), record.text.end(), '\n'));
  return record;
}

void RecordReader::refuse_long_lines(std::string_view text) const {
  std::uint64_t line = line_;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > max_record_) refuse_line(line);
    begin = end + 1;
  }
}

void RecordReader::refuse_line(std::uint64_t line) const {
  throw Error(2, "line " + std::to_string(line) + " is longer than " + std::to_string(max_record_) +
                     " bytes; raise the limit with --max-record");
}

std::optional<Record> RecordReader::next() {
  fill(kRecordSize + 1);
  if (buffer_.size() <= kRecordSize) {
    if (buffer_.empty() && number_ > 0) return std::nullopt;
    return take(buffer_.size());
  }
  std::size_t cut = find_cut(buffer_, cut_);
  if (cut == 0) {
    cut = far_cut();
    if (cut == 0 || cut > max_record_) refuse_line(line_);
  }
  return take(cut);
}

}  // namespace tonglan
