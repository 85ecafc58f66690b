// What happened in a batch: a JSONL file that only grows, one a shard, in DIR/.tonglan/.
//
//   {"event":"run","configuration":"...","shard":"0/7","pages":143}       a run begins; it lists
//   {"event":"listed","id":"1934/p1.hocr"}                                ... each input it is to
//   do
//   {"event":"split","id":"1934/book.pdf","first":1,"pages":12}           one input, many pages
//   {"event":"done","id":"1934/p1.hocr","seconds":0.1}                    "kept":true: was done
//   before
//   {"event":"failed","id":"1934/p2.hocr","status":2,"stage":"read","reason":"..."}
//   {"event":"end","status":0}                                            the run ended by itself
//
// Each line is one write and ends in a checksum ("check"). A line that a crash has torn is no line;
// the pages' own records (batch/record.h) are what counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "batch/shard.h"

namespace tonglan {

struct ManifestEvent {
  std::string event;
  std::string id;             // of a page or an input; batch/names.h
  std::string configuration;  // run
  std::string shard;          // run
  std::uint64_t pages = 0;    // run, split
  std::uint32_t first = 1;    // split
  bool kept = false;          // done
  bool plain = false;         // done
  double seconds = 0;         // done
  int status = 0;             // failed, end
  std::string stage, reason;  // failed
};

// DIR/.tonglan/manifest.0-of-7.jsonl
std::string manifest_path(const std::string& folder, const Shard& shard);

// Which shard's manifest a file is, by its name; none for other files.
std::optional<Shard> shard_of_manifest(const std::string& path);

// All manifests of a folder, sorted by name.
std::vector<std::string> find_manifests(const std::string& folder);

class Manifest {
 public:
  // Makes the file if there is none, and locks it. Throws Error: 5 if it can't be made, 75 if
  // another run is at work on this part of the batch.
  explicit Manifest(const std::string& path);
  ~Manifest();
  Manifest(const Manifest&) = delete;
  Manifest& operator=(const Manifest&) = delete;

  // Throws Error: 75 if the disk is full, 5 if it can't be written.
  void append(const ManifestEvent& event);
  void append(const std::vector<ManifestEvent>& events);  // few writes for many lines
  void sync();

 private:
  void write(std::string_view lines);

  std::string path_;
  int fd_ = -1;
};

struct ManifestContent {
  std::vector<ManifestEvent> events;
  std::size_t torn = 0;  // lines that are none
};

// Throws Error (status 5) if it can't be read.
ManifestContent read_manifest(const std::string& path);

// One line, its end included. Exported for tests.
std::string spell_event(const ManifestEvent& event);

}  // namespace tonglan
