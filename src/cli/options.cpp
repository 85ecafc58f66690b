#include "cli/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "read/kinds.h"
#include "tonglan.h"
#include "write/formats.h"

namespace tonglan {
namespace {

namespace po = boost::program_options;

// An option whose value is one of a few names.
template <typename T>
auto choice(const char* option, std::map<std::string, T> values, T& field) {
  return po::value<std::string>()->notifier([=, &field](const std::string& name) {
    const auto found = values.find(name);
    if (found != values.end()) {
      field = found->second;
      return;
    }
    std::string known;
    for (const auto& [value, unused] : values) known += (known.empty() ? "" : ", ") + value;
    throw Error(1, "--" + std::string(option) + ": '" + name + "' is none of " + known);
  });
}

std::vector<std::string> split_at_commas(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    if (end > at) parts.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

unsigned parse_jobs(const std::string& text) {
  unsigned jobs = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error != std::errc() || end != text.data() + text.size() || jobs < 1 || jobs > 1024) {
    throw Error(1, "-j: '" + text + "' is no number of jobs from 1 to 1024");
  }
  return jobs;
}

Keep parse_keep(const std::string& list) {
  Keep keep;
  const std::vector<std::string> names = split_at_commas(list);
  for (const std::string& name : names) {
    const bool all = name == "all";
    if (!all && name != "order" && name != "roles" && name != "articles" && name != "paragraphs") {
      throw Error(1, "--keep: '" + name + "' is none of all, articles, order, paragraphs, roles");
    }
    keep.order = keep.order || all || name == "order";
    keep.roles = keep.roles || all || name == "roles";
    keep.articles = keep.articles || all || name == "articles";
    keep.paragraphs = keep.paragraphs || all || name == "paragraphs";
  }
  if (names.empty()) {
    throw Error(1, "--keep: says nothing; name all, or some of order, roles, articles, paragraphs");
  }
  return keep;
}

unsigned parse_seconds(const std::string& text) {
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds > 1'000'000) {
    throw Error(1, "--page-timeout: '" + text + "' is no number of seconds; 0 is no limit");
  }
  return seconds;
}

std::uint64_t parse_count(const std::string& option, const std::string& text,
                          std::uint64_t largest) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < 1 || count > largest) {
    throw Error(1, "--" + option + ": '" + text + "' is no number from 1 to " +
                       std::to_string(largest));
  }
  return count;
}

// "0.05" or "5%".
double parse_rate(const std::string& text) {
  double rate = -1;
  const bool percent = text.ends_with('%');
  const char* const end = text.data() + text.size() - percent;
  const auto [at, error] = std::from_chars(text.data(), end, rate);
  if (percent) rate /= 100;
  if (error != std::errc() || at != end || !(rate >= 0 && rate <= 1)) {
    throw Error(1, "--max-error-rate: '" + text + "' is no share of the pages, such as 0.05 or 5%");
  }
  return rate;
}

std::map<std::string, std::string> input_kinds() {
  std::map<std::string, std::string> kinds;
  for (const InputKind& kind : kInputKinds) kinds.emplace(kind.name, kind.name);
  return kinds;
}

