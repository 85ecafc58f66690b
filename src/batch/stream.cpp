#include "batch/stream.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "batch/pipeline.h"

namespace tonglan {
namespace {

// A line that is rewritten in place, for people who wait longer than two seconds at a terminal.
class Progress {
 public:
  explicit Progress(bool quiet)
      : on_(!quiet && ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(std::size_t bytes) {
    bytes_ += bytes;
    const auto now = std::chrono::steady_clock::now();
    if (!on_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(500);
    fmt::print(stderr, "\r{} MB repaired", bytes_ / 1'000'000);
    shown_ = true;
  }
  void clear() {
    if (shown_) fmt::print(stderr, "\r\x1B[K");
    shown_ = false;
  }

 private:
  bool on_;
  bool shown_ = false;
  std::size_t bytes_ = 0;
  std::chrono::steady_clock::time_point next_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(2);
};

// `source`: what documents call the input.
RoadResult on_road(Road& road, Item item, const std::string& input, const std::string& source,
                   const RunOptions& options) {
  road.stages().enter("read");
  if (const std::unique_ptr<ImageFile> images = open_images(item, input, options)) {
    ReadOptions pages = options.read;
    if (item.kind->shape == Shape::kPdf) pages.first_page = 1, pages.last_page = 0;
    return road.run_images(*images, pages, source);
  }
  const bool boxes = item.kind->shape == Shape::kBoxes || item.kind->shape == Shape::kPdf;
  if (options.repair.keep.any() && !boxes) {
    throw Error(2, "--keep: text has no blocks; it needs a JSON, PAGE, ALTO or hOCR file of tonglan's");
  }
  switch (item.kind->shape) {
    case Shape::kJsonl:
      return road.run_jsonl(*item.record, source, item.encoding);
    case Shape::kBoxes:
    case Shape::kPdf: {
      Document pages = read_pages(std::move(item), input, options.read);
      if (pages.source == name_of_input(input)) pages.source = source;
      return road.run_pages(std::move(pages));
    }
    case Shape::kImage:
    case Shape::kText:
      break;
  }
  return road.run_text(std::move(*item.record), source, item.encoding);
}

}  // namespace

Result work_on(Road& road, Item item, const RunOptions& options, const Plan& plan, Inputs& inputs) {
  Result result{item.input, std::nullopt, item.error};
  if (!item.record) return result;
  try {
    const InputPlan& input = plan.inputs[item.input];
    const std::string source = input.source.empty() ? name_of_input(input.input) : input.source;
    result.road = on_road(road, std::move(item), input.input, source, options);
  } catch (const Error& error) {
    result.error = error;
    inputs.give_up(result.input);
  }
  return result;
}

int run_stream(const RunOptions& options, const Plan& plan) {
  Inputs inputs(options, plan);
  Progress progress(options.quiet);
  const auto say = [&](const std::string& message) {
    progress.clear();
    fmt::print(stderr, "tonglan: {}\n", message);
  };
  Listener listener;
  if (!options.quiet) listener.remark = say;
  listener.failure = say;
  listener.progress = [&](std::size_t bytes) { progress.add(bytes); };
  Results results(options, plan, listener);
  PipelineLimits limits;
  limits.jobs = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  ordered_map([&] { return inputs.next(); },
              [](const Item& item) { return item.record ? item.record->text.size() : 0; },
              [&] {
                return [&, road = std::make_shared<Road>(options, plan.formats)](Item item) {
                  return work_on(*road, std::move(item), options, plan, inputs);
                };
              },
              [&](Result result) { results.take(std::move(result)); }, limits);
  return results.finish();
}

}  // namespace tonglan
