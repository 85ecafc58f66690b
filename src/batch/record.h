// The mark that a page is done: a small JSON file beside its outputs, written last.
//
//   {"format":"tonglan-record/1","id":"1934/p1.hocr","configuration":"tonglan 0.1.0 to=txt",
//    "plain":false,"input_size":20480,
//    "outputs":[{"name":"p1.txt","size":2048,"xxh3":"0123456789abcdef"}]}
//
// Nothing in it depends on when, where or by how many the page was done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "batch/task.h"

namespace tonglan {

struct RecordedOutput {
  std::string name;  // beside the record
  std::uint64_t size = 0;
  std::string hash;  // of its bytes; batch/names.h
};

struct PageRecord {
  std::string id;
  std::string configuration;
  bool plain = false;
  std::uint64_t input_size = 0;
  std::vector<RecordedOutput> outputs;
};

// Describes a task whose outputs are in place, by what the disk holds; `files`: their paths, in the
// order of the task's outputs, several pages in the place of one. Throws Error (status 5).
PageRecord describe(const Task& task, const std::vector<std::string>& files,
                    const std::string& configuration);

// Throws Error as OutputFile does.
void write_record(const std::string& path, const PageRecord& record);

// None where there is no record, or none that is whole.
std::optional<PageRecord> read_record(const std::string& path);

// The page is done: recorded for this configuration and these outputs, its input no newer and of
// the same size, its outputs of their sizes.
bool is_done(const Task& task, const std::string& configuration);

// What is wrong with the outputs of a record by their sizes and hashes; empty: nothing.
std::string find_fault(const std::string& record_path, const PageRecord& record);

}  // namespace tonglan
