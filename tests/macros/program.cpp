// A program that has all hostile macros before it includes the library, and while it uses it.
#include "hostile.hpp"

#include <flameup/macros_begin.hpp>

#include <boost/json.hpp>
#include <flameup/client/executor.hpp>

#include <flameup/macros_end.hpp>

#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/http/to_curl.hpp>
#include <flameup/instantiate.hpp>
#include <flameup/testing/people_service.hpp>
#include <flameup/value/timestamp_chrono.hpp>

namespace macros {

enum class Plan { free, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, free, premium)

struct Id {
    char digit = '0';
};

} // namespace macros

template <> struct flameup::TextForm<macros::Id> {
    static constexpr std::string_view name = "id";
    static constexpr std::size_t longest = 1;
    static const char* from_text(std::string_view text, macros::Id& value) {
        if (text.size() != 1) return "it is no digit";
        value.digit = text[0];
        return nullptr;
    }
    static char* to_text(const macros::Id& value, char (&out)[longest]) {
        out[0] = value.digit;
        return out + 1;
    }
};

namespace macros {

template <class Text> struct PlayerTraits {
    std::optional<Plan> plan;
    std::optional<int> level;
    std::optional<Text> nickname;
    flameup::Nullable<Text> guild;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan, level, nickname, guild))
    FLAMEUP_COMPARE(PlayerTraits)
};
using Traits = PlayerTraits<std::string>;

struct TrackLevel {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"track", flameup::Method::post, "/track", "events:write",
                                          flameup::Scope::account};
    std::string external_id;
    int level = 0;
    Id id{};
    void check_rules(flameup::RuleFindings& findings) const {
        if (level < 0) findings.add("level", "too_low", "must not be negative");
    }
    FLAMEUP_DESCRIBE(TrackLevel, (), (external_id, level, id))
};

} // namespace macros

namespace {

using namespace macros;

/// Completes requests in a later `tick()`.
class EngineHttp {
  public:
    void operator()(flameup::HttpRequest request, flameup::Completion completion) {
        waiting_.emplace_back(std::move(request), std::move(completion));
    }
    void tick() {
        for (const auto& [request, completion] : std::exchange(waiting_, {})) {
            completion(service_(request));
        }
    }

  private:
    std::vector<std::pair<flameup::HttpRequest, flameup::Completion>> waiting_;
    flameup::testing::PeopleService service_;
};

bool works() {
    const flameup::Config config{"YOUR_API_KEY"};
    const flameup::testing::PeopleService service;
    const flameup::Client people(config, service);
    flameup::UpsertPerson<Traits> upsert;
    upsert.userId = "user_1";
    upsert.traits = Traits{Plan::premium, 7, "Jane", "Owls"};
    // `send` is a macro of four arguments here; parentheses keep a macro from its name.
    const auto person = (people.send)(upsert);
    if (!person || !(person->traits == *upsert.traits)) return false;

    const auto request = flameup::build(config, TrackLevel{"user_1", 8});
    if (!request || flameup::to_curl(*request).empty()) return false;
    if (flameup::validate(config, TrackLevel{"user_1", -1})) return false;
    const auto text = flameup::to_json(*upsert.traits);
    const auto again = flameup::from_json<Traits>(*text);
    if (!again || *again != *upsert.traits) return false;

    EngineHttp http;
    const flameup::Client polling(config, std::ref(http));
    auto call = polling.start(flameup::GetStatistics{});
    http.tick();
    if (!(call.poll)()) return false;

    flameup::FrameLoop loop(std::ref(http));
    bool is_stored = false;
    loop.add(flameup::CallFlow(config, upsert),
             [&](const auto& flow, bool) { is_stored = flow.outcome().has_value(); });
    for (int frame = 0; frame != 4; ++frame, http.tick()) {
        loop.tick({std::chrono::milliseconds(16 * frame), 1, {}});
    }
    return is_stored;
}

} // namespace

FLAMEUP_INSTANTIATE(macros::TrackLevel);

int main() { return works() ? 0 : 1; }