// All options, hidden ones included. `positional` takes the command and the inputs.
po::options_description all_options(CommandLine& line, std::vector<std::string>& positional) {
  RunOptions& run = line.run;
  po::options_description options;
  const auto flag = [](bool& field) { return po::bool_switch(&field); };
  options.add_options()
      ("out,o", po::value(&run.out))
      ("to,t", po::value<std::string>()->notifier([&](const std::string& list) {
        run.formats = split_at_commas(list);
        if (run.formats.empty()) throw Error(1, "-t: no format; known: " + format_names());
      }))
      ("from,f", choice<std::string>("from", input_kinds(), run.input_format))
      ("pages", po::value<std::string>()->notifier([&](const std::string& text) {
        const PageRange range = parse_pages(text);
        run.read.first_page = range.first;
        run.read.last_page = range.last;
      }))
      ("jobs,j", po::value<std::string>()->notifier([&](const std::string& text) {
        run.jobs = parse_jobs(text);
      }))
      ("page", po::value(&line.overlay.page))
      ("layers", po::value(&line.overlay.layers))
      ("image", po::value(&line.overlay.image))
      ("encoding", po::value(&run.read.encoding))
      ("text-key", po::value(&run.jsonl.text_key))
      ("errors", choice<OnError>("errors", {{"pass", OnError::kPass}, {"skip", OnError::kSkip},
                                            {"fail", OnError::kFail}}, run.jsonl.on_error))
      ("relink", po::bool_switch())
      ("no-relink", po::bool_switch())
      ("explain", flag(run.repair.explain))
      ("han-latin-space", choice<HanLatinSpace>("han-latin-space",
                                                {{"keep", HanLatinSpace::kKeep},
                                                 {"strip", HanLatinSpace::kStrip},
                                                 {"insert", HanLatinSpace::kInsert}},
                                                run.repair.han_latin_space))
      ("keep", po::value<std::string>()->notifier([&](const std::string& list) {
        run.repair.keep = parse_keep(list);
      }))
      ("direction", choice<std::string>("direction", {{"auto", "auto"},
                                                      {"horizontal", "horizontal"},
                                                      {"vertical", "vertical"}},
                                        run.repair.direction))
      ("lang,l", po::value(&run.ocr.language))
      ("engine", po::value(&run.ocr.engine))
      ("debug", po::value(&run.scan.debug))
      ("max-pixels", po::value<std::string>()->notifier([&](const std::string& text) {
        run.limits.max_pixels = parse_count("max-pixels", text, 4'000'000'000);
      }))
      ("max-side", po::value<std::string>()->notifier([&](const std::string& text) {
        run.limits.max_side = std::uint32_t(parse_count("max-side", text, 1'000'000));
      }))
      ("no-folios", po::bool_switch()->notifier([&](bool on) { run.write.folios = !on; }))
      ("max-record", po::value<std::string>()->notifier([&](const std::string& text) {
        run.limits.max_record = parse_size("max-record", text, std::uint64_t{2} << 30);
      }))
      ("quiet,q", flag(run.quiet))
      ("json", flag(line.eval_json))
      ("recursive,r", flag(run.batch.recursive))
      ("from-file", po::value(&run.batch.lists))
      ("existing", choice<std::optional<Existing>>("existing", {{"skip", Existing::kSkip},
                                                                {"overwrite", Existing::kOverwrite},
                                                                {"abort", Existing::kAbort}},
                                                   run.batch.existing))
      ("shard", po::value<std::string>()->notifier([&](const std::string& text) {
        run.batch.shard = parse_shard(text);
      }))
      ("split-pages", flag(run.batch.split_pages))
      ("page-timeout", po::value<std::string>()->notifier([&](const std::string& text) {
        run.batch.page_timeout = parse_seconds(text);
      }))
      ("page-memory", po::value<std::string>()->notifier([&](const std::string& text) {
        run.batch.page_memory =
            text == "0" ? 0 : parse_size("page-memory", text, std::uint64_t{1} << 40);
      }))
      ("max-error-rate", po::value<std::string>()->notifier([&](const std::string& text) {
        run.batch.max_error_rate = parse_rate(text);
      }))
      ("stats", po::value(&run.batch.stats))
      ("log-format", choice<bool>("log-format", {{"text", false}, {"json", true}},
                                  run.batch.json_log))
      ("worker", po::bool_switch())  // not for people: a batch's worker process
      ("configuration", po::value(&run.batch.configuration))
      ("help,h", po::bool_switch())
      ("version,V", po::bool_switch())
      ("positional", po::value(&positional));
  return options;
}

Relink relink_of(bool always, bool never) {
  if (always && never) throw Error(1, "--relink and --no-relink: say one of them");
  return always ? Relink::kAlways : never ? Relink::kNever : Relink::kAuto;
}

// Levenshtein's distance.
std::size_t edits_between(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
    }
  }
  return row[b.size()];
}

std::string nearest_option(const po::options_description& options, const std::string& wrong) {
  const std::string name = wrong.substr(std::min(wrong.find_first_not_of('-'), wrong.size()));
  std::string best;
  std::size_t best_distance = 3;  // further away is no slip of the finger
  for (const auto& option : options.options()) {
    const std::string& known = option->long_name();
    if (known == "positional" || known == "worker" || known == "configuration") continue;
    const bool begins = name.size() >= 3 && known.starts_with(name);
    const std::size_t distance = begins ? 0 : edits_between(name, known);
    if (distance < best_distance) {
      best_distance = distance;
      best = known;
    }
  }
  return best.empty() ? "; tonglan --help lists them" : "; did you mean --" + best + "?";
}

// The options that decide about the bytes of a result, in one spelling for one meaning as far as that
// goes: a page that was done under another one is done again.
std::string configuration_of(const po::parsed_options& parsed) {
  static const std::set<std::string> kNoMatter = {
      "out",   "to",          "jobs",        "quiet",        "recursive",   "from-file",
      "existing", "shard",    "page-timeout", "page-memory", "max-error-rate", "stats",
      "log-format", "worker", "configuration"};
  std::set<std::string> words;
  for (const auto& option : parsed.options) {
    if (option.position_key >= 0 || kNoMatter.contains(option.string_key)) continue;
    std::string word = option.string_key;
    for (const std::string& value : option.value) word += "=" + value;
    words.insert(word);
  }
  std::string text = "tonglan " TONGLAN_VERSION;
  for (const std::string& word : words) text += " " + word;
  return text;
}

