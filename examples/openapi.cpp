// An OpenAPI document of the operations that a program uses: the library's with traits of its own,
// and one of its own. Rules, summaries and examples come from the declarations.
#include <flameup.hpp>
#include <flameup/openapi.hpp>

#include <cstdio>

enum class Plan { basic, pro };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, pro)

struct PlayerTraits {
    std::optional<int> level;
    flameup::Nullable<Plan> plan;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level, plan))
};

struct Tracked {
    std::optional<bool> success;
    FLAMEUP_DESCRIBE(Tracked, (), (success))
};

struct TrackEvent {
    using Response = Tracked;
    static constexpr flameup::Route route{"track", flameup::Method::post, "/track", "events:write",
                                          flameup::Scope::account};
    static constexpr std::string_view summary = "Records what a player did";
    static constexpr flameup::Rule rules[] = {flameup::Rule::length("event", 1, 100)};
    static constexpr std::string_view examples[] = {R"({"userId": "ada", "event": "level_up"})"};
    std::string userId, event;
    FLAMEUP_DESCRIBE(TrackEvent, (), (userId, event))
};

int main() {
    using Operations = flameup::OperationList<TrackEvent, flameup::UpsertPerson<PlayerTraits>,
                                              flameup::GetPerson<PlayerTraits>>;
    const auto document = to_openapi(Operations(), {"Our players", "2.0"});
    if (!document) return std::puts(to_string(document.error()).c_str()), 1;
    std::fputs(document->c_str(), stdout);
}
