#include "batch/batch_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <unordered_set>
#include <utility>

#include "batch/names.h"
#include "batch/outputs.h"
#include "read/kinds.h"
#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

bool is_jsonl(const FoundInput& input, const RunOptions& options) {
  const InputKind* kind = options.input_format.empty() ? kind_by_name(input.path)
                                                       : find_input_kind(options.input_format);
  return kind && kind->shape == Shape::kJsonl;
}

void refuse_odd_inputs(const std::vector<FoundInput>& inputs) {
  for (const FoundInput& input : inputs) {
    if (input.path == "-") throw Error(1, "stdin is one stream; it can't be part of a batch");
    const std::string first = fs::path(input.id).begin()->string();
    if (input.id.empty() || first == kBatchFolder) {
      throw Error(1, input.path + ": no name for results follows from this one");
    }
  }
}

// Hashes of all bases, sorted; two inputs with one base are refused.
std::vector<std::uint64_t> distinct_bases(const std::vector<FoundInput>& inputs,
                                          const std::string& folder) {
  std::vector<std::pair<std::uint64_t, std::size_t>> hashes;
  hashes.reserve(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    hashes.emplace_back(hash_of(base_of(inputs[i].id, 0)), i);
  }
  std::sort(hashes.begin(), hashes.end());
  std::vector<std::uint64_t> bases;
  bases.reserve(hashes.size());
  for (std::size_t k = 0; k < hashes.size(); ++k) {
    if (k > 0 && hashes[k].first == hashes[k - 1].first) {
      const FoundInput& a = inputs[hashes[k - 1].second];
      const FoundInput& b = inputs[hashes[k].second];
      throw Error(1, a.path + " and " + b.path + " would both be written to " +
                         (fs::path(folder) / base_of(a.id, 0)).string() +
                         ".*; keep folders apart with -r or a quoted glob, and take one kind of "
                         "file at a time ('pages/**/*.hocr')");
    }
    bases.push_back(hashes[k].first);
  }
  return bases;
}

std::string whole_path(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

void refuse_outputs_over_inputs(const BatchPlan& plan) {
  std::unordered_set<std::uint64_t> inputs;
  for (const FoundInput& input : plan.inputs) inputs.insert(hash_of(whole_path(input.path)));
  for (const FoundInput& input : plan.inputs) {
    for (const TaskOutput& output : make_task(plan, input, 0, false).outputs) {
      if (inputs.contains(hash_of(whole_path(output.path)))) {
        throw Error(1, output.path +
                           ": a result would take the place of an input; name another "
                           "folder with -o");
      }
    }
  }
}

// Page 3 of "book" and the whole of "book.p0003", where a format holds one page a file: how many
// pages an input has is not known yet.
void refuse_page_names(const BatchPlan& plan) {
  if (std::none_of(plan.formats.begin(), plan.formats.end(),
                   [](const Format& format) { return format.write_one_page != nullptr; }))
    return;
  for (const FoundInput& input : plan.inputs) {
    const std::string base = base_of(input.id, 0);
    const std::size_t mark = base.rfind(".p");
    if (mark == std::string::npos) continue;
    std::uint32_t page = 0;
    const char* end = base.data() + base.size();
    const auto [read, error] = std::from_chars(base.data() + mark + 2, end, page);
    const std::string book = base.substr(0, mark);
    if (error != std::errc() || read != end || base.substr(mark) != fmt::format(".p{:04}", page))
      continue;
    if (!std::binary_search(plan.bases.begin(), plan.bases.end(), hash_of(book))) continue;
    throw Error(1, fmt::format("{}: its results and those of page {} of another input, {}, would "
                               "have one name; do it in a batch of its own",
                               input.path, page, book));
  }
}

void refuse_existing(const BatchPlan& plan) {
  for (const FoundInput& input : plan.inputs) {
    const Task task = make_task(plan, input, 0, false);
    std::error_code ignored;
    bool there = fs::exists(task.record, ignored);
    for (const TaskOutput& output : task.outputs) {
      there = there || fs::exists(output.path, ignored);
    }
    if (there) throw Error(1, input.path + ": has results in " + plan.folder + " already");
  }
}

}  // namespace

Task make_task(const BatchPlan& plan, const FoundInput& input, std::uint32_t page, bool plain) {
  Task task;
  task.input = input.path;
  task.id = page_id(input.id, page);
  task.page = page;
  task.plain = plain;
  const std::string base = (fs::path(plan.folder) / base_of(input.id, page)).string();
  const std::string packing = packing_of(input.id);
  for (const Format& format : plan.formats) {
    task.outputs.push_back({std::string(format.name), base + std::string(format.suffix) + packing});
  }
  task.record = base + std::string(kRecordSuffix);
  return task;
}

bool page_collides(const BatchPlan& plan, const FoundInput& input, std::uint32_t page) {
  return std::binary_search(plan.bases.begin(), plan.bases.end(), hash_of(base_of(input.id, page)));
}

BatchPlan plan_batch(const RunOptions& options, std::vector<FoundInput> found) {
  BatchPlan plan;
  plan.folder = options.out;
  if (options.batch.shard) {
    plan.shard = *options.batch.shard;
    plan.shard_variable = "--shard";
  } else if (const auto given = shard_from_environment()) {
    plan.shard = given->shard;
    plan.shard_variable = given->variable;
  }
  refuse_odd_inputs(found);
  plan.formats = wanted_formats(options, std::all_of(found.begin(), found.end(), [&](auto& input) {
                                  return is_jsonl(input, options);
                                }));
  if (options.repair.explain) plan.formats.push_back(kExplanation);
  plan.configuration = options.batch.configuration + " ->";
  for (const Format& format : plan.formats) plan.configuration += " " + std::string(format.name);
  plan.bases = distinct_bases(found, plan.folder);
  plan.inputs = std::move(found);
  refuse_outputs_over_inputs(plan);
  refuse_page_names(plan);
  std::erase_if(plan.inputs, [&](const FoundInput& input) { return !holds(plan.shard, input.id); });
  if (options.batch.existing == Existing::kAbort) refuse_existing(plan);
  return plan;
}

}  // namespace tonglan
