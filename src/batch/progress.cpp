#include "batch/progress.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "batch/names.h"
#include "write/file.h"

namespace tonglan {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNotable = 5;  // pages in each list of the summary
constexpr auto kOnTerminal = std::chrono::milliseconds(500);
constexpr auto kElsewhere = std::chrono::seconds(30);
constexpr int kBarCells = 24;

// Keeps the kNotable first by `before`.
template <typename List, typename Before>
void note(List& list, typename List::value_type item, Before before) {
  if (list.size() == kNotable && !before(item, list.back())) return;
  list.insert(std::upper_bound(list.begin(), list.end(), item, before), std::move(item));
  if (list.size() > kNotable) list.pop_back();
}

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

double rounded(double value) {
  return static_cast<double>(static_cast<std::int64_t>(value * 1000 + .5)) / 1000;
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename List>
Json listed(const List& list, const char* key) {
  Json json = Json::array();
  for (const auto& item : list) {
    json.push_back({{"id", spell_name(item.id)}, {key, rounded(item.value)}});
  }
  return json;
}

Json counted(const BatchCounts& counts) {
  return {{"pages", counts.total},
          {"done", counts.done},
          {"kept", counts.kept},
          {"failed", counts.failed},
          {"plain", counts.plain},
          {"workers", counts.workers},
          {"workers_lost", counts.workers_lost}};
}

}  // namespace

std::string spell_duration(double seconds) {
  const auto s = static_cast<std::int64_t>(seconds + .5);
  if (s < 120) return fmt::format("{} s", s);
  if (s < 120 * 60) return fmt::format("{} min", (s + 30) / 60);
  return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
}

Progress::Progress(BatchVoice voice)
    : voice_(voice), terminal_(!voice.json && ::isatty(STDERR_FILENO) == 1) {
  next_ = begin_ + (terminal_ ? Clock::duration(kOnTerminal) : Clock::duration(kElsewhere));
}

void Progress::clear() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
  shown_ = false;
}

void Progress::say(const std::string& line) {
  clear();
  fmt::print(stderr, "{}\n", line);
}

void Progress::remark(const std::string& message) {
  if (voice_.quiet) return;
  if (!voice_.json) return say("tonglan: " + message);
  say(dump({{"time", now()}, {"event", "remark"}, {"message", message}}));
}

void Progress::failed(const std::string& id, const Outcome& outcome) {
  if (!voice_.json) return say("tonglan: " + outcome.reason);
  say(dump({{"time", now()},
            {"event", "failed"},
            {"id", spell_name(id)},
            {"status", outcome.status},
            {"stage", outcome.stage},
            {"reason", outcome.reason}}));
}

void Progress::stopped(int status, const std::string& reason) {
  if (!voice_.json) return say("tonglan: " + reason);
  say(dump({{"time", now()}, {"event", "stopped"}, {"status", status}, {"reason", reason}}));
}

void Progress::page_done(const std::string& id, double seconds, const Outcome& outcome) {
  note(slowest_, {id, seconds}, [](auto& a, auto& b) { return a.value > b.value; });
  note(least_certain_, {id, outcome.certainty}, [](auto& a, auto& b) { return a.value < b.value; });
  for (const StageTime& time : outcome.times) add_time(times_, time.stage, time.seconds);
}

double Progress::pages_a_minute(const BatchCounts& counts) const {
  const std::chrono::duration<double, std::ratio<60>> minutes = Clock::now() - begin_;
  return static_cast<double>(counts.done + counts.failed) / std::max(minutes.count(), 1e-6);
}

std::string Progress::line_of(const BatchCounts& counts, bool bar) const {
  std::string line;
  const std::uint64_t finished = counts.finished();
  if (bar) {
    const auto cells = counts.total == 0 ? 0 : kBarCells * finished / counts.total;
    for (std::uint64_t i = 0; i < kBarCells; ++i) line += i < cells ? "█" : "░";
    line += " ";
  }
  const double rate = pages_a_minute(counts);
  line += fmt::format("{}/{} pages, {:.0f} a minute", finished, counts.total, rate);
  if (rate > 0 && counts.total > finished) {
    line +=
        ", " + spell_duration(static_cast<double>(counts.total - finished) / rate * 60) + " left";
  }
  if (counts.failed > 0) line += fmt::format(", {} failed", counts.failed);
  return line;
}

void Progress::tick(const BatchCounts& counts) {
  const auto at = Clock::now();
  if (voice_.quiet || at < next_) return;
  next_ = at + (terminal_ ? Clock::duration(kOnTerminal) : Clock::duration(kElsewhere));
  if (terminal_) {
    fmt::print(stderr, "\r{}\x1B[K", line_of(counts, true));
    shown_ = true;
  } else if (voice_.json) {
    Json json = {{"time", now()}, {"event", "progress"}};
    json.update(counted(counts));
    json["pages_a_minute"] = rounded(pages_a_minute(counts));
    say(dump(json));
  } else {
    say("tonglan: " + line_of(counts, false));
  }
}

void Progress::summary(const BatchCounts& counts, const std::string& ended) {
  if (voice_.quiet) return;
  const std::chrono::duration<double> taken = Clock::now() - begin_;
  if (voice_.json) {
    Json json = {{"time", now()}, {"event", "summary"}, {"ended", ended}};
    json.update(counted(counts));
    json["seconds"] = rounded(taken.count());
    return say(dump(json));
  }
  say(fmt::format(
      "tonglan: {}: {} of {} pages done in {}{}{}{}", ended, counts.done + counts.kept,
      counts.total, spell_duration(taken.count()),
      counts.kept > 0 ? fmt::format(", {} of them before", counts.kept) : "",
      counts.plain > 0 ? fmt::format(", {} on a second, plainer try", counts.plain) : "",
      counts.failed > 0 ? fmt::format(", {} failed", counts.failed) : ""));
  if (counts.done < 2 * kNotable) return;
  const auto list = [&](const char* title, const std::vector<Notable>& items, auto spell) {
    std::string line = fmt::format("tonglan: {}:", title);
    for (const Notable& item : items) line += " " + spell_name(item.id) + spell(item.value);
    say(line);
  };
  list("slowest", slowest_, [](double v) { return fmt::format(" ({:.1f} s)", v); });
  list("least certain", least_certain_, [](double v) { return fmt::format(" ({:.2f})", v); });
}

void Progress::write_stats(const std::string& path, const BatchCounts& counts) const {
  const std::chrono::duration<double> taken = Clock::now() - begin_;
  Json json = {{"format", "tonglan-stats/1"}};
  json.update(counted(counts));
  json["seconds"] = rounded(taken.count());
  json["pages_a_minute"] = rounded(pages_a_minute(counts));
  Json stages = Json::array();
  for (const StageTime& time : times_) {
    stages.push_back({{"stage", time.stage}, {"seconds", rounded(time.seconds)}});
  }
  json["stages"] = std::move(stages);
  json["slowest"] = listed(slowest_, "seconds");
  json["least_certain"] = listed(least_certain_, "certainty");
  OutputFile file(path);
  file.write(json.dump(2) + "\n");
  file.commit();
}

}  // namespace tonglan
