#include "batch/outputs.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "batch/names.h"
#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

// The output format that a file's name asks for; nullptr where it says nothing.
const Format* format_by_suffix(const std::string& path) {
  const std::string_view plain = without_packing(path);
  for (const Format& format : kFormats) {
    if (plain.ends_with(format.suffix)) return &format;
  }
  for (const std::string_view suffix : {".xml", ".html", ".htm", ".pdf"}) {
    if (plain.ends_with(suffix)) {
      throw Error(
          1, path + ": the name does not tell the format; say it with -t (" + format_names() + ")");
    }
  }
  return plain.ends_with(".ndjson") ? find_format("jsonl") : nullptr;
}

// folder/name.txt.gz for an input dir/name.jsonl.gz.
std::string mirrored(const std::string& folder, const std::string& input, const Format& format) {
  const std::string name = input == "-" ? "stdin" : stem_of(input);
  return (fs::path(folder) / (name + std::string(format.suffix) + packing_of(input))).string();
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

// Formats that are one document a file, against what would put several into one.
void refuse_mixtures(const Plan& plan) {
  for (const Format& format : plan.formats) {
    if (!format.one_a_file) continue;
    const std::string name(format.name);
    if (plan.one_output && plan.inputs.size() > 1) {
      throw Error(1, name + " holds one document a file; name a folder with -o DIR/");
    }
    for (const InputPlan& input : plan.inputs) {
      if (input.kind && input.kind->shape == Shape::kJsonl) {
        throw Error(1, name + " holds one document a file and JSONL many; take -t jsonl or json");
      }
    }
  }
}

}  // namespace

std::vector<Format> wanted_formats(const RunOptions& options, bool all_jsonl) {
  std::vector<Format> formats;
  for (const std::string& name : options.formats) {
    const Format* format = find_format(name);
    if (!format) {
      throw Error(1, "unknown output format '" + name + "'; known: " + format_names());
    }
    formats.push_back(*format);
  }
  if (formats.empty()) {
    const Format* by_name = format_by_suffix(options.out);
    formats.push_back(by_name ? *by_name : *find_format(all_jsonl ? "jsonl" : "txt"));
  }
  return formats;
}

std::string part_name(const std::string& path) {
  const fs::path whole(path);
  return (whole.parent_path() / ("." + whole.filename().string() + ".part")).string();
}

bool goes_to_folder(const RunOptions& options, bool several) {
  if (options.out.empty() || options.out == "-") return false;
  return is_folder(options.out) || options.out.ends_with('/') ||
         (several && !format_by_suffix(options.out));
}

Plan plan_outputs(const RunOptions& options) {
  Plan plan;
  bool all_jsonl = true;
  for (const std::string& input : options.inputs) {
    const InputKind* kind =
        options.input_format.empty() ? kind_by_name(input) : find_input_kind(options.input_format);
    plan.inputs.push_back({input, kind, {}, ""});
    all_jsonl = all_jsonl && kind && kind->shape == Shape::kJsonl;
  }
  plan.formats = wanted_formats(options, all_jsonl);
  const bool to_stdout = options.out.empty() || options.out == "-";
  const bool folder = goes_to_folder(options, options.inputs.size() > 1 || plan.formats.size() > 1);
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
  refuse_mixtures(plan);
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
