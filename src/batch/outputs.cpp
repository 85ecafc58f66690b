#include "batch/outputs.h"

#include <filesystem>
#include <set>

#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

// ".gz", ".zst" or "".
std::string packing_of(const std::string& path) {
  for (const char* suffix : {".gz", ".zst"}) {
    if (path.ends_with(suffix)) return suffix;
  }
  return "";
}

// The suffix of a name without its packing: "a.jsonl.gz" has ".jsonl".
std::string suffix_of(const std::string& path) {
  const std::string plain = path.substr(0, path.size() - packing_of(path).size());
  return fs::path(plain).extension().string();
}

const Format* format_by_suffix(const std::string& path) {
  const std::string suffix = suffix_of(path);
  for (const Format& format : kFormats) {
    if (format.suffix == suffix) return &format;
  }
  return suffix == ".ndjson" ? find_format("jsonl") : nullptr;
}

bool is_jsonl(const RunOptions& options, const std::string& input) {
  if (!options.input_format.empty()) return options.input_format == "jsonl";
  const std::string suffix = suffix_of(input);
  return suffix == ".jsonl" || suffix == ".ndjson";
}

std::vector<Format> wanted_formats(const RunOptions& options, bool all_jsonl) {
  std::vector<Format> formats;
  for (const std::string& name : options.formats) {
    const Format* format = find_format(name);
    if (!format)
      throw Error(1, "unknown output format '" + name + "'; known: txt, md, json, jsonl");
    formats.push_back(*format);
  }
  if (formats.empty()) {
    const Format* by_name = format_by_suffix(options.out);
    formats.push_back(by_name ? *by_name : *find_format(all_jsonl ? "jsonl" : "txt"));
  }
  return formats;
}

// folder/name.txt.gz for an input dir/name.jsonl.gz.
std::string mirrored(const std::string& folder, const std::string& input, const Format& format) {
  const std::string packing = packing_of(input);
  std::string name = input == "-" ? "stdin" : fs::path(input).filename().string();
  name.resize(name.size() - (input == "-" ? 0 : packing.size()));
  const std::string suffix = fs::path(name).extension().string();
  if (suffix == ".text" || suffix == ".ndjson" ||
      find_format(suffix.empty() ? "" : suffix.substr(1))) {
    name.resize(name.size() - suffix.size());
  }
  return (fs::path(folder) / (name + std::string(format.suffix) + packing)).string();
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

void refuse_collisions(const Plan& plan) {
  std::set<std::string> seen;
  for (const InputPlan& input : plan.inputs) {
    for (const std::string& path : input.paths) {
      if (path != "-" && !seen.insert(path).second) {
        throw Error(1,
                    "two inputs would be written to " + path + "; give them folders of their own");
      }
    }
  }
}

}  // namespace

Plan plan_outputs(const RunOptions& options) {
  Plan plan;
  bool all_jsonl = true;
  for (const std::string& input : options.inputs) {
    plan.inputs.push_back({input, is_jsonl(options, input), {}});
    all_jsonl = all_jsonl && plan.inputs.back().jsonl;
  }
  plan.formats = wanted_formats(options, all_jsonl);
  const bool to_stdout = options.out.empty() || options.out == "-";
  const bool several = options.inputs.size() > 1 || plan.formats.size() > 1;
  const bool folder = !to_stdout && (is_folder(options.out) || options.out.ends_with('/') ||
                                     (several && !format_by_suffix(options.out)));
  if (plan.formats.size() > 1 && !folder) {
    throw Error(1, "several output formats need a folder; name one with -o DIR/");
  }
  if (folder) {
    plan.folder = options.out;
    for (InputPlan& input : plan.inputs) {
      for (const Format& format : plan.formats) {
        input.paths.push_back(mirrored(options.out, input.input, format));
      }
    }
    refuse_collisions(plan);
  } else {
    plan.one_output = true;
    for (InputPlan& input : plan.inputs) input.paths = {to_stdout ? "-" : options.out};
  }
  if (options.repair.explain) {
    // On a terminal the explanation takes the place of the text.
    if (to_stdout) {
      plan.formats = {kExplanation};
    } else {
      plan.formats.push_back(kExplanation);
      for (InputPlan& input : plan.inputs) input.paths.push_back("-");
    }
  }
  return plan;
}

}  // namespace tonglan