// This program again, with the same options and without inputs.
std::vector<std::string> worker_command(const po::parsed_options& parsed) {
  std::vector<std::string> command = {"/proc/self/exe", "--worker"};
  for (const auto& option : parsed.options) {
    if (option.position_key >= 0) continue;
    command.insert(command.end(), option.original_tokens.begin(), option.original_tokens.end());
  }
  return command;
}

Command take_command(std::vector<std::string>& positional) {
  if (positional.empty()) return Command::kRepair;
  const std::map<std::string, Command> commands = {
      {"repair", Command::kRepair},     {"eval", Command::kEval},   {"validate", Command::kValidate},
      {"overlay", Command::kOverlay}, {"merge", Command::kMerge}};
  const auto found = commands.find(positional[0]);
  if (found == commands.end()) return Command::kRepair;
  positional.erase(positional.begin());
  return found->second;
}

}  // namespace

PageRange parse_pages(const std::string& text) {
  const std::size_t dash = text.find('-');
  const auto number = [&](const std::string& digits, std::uint32_t missing) {
    if (digits.empty()) return missing;
    std::uint32_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [at, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || at != end || value == 0) value = kNone;
    return value;
  };
  PageRange range;
  range.first = number(text.substr(0, dash), 1);
  range.last = dash == text.npos ? range.first : number(text.substr(dash + 1), 0);
  const bool backwards = range.last != 0 && range.last < range.first;
  if (text.empty() || text == "-" || range.first == kNone || range.last == kNone || backwards) {
    throw Error(1, "--pages: '" + text + "' is no range of pages, such as 3, 3-7, 3- or -7");
  }
  return range;
}

std::size_t parse_size(const std::string& option, const std::string& text, std::uint64_t largest) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const std::string unit(at, end);
  const std::map<std::string, int> shifts = {{"", 0},   {"K", 10}, {"k", 10}, {"M", 20},
                                             {"m", 20}, {"G", 30}, {"g", 30}};
  const auto shift = shifts.find(unit);
  if (error != std::errc() || shift == shifts.end() || number == 0 ||
      number > (largest >> shift->second)) {
    throw Error(1, "--" + option + ": '" + text + "' is no size from 1 to " +
                       std::to_string(largest >> 30) + "G, such as 64K or 256M");
  }
  return number << shift->second;
}

CommandLine parse_command_line(const std::vector<std::string>& arguments) {
  CommandLine line;
  std::vector<std::string> positional;
  const po::options_description options = all_options(line, positional);
  po::positional_options_description places;
  places.add("positional", -1);
  namespace style = po::command_line_style;
  po::variables_map values;
  try {
    const po::parsed_options parsed = po::command_line_parser(arguments)
                                          .options(options)
                                          .positional(places)
                                          .style(style::unix_style & ~style::allow_guessing)
                                          .run();
    line.run.batch.configuration = configuration_of(parsed);
    line.run.batch.worker = worker_command(parsed);
    po::store(parsed, values);
    if (values["help"].as<bool>() || values["version"].as<bool>()) {
      line.command = values["help"].as<bool>() ? Command::kHelp : Command::kVersion;
      return line;
    }
    po::notify(values);
    line.run.repair.relink = relink_of(values["relink"].as<bool>(), values["no-relink"].as<bool>());
  } catch (const po::unknown_option& error) {
    const std::string name = error.get_option_name();
    throw Error(1, "unknown option '" + name + "'" + nearest_option(options, name));
  } catch (const po::error& error) {
    throw Error(1, std::string(error.what()) + "; see tonglan --help");
  }
  if (values["worker"].as<bool>()) {
    line.command = Command::kWorker;
    return line;
  }
  line.command = take_command(positional);
  if (line.command == Command::kEval) {
    if (positional.size() != 2) throw Error(1, "eval needs two files: tonglan eval GOLD OUT");
    line.files = positional;
    return line;
  }
  if (line.eval_json) throw Error(1, "--json belongs to eval; for JSON output use -t json");
  if (line.command == Command::kValidate) {
    if (positional.empty()) throw Error(1, "validate needs a file: tonglan validate FILE...");
    line.files = positional;
    return line;
  }
  if (line.command == Command::kMerge) {
    if (positional.size() != 1) {
      throw Error(1, "merge takes the folder of a batch: tonglan merge DIR");
    }
    line.files = positional;
    return line;
  }
  if (positional.empty() && line.run.batch.lists.empty()) {
    throw Error(1, "no input; name files, or - for stdin (tonglan --help shows examples)");
  }
  line.run.inputs = positional;
  if (line.command == Command::kOverlay) {
    if (positional.size() != 1) throw Error(1, "overlay takes one input");
    if (line.overlay.page < 1) throw Error(1, "--page: pages are counted from 1");
    line.overlay.run = line.run;
  }
  return line;
}

}  // namespace tonglan
