#include "batch/manifest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "batch/names.h"
#include "tonglan.h"

namespace tonglan {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kCheck = ",\"check\":\"";  // then 16 digits, "}
constexpr std::size_t kTail = kCheck.size() + 16 + 2;

[[noreturn]] void fail(const std::string& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  throw Error(full ? 75 : 5, path + ": can't be written: " + std::strerror(error) +
                                 (full ? "; make room and run again" : ""));
}

std::optional<ManifestEvent> parse_event(std::string_view line) {
  if (line.size() < kTail || !line.ends_with("\"}")) return std::nullopt;
  const std::string_view body = line.substr(0, line.size() - kTail);
  const std::string_view tail = line.substr(body.size());
  if (!tail.starts_with(kCheck) || tail.substr(kCheck.size(), 16) != hex(hash_of(body))) {
    return std::nullopt;
  }
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  ManifestEvent event;
  event.event = json.value("event", "");
  event.id = unspell_name(json.value("id", ""));
  event.configuration = unspell_name(json.value("configuration", ""));
  event.shard = json.value("shard", "");
  event.pages = json.value("pages", std::uint64_t{0});
  event.first = json.value("first", 1u);
  event.kept = json.value("kept", false);
  event.plain = json.value("plain", false);
  event.seconds = json.value("seconds", 0.0);
  event.status = json.value("status", 0);
  event.stage = json.value("stage", "");
  event.reason = unspell_name(json.value("reason", ""));
  return event;
}

}  // namespace

std::string spell_event(const ManifestEvent& event) {
  Json json = {{"event", event.event}};
  if (!event.id.empty()) json["id"] = spell_name(event.id);
  if (event.event == "run") {
    json["configuration"] = spell_name(event.configuration);
    json["shard"] = event.shard;
  }
  if (event.event == "run" || event.event == "split") json["pages"] = event.pages;
  if (event.event == "split") json["first"] = event.first;
  if (event.kept) json["kept"] = true;
  if (event.plain) json["plain"] = true;
  if (event.event == "done" && !event.kept) {
    json["seconds"] = static_cast<double>(static_cast<std::int64_t>(event.seconds * 1e3)) / 1e3;
  }
  if (event.event == "failed" || event.event == "end") json["status"] = event.status;
  if (event.event == "failed") {
    json["stage"] = event.stage;
    json["reason"] = spell_name(event.reason);
  }
  std::string line = json.dump();
  line.pop_back();
  return fmt::format("{}{}{}\"}}\n", line, kCheck, hex(hash_of(line)));
}

std::string manifest_path(const std::string& folder, const Shard& shard) {
  return (fs::path(folder) / kBatchFolder /
          fmt::format("manifest.{}-of-{}.jsonl", shard.index, shard.count))
      .string();
}

std::optional<Shard> shard_of_manifest(const std::string& path) {
  Shard shard;
  const std::string name = fs::path(path).filename().string();
  const int fields =
      std::sscanf(name.c_str(), "manifest.%" SCNu32 "-of-%" SCNu32, &shard.index, &shard.count);
  if (fields != 2 || fs::path(manifest_path("", shard)).filename() != name) return std::nullopt;
  return shard;
}

std::vector<std::string> find_manifests(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / kBatchFolder, ignored)) {
    if (shard_of_manifest(entry.path().string())) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Manifest::Manifest(const std::string& path) : path_(path) {
  fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd_ < 0) fail(path_, errno);
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(fd_);
    throw Error(75, path_ + ": another run is at work on this part of the batch");
  }
  // A line that a crash has torn must not swallow the next one.
  struct stat info {};
  char last = '\n';
  if (::fstat(fd_, &info) == 0 && info.st_size > 0 &&
      ::pread(fd_, &last, 1, info.st_size - 1) == 1 && last != '\n') {
    write("\n");
  }
}

Manifest::~Manifest() { ::close(fd_); }

void Manifest::write(std::string_view lines) {
  const ssize_t done = ::write(fd_, lines.data(), lines.size());
  if (done < 0) fail(path_, errno);
  if (static_cast<std::size_t>(done) < lines.size()) fail(path_, ENOSPC);
}

void Manifest::append(const ManifestEvent& event) { write(spell_event(event)); }

void Manifest::append(const std::vector<ManifestEvent>& events) {
  constexpr std::size_t kAtOnce = std::size_t{1} << 16;
  std::string lines;
  for (const ManifestEvent& event : events) {
    lines += spell_event(event);
    if (lines.size() < kAtOnce) continue;
    write(lines);
    lines.clear();
  }
  if (!lines.empty()) write(lines);
}

void Manifest::sync() { ::fsync(fd_); }

ManifestContent read_manifest(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(5, path + ": can't be read");
  ManifestContent content;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    if (auto event = parse_event(line)) {
      content.events.push_back(std::move(*event));
    } else {
      ++content.torn;
    }
  }
  return content;
}

}  // namespace tonglan
