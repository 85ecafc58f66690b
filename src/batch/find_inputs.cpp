#include "batch/find_inputs.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_set>

#include "batch/names.h"
#include "read/box/formats.h"
#include "read/bytes.h"
#include "read/kinds.h"
#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestList = std::size_t{4} << 30;  // bytes

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

bool has_meta(std::string_view part) { return part.find_first_of("*?[") != part.npos; }

std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator at(folder.empty() ? "." : folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) entries.push_back(*at);
  if (error) throw Error(5, folder.string() + ": can't be listed: " + error.message());
  std::sort(entries.begin(), entries.end());
  return entries;
}

class Finder {
 public:
  explicit Finder(const RunOptions& options) : options_(options) {
    std::error_code ignored;
    if (!options.out.empty()) out_ = fs::weakly_canonical(options.out, ignored);
  }

  void add(const std::string& path, const std::string& id) {
    if (seen_.insert(id + '\0' + path).second) found_.inputs.push_back({path, id});
  }

  // A path that was named, on the command line or in a list.
  void add_named(const std::string& path, const std::string& id) {
    std::error_code ignored;
    if (options_.batch.recursive && fs::is_directory(path, ignored)) {
      add_folder(path);
    } else {
      add(path, id);
    }
  }

  void add_folder(const std::string& root) {
    found_.searched = true;
    const std::size_t before = found_.inputs.size();
    walk(root, root);
    if (found_.inputs.size() == before) throw Error(1, root + ": holds no input that is known");
  }

  void add_glob(const std::string& pattern) {
    found_.searched = true;
    const std::size_t before = found_.inputs.size();
    std::vector<std::string> parts;
    fs::path root;
    for (const fs::path& part : fs::path(pattern)) {
      if (parts.empty() && !has_meta(part.native())) {
        root /= part;
      } else {
        parts.push_back(part.string());
      }
    }
    match(root, root, parts, 0);
    if (found_.inputs.size() == before) throw Error(1, pattern + ": no file matches");
  }

  void add_list(const std::string& list) {
    found_.searched = true;
    std::string names;
    try {
      names = read_all(*open_bytes(list), kLongestList);
    } catch (const Error& error) {
      throw Error(error.status(), list + ": " + error.what());
    }
    const char end = names.find('\0') == names.npos ? '\n' : '\0';
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t stop = std::min(names.find(end, at), names.size());
      const std::string name = names.substr(at, stop - at);
      if (!name.empty()) add_named(name, id_of_path(name));
      at = stop + 1;
    }
  }

  FoundInputs take() { return std::move(found_); }

 private:
  bool is_output(const fs::path& folder) const {
    std::error_code ignored;
    return !out_.empty() && fs::weakly_canonical(folder, ignored) == out_;
  }

  bool is_input(const std::string& path) {
    const InputKind* kind = kind_by_name(path);
    if (!options_.input_format.empty()) return !kind || kind->name == options_.input_format;
    if (kind) return true;
    if (unclear_suffix(path).empty()) return false;
    try {
      if (detect_box_format(peek(open_bytes(path), kBoxDetectionWindow).head)) return true;
      found_.passed_over.push_back(path);
      return false;
    } catch (const Error&) {
      return true;  // it is for the run to say what is wrong with it
    }
  }

  void walk(const fs::path& root, const fs::path& folder) {
    for (const fs::directory_entry& entry : entries_of(folder)) {
      if (is_hidden(entry.path())) continue;
      std::error_code ignored;
      if (entry.is_directory(ignored)) {
        if (!entry.is_symlink(ignored) && !is_output(entry.path())) walk(root, entry.path());
      } else if (entry.is_regular_file(ignored) && is_input(entry.path().string())) {
        add_below(root, entry.path());
      }
    }
  }

  void add_below(const fs::path& root, const fs::path& path) {
    add(path.string(), id_of_path(path.lexically_relative(root.empty() ? "" : root).string()));
  }

  // Descends along the parts of a pattern; "**" stands for any number of folders.
  void match(const fs::path& root, const fs::path& folder, const std::vector<std::string>& parts,
             std::size_t at) {
    const std::string& part = parts[at];
    const bool last = at + 1 == parts.size();
    if (part == "**" && !last) match(root, folder, parts, at + 1);
    for (const fs::directory_entry& entry : entries_of(folder)) {
      const std::string name = entry.path().filename().string();
      std::error_code ignored;
      const bool is_folder = entry.is_directory(ignored);
      if (part == "**") {
        if (is_hidden(entry.path()) || is_output(entry.path())) continue;
        if (is_folder && !entry.is_symlink(ignored)) match(root, entry.path(), parts, at);
        if (!is_folder && last) add_below(root, entry.path());
      } else if (::fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) == 0) {
        if (!last && is_folder) match(root, entry.path(), parts, at + 1);
        if (last && !is_folder) add_below(root, entry.path());
      }
    }
  }

  const RunOptions& options_;
  fs::path out_;
  FoundInputs found_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

FoundInputs find_inputs(const RunOptions& options) {
  Finder finder(options);
  for (const std::string& input : options.inputs) {
    std::error_code ignored;
    if (input == "-") {
      finder.add(input, input);
    } else if (has_meta(input) && !fs::exists(input, ignored)) {
      finder.add_glob(input);
    } else {
      finder.add_named(input, id_of_path(fs::path(input).filename().string()));
    }
  }
  for (const std::string& list : options.batch.lists) finder.add_list(list);
  return finder.take();
}

}  // namespace tonglan
