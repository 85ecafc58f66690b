// The command line: what is set, and what a usage error says.
#include "cli/options.h"

#include <gtest/gtest.h>

#include "tonglan.h"

namespace tonglan {
namespace {

std::string usage(const std::vector<std::string>& arguments) {
  try {
    parse_command_line(arguments);
    return "none";
  } catch (const Error& error) {
    return std::to_string(error.status()) + " " + error.what();
  }
}

TEST(Options, BindToTheStructs) {
  const CommandLine line = parse_command_line({"repair",
                                               "a.txt",
                                               "-o",
                                               "out/",
                                               "-t",
                                               "txt,json",
                                               "-f",
                                               "txt",
                                               "-j4",
                                               "--encoding",
                                               "Big5",
                                               "--text-key=body",
                                               "--errors",
                                               "skip",
                                               "--relink",
                                               "--explain",
                                               "--han-latin-space",
                                               "strip",
                                               "--no-folios",
                                               "--max-record",
                                               "64K",
                                               "-q",
                                               "-"});
  EXPECT_EQ(line.command, Command::kRepair);
  EXPECT_EQ(line.run.inputs, (std::vector<std::string>{"a.txt", "-"}));
  EXPECT_EQ(line.run.out, "out/");
  EXPECT_EQ(line.run.formats, (std::vector<std::string>{"txt", "json"}));
  EXPECT_EQ(line.run.input_format, "txt");
  EXPECT_EQ(line.run.jobs, 4u);
  EXPECT_EQ(line.run.read.encoding, "Big5");
  EXPECT_EQ(line.run.jsonl.text_key, "body");
  EXPECT_EQ(line.run.jsonl.on_error, OnError::kSkip);
  EXPECT_EQ(line.run.repair.relink, Relink::kAlways);
  EXPECT_TRUE(line.run.repair.explain);
  EXPECT_EQ(line.run.repair.han_latin_space, HanLatinSpace::kStrip);
  EXPECT_FALSE(line.run.write.folios);
  EXPECT_EQ(line.run.limits.max_record, 65536u);
  EXPECT_TRUE(line.run.quiet);
}

TEST(Options, DefaultsAreThoseOfTheStructs) {
  const CommandLine line = parse_command_line({"a.txt"});
  EXPECT_EQ(line.run.read.encoding, ReadOptions().encoding);
  EXPECT_EQ(line.run.limits.max_record, LimitOptions().max_record);
  EXPECT_TRUE(line.run.write.folios);
  EXPECT_EQ(line.run.repair.relink, Relink::kAuto);
  EXPECT_EQ(line.run.jobs, 0u);
}

TEST(Options, RelinkOrNot) {
  EXPECT_EQ(parse_command_line({"--no-relink", "a.txt"}).run.repair.relink, Relink::kNever);
  const CommandLine line = parse_command_line({"--relink", "a.txt"});
  EXPECT_EQ(line.run.repair.relink, Relink::kAlways);
  EXPECT_EQ(line.run.inputs, std::vector<std::string>{"a.txt"});
  EXPECT_EQ(usage({"--relink", "--no-relink", "a"}), "1 --relink and --no-relink: say one of them");
}

TEST(Options, KeepTakesNamesOrAll) {
  const Keep two = parse_command_line({"a", "--keep", "order,articles"}).run.repair.keep;
  EXPECT_TRUE(two.order && two.articles && !two.roles);
  const Keep all = parse_command_line({"a", "--keep", "all"}).run.repair.keep;
  EXPECT_TRUE(all.order && all.articles && all.roles);
  EXPECT_FALSE(parse_command_line({"a"}).run.repair.keep.any());
}

TEST(Options, UsageErrorsHelp) {
  EXPECT_EQ(usage({"--relnik", "a"}), "1 unknown option '--relnik'; did you mean --relink?");
  EXPECT_EQ(usage({"--enc", "a"}), "1 unknown option '--enc'; did you mean --encoding?");
  EXPECT_EQ(usage({"--zzzzzz", "a"}), "1 unknown option '--zzzzzz'; tonglan --help lists them");
  EXPECT_EQ(usage({}), "1 no input; name files, or - for stdin (tonglan --help shows examples)");
  EXPECT_EQ(usage({"a", "-f", "doc"}),
            "1 --from: 'doc' is none of alto, document, hocr, image, jsonl, ocr-json, page, pdf, "
            "tsv, txt");
  EXPECT_EQ(usage({"a", "--keep", "order,rules"}),
            "1 --keep: 'rules' is none of all, articles, order, paragraphs, roles");
  EXPECT_EQ(usage({"a", "--keep", ","}),
            "1 --keep: says nothing; name all, or some of order, roles, articles, paragraphs");
  EXPECT_EQ(usage({"a", "--direction", "up"}),
            "1 --direction: 'up' is none of auto, horizontal, vertical");
  EXPECT_EQ(usage({"a", "--pages", "7-3"}),
            "1 --pages: '7-3' is no range of pages, such as 3, 3-7, 3- or -7");
  EXPECT_EQ(usage({"validate"}), "1 validate needs a file: tonglan validate FILE...");
  EXPECT_EQ(usage({"a", "-j", "0"}), "1 -j: '0' is no number of jobs from 1 to 1024");
  EXPECT_EQ(usage({"a", "-j", "two"}), "1 -j: 'two' is no number of jobs from 1 to 1024");
  EXPECT_EQ(usage({"a", "--json"}), "1 --json belongs to eval; for JSON output use -t json");
  EXPECT_EQ(usage({"eval", "a"}), "1 eval needs two files: tonglan eval GOLD OUT");
  EXPECT_EQ(usage({"a", "-o"}).substr(0, 1), "1");
  EXPECT_EQ(usage({"a", "-q", "-q"}).substr(0, 1), "1");
}

TEST(Options, CommandsTakeTheirFiles) {
  const CommandLine eval = parse_command_line({"eval", "gold.json", "out.txt", "--json"});
  EXPECT_EQ(eval.command, Command::kEval);
  EXPECT_EQ(eval.files, (std::vector<std::string>{"gold.json", "out.txt"}));
  EXPECT_TRUE(eval.eval_json);
  const CommandLine check = parse_command_line({"validate", "a.xml", "b.hocr"});
  EXPECT_EQ(check.command, Command::kValidate);
  EXPECT_EQ(check.files, (std::vector<std::string>{"a.xml", "b.hocr"}));
}

TEST(Options, PageRanges) {
  const auto range = [](const char* text) {
    const PageRange pages = parse_pages(text);
    return std::to_string(pages.first) + ".." + std::to_string(pages.last);
  };
  EXPECT_EQ(range("3"), "3..3");
  EXPECT_EQ(range("3-7"), "3..7");
  EXPECT_EQ(range("3-"), "3..0");
  EXPECT_EQ(range("-7"), "1..7");
  for (const char* bad : {"", "-", "0", "0-2", "2-0", "a", "1-b", "1-2-3", "99999999999"}) {
    EXPECT_THROW(parse_pages(bad), Error) << bad;
  }
}

TEST(Options, Sizes) {
  EXPECT_EQ(parse_size("max-record", "17", 100), 17u);
  EXPECT_EQ(parse_size("max-record", "2G", std::uint64_t{2} << 30), std::size_t{2} << 30);
  for (const char* bad : {"", "0", "K", "3G", "-1", "1T", "1.5M", "99999999999999999999"}) {
    EXPECT_THROW(parse_size("max-record", bad, std::uint64_t{2} << 30), Error) << bad;
  }
}

TEST(Options, HelpNamesEveryOption) {
  const std::string help = help_text();
  for (const char* option :
       {"--out",    "--to",        "--from",      "--pages",      "--page",
        "--layers", "--image",     "--jobs",      "--encoding",   "--text-key",
        "--errors", "--relink",    "--no-relink", "--explain",    "--han-latin-space",
        "--keep",   "--direction", "--no-folios", "--max-record", "--quiet",
        "--help",   "--version"}) {
    EXPECT_NE(help.find(option), help.npos) << option;
  }
}

}  // namespace
}  // namespace tonglan
