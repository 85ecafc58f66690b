// The command line as plain structs. The only place that knows Boost.Program_options: one row an
// option, bound straight to the field it sets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batch/overlay_file.h"
#include "batch/run.h"

namespace tonglan {

enum class Command { kRepair, kEval, kValidate, kOverlay, kMerge, kWorker, kHelp, kVersion };

struct CommandLine {
  Command command = Command::kRepair;
  RunOptions run;
  OverlayRun overlay;              // its `run` is filled for kOverlay only
  std::vector<std::string> files;  // eval: GOLD OUT; validate: FILE...; merge: DIR
  bool eval_json = false;
};

// Throws Error (status 1) for usage; the message names the nearest valid option.
CommandLine parse_command_line(const std::vector<std::string>& arguments);

// "3", "3-7", "3-" or "-7": pages counted from 1. Throws Error (status 1).
struct PageRange {
  std::uint32_t first = 1;
  std::uint32_t last = 0;  // 0: to the end
};
PageRange parse_pages(const std::string& text);

// "256M", "64K", "1G" or plain bytes, up to `largest`. Throws Error (status 1), naming `option`.
std::size_t parse_size(const std::string& option, const std::string& text, std::uint64_t largest);

// What --help prints.
std::string help_text();

}  // namespace tonglan
