#include "batch/run.h"

#include <algorithm>
#include <filesystem>

#include "batch/find_inputs.h"
#include "batch/outputs.h"
#include "batch/stream.h"
#include "batch/supervisor.h"
#include "read/encoding.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// Text is a stream, wherever it goes; what has pages is worth a worker's while when there are
// several. What was searched for is a batch anyhow, for nobody has counted it.
bool is_batch(const RunOptions& options, const FoundInputs& found) {
  if (found.searched || options.batch.existing || options.batch.shard) return true;
  return found.inputs.size() > 1 &&
         std::any_of(found.inputs.begin(), found.inputs.end(), [&](const FoundInput& input) {
           const InputKind* kind = options.input_format.empty()
                                       ? kind_by_name(input.path)
                                       : find_input_kind(options.input_format);
           return input.path != "-" &&
                  (kind ? kind->shape != Shape::kText && kind->shape != Shape::kJsonl
                        : !unclear_suffix(input.path).empty());
         });
}

void make_folder(const std::string& folder) {
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(5, folder + ": can't be made: " + error.message());
}

}  // namespace

int run_repair(const RunOptions& options) {
  if (options.read.encoding != "auto") Decoder check(options.read.encoding);
  FoundInputs found = find_inputs(options);
  if (goes_to_folder(options, found.inputs.size() > 1 || found.searched) &&
      is_batch(options, found)) {
    return run_batch(options, std::move(found));
  }
  if (options.batch.existing || options.batch.shard || !options.batch.stats.empty()) {
    throw Error(1, "--existing, --shard and --stats belong to a batch; name a folder with -o DIR/");
  }
  RunOptions stream = options;
  stream.inputs.clear();
  for (const FoundInput& input : found.inputs) stream.inputs.push_back(input.path);
  const Plan plan = plan_outputs(stream);
  make_folder(plan.folder);
  return run_stream(stream, plan);
}

}  // namespace tonglan
