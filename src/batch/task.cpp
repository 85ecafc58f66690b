#include "batch/task.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "tonglan.h"

namespace tonglan {
namespace {

using Json = nlohmann::json;

std::string packed(const Json& json) {
  std::string bytes;
  Json::to_msgpack(json, bytes);
  return bytes;
}

template <typename Decode>
auto decoded(std::string_view bytes, Decode decode) {
  try {
    return decode(Json::from_msgpack(bytes.begin(), bytes.end()));
  } catch (const Json::exception& error) {
    throw Error(7, std::string("a message between supervisor and worker is torn: ") + error.what());
  }
}

}  // namespace

std::string encode(const Task& task) {
  Json outputs = Json::array();
  for (const TaskOutput& output : task.outputs) outputs.push_back({output.format, output.path});
  return packed({{"input", task.input},
                 {"id", task.id},
                 {"page", task.page},
                 {"outputs", std::move(outputs)},
                 {"record", task.record},
                 {"plain", task.plain}});
}

Task decode_task(std::string_view bytes) {
  return decoded(bytes, [](const Json& json) {
    Task task;
    task.input = json.at("input");
    task.id = json.at("id");
    task.page = json.at("page");
    for (const Json& output : json.at("outputs")) {
      task.outputs.push_back({output.at(0), output.at(1)});
    }
    task.record = json.at("record");
    task.plain = json.at("plain");
    return task;
  });
}

std::string encode(const Message& message) {
  if (message.ready) return packed({{"ready", true}});
  if (message.stage) return packed({{"stage", *message.stage}});
  const Outcome& outcome = *message.outcome;
  Json times = Json::array();
  for (const StageTime& time : outcome.times) times.push_back({time.stage, time.seconds});
  return packed({{"kind", outcome.kind},
                 {"status", outcome.status},
                 {"at", outcome.stage},
                 {"reason", outcome.reason},
                 {"first_page", outcome.first_page},
                 {"pages", outcome.pages},
                 {"out_of_memory", outcome.out_of_memory},
                 {"certainty", outcome.certainty},
                 {"remarks", outcome.remarks},
                 {"times", std::move(times)}});
}

Message decode_message(std::string_view bytes) {
  return decoded(bytes, [](const Json& json) {
    Message message;
    message.ready = json.contains("ready");
    if (json.contains("stage")) message.stage = json.at("stage");
    if (!json.contains("kind")) return message;
    Outcome& outcome = message.outcome.emplace();
    outcome.kind = json.at("kind");
    outcome.status = json.at("status");
    outcome.stage = json.at("at");
    outcome.reason = json.at("reason");
    outcome.first_page = json.at("first_page");
    outcome.pages = json.at("pages");
    outcome.out_of_memory = json.at("out_of_memory");
    outcome.certainty = json.at("certainty");
    outcome.remarks = json.at("remarks").get<std::vector<std::string>>();
    for (const Json& time : json.at("times")) outcome.times.push_back({time.at(0), time.at(1)});
    return message;
  });
}

bool send_frame(int fd, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::string frame(sizeof size, '\0');
  std::memcpy(frame.data(), &size, sizeof size);
  frame += bytes;
  for (std::string_view rest = frame; !rest.empty();) {
    const ssize_t done = ::write(fd, rest.data(), rest.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

bool FrameReader::read_some(int fd) {
  std::array<char, 1 << 14> chunk;
  ssize_t got = 0;
  do {
    got = ::read(fd, chunk.data(), chunk.size());
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return false;
  buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<std::string> FrameReader::next() {
  std::uint32_t size = 0;
  if (buffer_.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, buffer_.data(), sizeof size);
  if (buffer_.size() < sizeof size + size) return std::nullopt;
  std::string frame = buffer_.substr(sizeof size, size);
  buffer_.erase(0, sizeof size + size);
  return frame;
}

}  // namespace tonglan
