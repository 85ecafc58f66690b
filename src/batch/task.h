// What goes between the supervisor and its workers: a page to do, and what became of it.
//
// A message is four bytes of length (native order) and a MessagePack object: file names are any
// bytes, so JSON could not carry them.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "batch/stages.h"

namespace tonglan {

struct TaskOutput {
  std::string format;  // a name of write/formats.h
  std::string path;
};

struct Task {
  std::string input;                // its path
  std::string id;                   // batch/names.h; with the page's number
  std::uint32_t page = 0;           // from 1; 0: the input as a whole
  std::vector<TaskOutput> outputs;  // their folders exist or can be made
  std::string record;               // path of the mark that it is done
  bool plain = false;               // the second try: with less that can go wrong
};

struct Outcome {
  enum class Kind : std::uint8_t {
    kDone,    // all files are in place
    kSplit,   // `pages` pages from `first_page` on, to be done one by one
    kFailed,  // nothing written
  };
  Kind kind = Kind::kDone;
  int status = 0;  // kFailed: the exit status it would have alone
  std::string stage;
  std::string reason;
  std::uint32_t first_page = 1;
  std::uint32_t pages = 0;
  bool out_of_memory = false;
  double certainty = 1;              // of what was read and decided, 0..1
  std::vector<std::string> remarks;  // for people
  std::vector<StageTime> times;
};

// What a worker says: that it is ready, that a stage begins (or goes on: `stage` empty), or what
// became of its task.
struct Message {
  bool ready = false;
  std::optional<std::string> stage;
  std::optional<Outcome> outcome;
};

std::string encode(const Task& task);
std::string encode(const Message& message);
// Throw Error (status 7) for bytes that are no such message.
Task decode_task(std::string_view bytes);
Message decode_message(std::string_view bytes);

// Writes one frame. False where the other side is gone.
bool send_frame(int fd, std::string_view bytes);

// Bytes as they come in, frames as they get whole.
class FrameReader {
 public:
  // Reads once; false at the end or on an error.
  bool read_some(int fd);
  std::optional<std::string> next();

 private:
  std::string buffer_;
};

}  // namespace tonglan
