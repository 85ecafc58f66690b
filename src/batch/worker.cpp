#include "batch/worker.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <new>

#include "batch/record.h"
#include "batch/sandbox.h"
#include "batch/stream.h"
#include "read/box/pdf.h"
#include "read/bytes.h"
#include "read/image/image.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

std::vector<Format> formats_of(const Task& task) {
  std::vector<Format> formats;
  for (const TaskOutput& output : task.outputs) {
    const Format* format = find_format(output.format);
    formats.push_back(format ? *format : kExplanation);
  }
  return formats;
}

// The options of a page's second try.
RunOptions plainer(RunOptions options) {
  options.repair.relink = Relink::kNever;
  options.repair.explain = false;
  options.scan.straighten = false;
  return options;
}

Plan plan_of(const Task& task, const RunOptions& options) {
  Plan plan;
  plan.formats = formats_of(task);
  plan.resumable = true;
  InputPlan input;
  input.input = task.input;
  input.source = task.id;  // the same wherever the folder lies
  input.kind = options.input_format.empty() ? kind_by_name(task.input)
                                            : find_input_kind(options.input_format);
  for (const TaskOutput& output : task.outputs) input.paths.push_back(output.path);
  plan.inputs.push_back(std::move(input));
  return plan;
}

void make_folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return;
  const bool full = error == std::errc::no_space_on_device;
  throw Error(full ? 75 : 5, folder.string() + ": can't be made: " + error.message());
}

// How many pages are to be done one by one, for the limits are a page's: those of an image file or
// of a scanned PDF; of others when asked to. 0: the input is done as a whole.
std::uint32_t pages_apart(const Task& task, const RunOptions& options, const InputKind* kind) try {
  if (!kind || task.page > 0 || without_packing(task.input) != task.input) return 0;
  std::uint32_t pages = 0;
  if (kind->shape == Shape::kImage) {
    const std::string bytes = read_all(*open_bytes(task.input), options.limits.max_record);
    pages = open_image(bytes, options.limits)->page_count();
    const std::uint32_t last = options.read.last_page;
    if (last > 0) pages = std::min(pages, last);
    pages -= std::min(pages, options.read.first_page - 1);
  } else if (kind->shape == Shape::kPdf &&
             (options.batch.split_pages || !has_text_layer(task.input, options.read))) {
    pages = open_scanned_pdf(task.input, options.read, options.limits)->page_count();
  }
  return pages > 1 ? pages : 0;
} catch (const Error& error) {
  throw Error(error.status(), task.input + ": " + error.what());
}

// The stream of one input, its record last.
void run_task(const Task& task, const RunOptions& options, Road& road, Outcome& outcome) {
  const Plan plan = plan_of(task, options);
  std::string failure;
  Listener listener;
  listener.remark = [&](const std::string& remark) { outcome.remarks.push_back(remark); };
  listener.failure = [&](const std::string& message) { failure = message; };
  // A long stream of text is no hanging page.
  listener.progress = [&](std::size_t) { road.stages().enter(road.stages().current()); };
  road.stages().enter("open");
  outcome.first_page = options.read.first_page;
  outcome.pages = pages_apart(task, options, plan.inputs[0].kind);
  if (outcome.pages > 0) {
    outcome.kind = Outcome::Kind::kSplit;
    return;
  }
  make_folder_of(task.record);
  fs::remove(task.record);
  Inputs inputs(options, plan);
  Results results(options, plan, listener);
  while (auto item = inputs.next()) {
    results.take(work_on(road, std::move(*item), options, plan, inputs));
  }
  outcome.status = results.finish();
  outcome.certainty = results.certainty();
  if (!failure.empty()) throw Error(outcome.status, failure);
  write_record(task.record, describe(task, results.files(), options.batch.configuration));
}

Outcome do_task(const Task& task, const RunOptions& options, Road& road,
                const std::function<void(const Task&)>& before) {
  Outcome outcome;
  try {
    if (before) before(task);
    run_task(task, options, road, outcome);
  } catch (const Error& error) {
    outcome.kind = Outcome::Kind::kFailed;
    outcome.status = error.status();
    outcome.reason = error.what();
  } catch (const std::bad_alloc&) {
    outcome.kind = Outcome::Kind::kFailed;
    outcome.status = 2;
    outcome.out_of_memory = true;
    outcome.reason = task.input + ": needs more memory than a page may take; raise --page-memory";
  } catch (const std::exception& error) {
    outcome.kind = Outcome::Kind::kFailed;
    outcome.status = 7;
    outcome.reason = task.input + ": " + error.what();
  }
  outcome.stage = road.stages().current();
  road.stages().leave();
  outcome.times = road.stages().take_times();
  return outcome;
}

}  // namespace

int run_worker(const RunOptions& given, const std::function<void(const Task&)>& before) {
  confine_process(given.batch.page_memory);
  ::fcntl(kMessageFd, F_SETFD, FD_CLOEXEC);
  const auto say = [](const Message& message) { return send_frame(kMessageFd, encode(message)); };
  const auto on_stage = [&](const std::string& stage) { say({false, stage, std::nullopt}); };
  std::unique_ptr<Road> roads[2];  // the usual, and the plainer
  if (!say({true, std::nullopt, std::nullopt})) return 0;
  FrameReader frames;
  for (;;) {
    std::optional<std::string> frame;
    while (!(frame = frames.next())) {
      if (!frames.read_some(STDIN_FILENO)) return 0;
    }
    const Task task = decode_task(*frame);
    RunOptions options = task.plain ? plainer(given) : given;
    options.batch.page_timeout = 0;  // the supervisor looks at the clock
    if (task.page > 0) options.read.first_page = options.read.last_page = task.page;
    std::unique_ptr<Road>& road = roads[task.plain ? 1 : 0];
    if (!road) road = std::make_unique<Road>(options, formats_of(task), Stages(on_stage));
    if (!say({false, std::nullopt, do_task(task, options, *road, before)})) return 0;
  }
}

}  // namespace tonglan
