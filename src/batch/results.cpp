#include "batch/results.h"

#include <fmt/format.h>

#include <algorithm>

#include "batch/names.h"

namespace tonglan {
namespace {

void tell(const std::function<void(const std::string&)>& listener, const std::string& message) {
  if (listener) listener(message);
}

template <typename Output>
void put(Output& output, std::string_view bytes) {
  output.files.front()->write(bytes);
  output.tail += bytes.substr(bytes.size() - std::min<std::size_t>(2, bytes.size()));
  if (output.tail.size() > 2) output.tail.erase(0, output.tail.size() - 2);
}

}  // namespace

std::string name_of_input(const std::string& input) { return input == "-" ? "stdin" : input; }

std::string Results::name() const { return name_of_input(plan_.inputs[current_].input); }

void Results::take(Result result) {
  if (result.input != current_) begin(result.input);
  if (failed_) return;
  if (result.error) return fail(*result.error);
  if (!result.road) return end();
  count(*result.road);
  write(*result.road);
}

int Results::finish() {
  if (plan_.one_output && failures_ < plan_.inputs.size()) commit();
  if (bad_records_ > 0) {
    tell(listener_.remark,
         fmt::format("{} of {} records could not be repaired and were {}", bad_records_, records_,
                     options_.jsonl.on_error == OnError::kSkip ? "left out" : "passed through"));
  }
  if (failures_ == plan_.inputs.size()) return first_failure_;
  if (failures_ > 0) {
    tell(listener_.failure, fmt::format("{} of {} inputs failed", failures_, plan_.inputs.size()));
    return 10;
  }
  return bad_records_ > 0 ? 10 : 0;
}

double Results::certainty() const {
  const double read = read_lines_ == 0 ? 1 : read_confidence_ / static_cast<double>(read_lines_);
  const double decided =
      decisions_ == 0 ? 1 : 1 - static_cast<double>(doubtful_) / static_cast<double>(decisions_);
  return read * decided;
}

void Results::begin(std::size_t input) {
  current_ = input;
  failed_ = wrote_ = false;
  bad_bytes_ = 0;
  first_piece_ = true;
  if (!plan_.one_output) outputs_.clear();
}

void Results::count(const RoadResult& road) {
  if (listener_.progress) listener_.progress(road.input_size);
  bad_bytes_ += road.bad_bytes;
  records_ += road.records;
  bad_records_ += road.bad_records.size();
  decisions_ += road.decisions;
  doubtful_ += road.doubtful;
  read_lines_ += road.read_lines;
  read_confidence_ += road.read_confidence;
  for (const std::string& report : road.bad_records) tell(listener_.remark, name() + ": " + report);
  for (const std::string& remark : road.remarks) tell(listener_.remark, name() + ": " + remark);
}

// Where a format has a file a page, pages are named as those of a batch are.
std::vector<std::string> Results::paths_of(std::size_t format, const RoadPiece& piece) const {
  const std::string& path = plan_.inputs[current_].paths[format];
  if (piece.pages.empty()) return {path};
  if (plan_.one_output) {
    throw Error(1, fmt::format("{}: {} pages, and {} holds one page a file; name a folder with "
                               "-o DIR/, or take hocr or alto",
                               name(), piece.pages.size(), plan_.formats[format].name));
  }
  std::vector<std::string> paths;
  for (std::uint32_t p = 0; p < piece.pages.size(); ++p) {
    paths.push_back(page_path(path, plan_.formats[format].suffix, options_.read.first_page + p));
  }
  return paths;
}

void Results::open(const RoadResult& road) {
  for (std::size_t i = 0; i < road.pieces.size(); ++i) {
    Output& output = outputs_.emplace_back();
    for (const std::string& path : paths_of(i, road.pieces[i])) {
      const std::string part = plan_.resumable ? part_name(path) : "";
      output.files.push_back(std::make_unique<OutputFile>(path, part));
      files_.push_back(path);
    }
  }
  untouched_.assign(outputs_.size(), false);
}

void Results::write(const RoadResult& road) {
  if (outputs_.empty()) open(road);
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    Output& output = outputs_[i];
    const RoadPiece& piece = road.pieces[i];
    // Two untouched records of one input stood together as they are.
    const bool together = !first_piece_ && untouched_[i] && piece.untouched;
    untouched_[i] = piece.untouched;
    for (std::size_t p = 0; p < piece.pages.size(); ++p) output.files[p]->write(piece.pages[p]);
    if (piece.bytes.empty()) continue;
    if (plan_.formats[i].one_a_file && !output.tail.empty()) {
      throw Error(2, fmt::format("{}: longer than one {} file can hold; take txt, md or json",
                                 name(), plan_.formats[i].name));
    }
    if (plan_.formats[i].blank_line_between) {
      if (!together) put(output, blank_line_after(output.tail));
    } else if (!output.tail.empty() && !output.tail.ends_with('\n')) {
      put(output, "\n");
    }
    put(output, piece.bytes);
  }
  wrote_ = true;
  first_piece_ = false;
}

void Results::commit() {
  for (Output& output : outputs_) {
    for (const auto& file : output.files) file->commit();
  }
  outputs_.clear();
}

void Results::end() {
  if (bad_bytes_ > 0) {
    tell(listener_.remark,
         fmt::format("{}: {} byte{} not valid in its encoding, kept as {}", name(), bad_bytes_,
                     bad_bytes_ == 1 ? "" : "s", bad_bytes_ == 1 ? "it is" : "they are"));
  }
  if (!plan_.one_output) commit();
}

void Results::fail(const Error& error) {
  failed_ = true;
  const Error named(error.status(), name() + ": " + error.what());
  // A file that several inputs share would hold half of this one.
  const bool shared_file = plan_.one_output && plan_.inputs[current_].paths[0] != "-";
  if (shared_file && wrote_) throw named;
  tell(listener_.failure, named.what());
  if (failures_++ == 0) first_failure_ = error.status();
  if (!plan_.one_output) outputs_.clear();
}

}  // namespace tonglan
