#ifndef FLAMEUP_BENCHMARKS_TYPES_HPP
#define FLAMEUP_BENCHMARKS_TYPES_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/model.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace benchmarks {

enum class Plan { free, basic, premium, enterprise };
FLAMEUP_DESCRIBE_ENUM(Plan, free, basic, premium, enterprise)

/// Traits that a game or a shop keeps; its texts are strings, or views into a response.
template <class Text> struct BasicTraits {
    std::optional<Text> first_name;
    std::optional<Text> last_name;
    std::optional<Plan> plan;
    std::optional<int> level;
    std::optional<double> score;
    std::optional<bool> is_subscribed;
    std::vector<Text> tags;
    std::optional<Text> company;
    std::optional<Text> notes;
    std::optional<flameup::Timestamp> last_login;

    FLAMEUP_DESCRIBE(BasicTraits, (),
                     (first_name, last_name, plan, level, score, is_subscribed, tags, company,
                      notes, last_login))
};

using PlayerTraits = BasicTraits<std::string>;
using BorrowedTraits = BasicTraits<std::string_view>;
using DynamicTraits = boost::json::object;

/// A person of a response, and a page of them, whose texts are views into the response: what others
/// fill for the workloads of views. The members are those of the library's `Person`.
struct BorrowedPerson {
    std::optional<std::string_view> id;
    std::optional<std::string_view> workspace_id;
    std::optional<std::string_view> userId;
    std::optional<std::string_view> email;
    std::optional<std::string_view> phone;
    std::optional<std::string_view> first_name;
    std::optional<std::string_view> last_name;
    std::optional<std::string_view> avatar_url;
    std::optional<std::string_view> timezone;
    std::optional<std::string_view> locale;
    std::optional<flameup::OpenEnum<flameup::PersonStatus>> status;
    BorrowedTraits traits;
    std::optional<flameup::Timestamp> created_at;
    std::optional<flameup::Timestamp> updated_at;
    std::optional<flameup::Timestamp> first_seen_at;
    std::optional<flameup::Timestamp> last_seen_at;

    FLAMEUP_DESCRIBE(BorrowedPerson, (),
                     (id, workspace_id, userId, email, phone, first_name, last_name, avatar_url,
                      timezone, locale, status, traits, created_at, updated_at, first_seen_at,
                      last_seen_at))
};

struct BorrowedPage {
    std::vector<BorrowedPerson> people;
    std::optional<std::int64_t> total;
    std::optional<std::int64_t> limit;
    std::optional<std::int64_t> offset;

    FLAMEUP_DESCRIBE(BorrowedPage, (), (people, total, limit, offset))
};

} // namespace benchmarks

#endif
