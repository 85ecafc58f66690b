#include "batch/record.h"

#include <fmt/format.h>
#include <sys/stat.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "batch/names.h"
#include "batch/outputs.h"
#include "read/kinds.h"
#include "tonglan.h"
#include "write/file.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "tonglan-record/1";

std::optional<RecordedOutput> describe_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       XXH3_freeState);
  XXH3_64bits_reset(state.get());
  RecordedOutput output;
  output.name = fs::path(path).filename().string();
  std::array<char, 1 << 16> chunk;
  while (file) {
    file.read(chunk.data(), chunk.size());
    const auto got = static_cast<std::size_t>(file.gcount());
    XXH3_64bits_update(state.get(), chunk.data(), got);
    output.size += got;
  }
  if (!file.eof()) return std::nullopt;
  output.hash = hex(XXH3_64bits_digest(state.get()));
  return output;
}

bool is_newer(const struct stat& a, const struct stat& b) {
  return a.st_mtim.tv_sec != b.st_mtim.tv_sec ? a.st_mtim.tv_sec > b.st_mtim.tv_sec
                                              : a.st_mtim.tv_nsec > b.st_mtim.tv_nsec;
}

// "book.p0003.page.xml" of "book.page.xml".
bool is_page_of(const std::string& name, const std::string& whole, std::string_view suffix) {
  const std::size_t stem = without_packing(whole).size() - suffix.size();
  if (name.size() <= whole.size() || name.substr(0, stem) != whole.substr(0, stem)) return false;
  const std::string number = name.substr(stem, name.size() - whole.size());
  return number.starts_with(".p") && name.ends_with(whole.substr(stem));
}

// Whether the files are the task's outputs, in their order; an output may have come as a file a
// page.
bool are_of(const Task& task, const std::vector<RecordedOutput>& files) {
  auto file = files.begin();
  for (const TaskOutput& output : task.outputs) {
    const std::string whole = fs::path(output.path).filename().string();
    const Format* const format = find_format(output.format);
    const bool by_page = format && format->write_one_page;
    if (file != files.end() && file->name == whole) {
      ++file;
      continue;
    }
    const auto first = file;
    while (by_page && file != files.end() && is_page_of(file->name, whole, format->suffix)) ++file;
    if (file == first) return false;
  }
  return file == files.end();
}

}  // namespace

PageRecord describe(const Task& task, const std::vector<std::string>& files,
                    const std::string& configuration) {
  PageRecord record{task.id, configuration, task.plain, 0, {}};
  std::error_code error;
  record.input_size = fs::file_size(task.input, error);
  if (error) throw Error(5, task.input + ": " + error.message());
  for (const std::string& path : files) {
    const auto described = describe_file(path);
    if (!described) throw Error(5, path + ": can't be read back");
    record.outputs.push_back(*described);
  }
  return record;
}

void write_record(const std::string& path, const PageRecord& record) {
  Json outputs = Json::array();
  for (const RecordedOutput& output : record.outputs) {
    outputs.push_back(
        {{"name", spell_name(output.name)}, {"size", output.size}, {"xxh3", output.hash}});
  }
  const Json json = {{"format", kFormat},
                     {"id", spell_name(record.id)},
                     {"configuration", spell_name(record.configuration)},
                     {"plain", record.plain},
                     {"input_size", record.input_size},
                     {"outputs", std::move(outputs)}};
  OutputFile file(path, part_name(path));
  file.write(json.dump() + "\n");
  file.commit();
}

std::optional<PageRecord> read_record(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  try {
    const Json json = Json::parse(file);
    if (json.at("format") != kFormat) return std::nullopt;
    PageRecord record;
    record.id = unspell_name(json.at("id").get<std::string>());
    record.configuration = unspell_name(json.at("configuration").get<std::string>());
    record.plain = json.at("plain");
    record.input_size = json.at("input_size");
    for (const Json& output : json.at("outputs")) {
      record.outputs.push_back({unspell_name(output.at("name").get<std::string>()),
                                output.at("size"), output.at("xxh3")});
    }
    return record;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

bool is_done(const Task& task, const std::string& configuration) {
  struct stat input {
  }, mark{};
  if (::stat(task.record.c_str(), &mark) != 0) return false;
  const auto record = read_record(task.record);
  if (!record || record->id != task.id || record->configuration != configuration ||
      !are_of(task, record->outputs) || ::stat(task.input.c_str(), &input) != 0 ||
      is_newer(input, mark) || static_cast<std::uint64_t>(input.st_size) != record->input_size) {
    return false;
  }
  for (const RecordedOutput& recorded : record->outputs) {
    struct stat output {};
    const fs::path path = fs::path(task.record).parent_path() / recorded.name;
    if (::stat(path.c_str(), &output) != 0 ||
        static_cast<std::uint64_t>(output.st_size) != recorded.size) {
      return false;
    }
  }
  return true;
}

std::string find_fault(const std::string& record_path, const PageRecord& record) {
  for (const RecordedOutput& output : record.outputs) {
    const fs::path path = fs::path(record_path).parent_path() / output.name;
    const auto found = describe_file(path.string());
    if (!found) return output.name + " is missing";
    if (found->size != output.size || found->hash != output.hash) {
      return output.name + " is not what was written";
    }
  }
  return "";
}

}  // namespace tonglan
