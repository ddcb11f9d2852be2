// A flow sends the same requests and ends in the same way, whatever moves it.
#include "flameup/drive/awaitable.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/drive/callback.hpp"
#include "flameup/drive/flow_ref.hpp"
#include "flameup/drive/frame_loop.hpp"

#include "flameup/flow/call_flow.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/flow/people_pages.hpp"
#include "flameup/model.hpp"
#include "flameup/outbox/outbox.hpp"
#include "flameup/testing/people_service.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"
#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#if FLAMEUP_HAS_COROUTINES
#include "task.hpp"
#endif

BOOST_AUTO_TEST_SUITE(drive_same_requests)

using batches::Ids;
using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

/// A service with people, that fails at some requests; what it got is kept.
struct Server {
    flameup::testing::PeopleService service;
    Ids requests;

    Server() {
        flameup::testing::PeopleServiceOptions options;
        options.requests_per_minute = 0;
        options.max_body = 400;
        service = flameup::testing::PeopleService(options);
        for (int i = 0; i != 7; ++i) {
            const flameup::UpsertPerson<> person{{"known" + std::to_string(i)}};
            service(*flameup::build(batches::config(), person));
        }
    }

    Result<HttpResponse> answer(const HttpRequest& request) {
        requests.push_back(texts::of(request));
        switch (requests.size()) {
        case 1: return batches::refusal(500);
        case 2: return flameup::make_error(flameup::ErrorKind::transport, "cut", "cut");
        case 4: return HttpResponse{429, {{"Retry-After", "7"}}, ""};
        default: return service(request);
        }
    }
};

/// The requests of a flow and what came of it, by each driver.
template <class Flow, class OnYield, class Describe>
std::vector<std::pair<std::string, Ids>> driven(const Flow& flow, OnYield on_yield,
                                                Describe describe) {
    std::vector<std::pair<std::string, Ids>> all;
    const auto keep = [&](const std::string& driver, const Server& server, const Flow& ended) {
        all.emplace_back(driver, server.requests);
        all.back().second.push_back(describe(ended));
    };
    {
        Server server;
        hosts::Virtual host;
        Flow mine = flow;
        const auto executor = [&server](const HttpRequest& request) {
            return server.answer(request);
        };
        BOOST_TEST(flameup::run(mine, executor, host, on_yield));
        keep("blocking", server, mine);
    }
    for (const bool at_once : {true, false}) {
        Server server;
        hosts::Timers host;
        std::vector<std::function<void()>> later;
        const auto executor = [&](HttpRequest request, Completion completion) {
            later.push_back([&server, request = std::move(request), completion] {
                completion(server.answer(request));
            });
            if (at_once) std::exchange(later, {}).back()();
        };
        bool ended = false;
        flameup::run_calling_back(flow, executor, host, on_yield, [&](const Flow& end, bool done) {
            ended = done;
            keep("callback", server, end);
        });
        while (!ended && (!later.empty() || host.fire())) {
            for (const auto& each : std::exchange(later, {})) each();
        }
        BOOST_TEST(ended);
    }
    for (const int latency : {0, 3}) {
        Server server;
        hosts::Virtual host;
        std::vector<std::pair<int, std::function<void()>>> later;
        const auto executor = [&](HttpRequest request, Completion completion) {
            later.emplace_back(latency, [&server, request = std::move(request), completion] {
                completion(server.answer(request));
            });
        };
        flameup::FrameLoop<decltype(executor)> loop(executor);
        loop.add(flow, on_yield, [&](const Flow& end, bool done) {
            BOOST_TEST(done);
            keep("frame loop", server, end);
        });
        for (int frame = 0; frame != 10'000 && loop.size() != 0; ++frame) {
            host.time += hosts::milliseconds(100);
            loop.tick(host.now());
            for (auto& each : std::exchange(later, {})) {
                if (each.first-- == 0)
                    each.second();
                else
                    later.push_back(std::move(each));
            }
        }
        BOOST_TEST(loop.size() == 0u);
    }
#if FLAMEUP_HAS_COROUTINES
    {
        struct Host : hosts::Virtual {
            Task<bool> wait_until(hosts::milliseconds until) {
                co_return hosts::Virtual::wait_until(until);
            }
        };
        Server server;
        Host host;
        Flow mine = flow;
        const auto executor = [&server](HttpRequest request) -> Task<Result<HttpResponse>> {
            co_return server.answer(request);
        };
        BOOST_TEST(flameup::run_awaiting(mine, executor, host, on_yield).run().value());
        keep("coroutine", server, mine);
    }
#endif
    return all;
}

/// Compares what the drivers did; returns what the first one did.
template <class... Arguments> Ids same(Arguments... arguments) {
    const auto all = driven(std::move(arguments)...);
    BOOST_TEST(all.size() == 5u + FLAMEUP_HAS_COROUTINES);
    for (const auto& [driver, did] : all) {
        BOOST_TEST((did == all.front().second), driver << " differs:\n" << batches::joined(did));
    }
    return all.front().second;
}

BOOST_AUTO_TEST_CASE(of_a_call) {
    using Flow = flameup::CallFlow<flameup::GetPerson<>>;
    const Ids did = same(
        Flow(batches::config(), {"known3"}), [](const Flow&) { return false; },
        [](const Flow& flow) { return flow.outcome().value()->userId.value(); });
    BOOST_TEST(did.size() == 3u + 1u);
    BOOST_TEST(did.back() == "known3");
}

BOOST_AUTO_TEST_CASE(of_all_pages) {
    using Flow = flameup::PeoplePages<>;
    flameup::ListPeople<> list;
    list.limit = 3;
    const Ids did = same(
        Flow(batches::config(), list), [](Flow& flow) { flow.take(); },
        [](const Flow& flow) { return flow.error() ? flow.error()->code : "all"; });
    BOOST_TEST(did.size() == 3u + 3u + 1u); // three pages and three failures
    BOOST_TEST(did.back() == "all");
}

BOOST_AUTO_TEST_CASE(of_batches) {
    using Flow = batches::Flow;
    batches::People input = batches::people(30);
    input[3].email = "nobody";
    input[11].traits = boost::json::object{{"text", std::string(500, 'x')}};
    flameup::BatchesOptions options;
    options.max_people = 12;
    // The flow tells how many were added: so the input can begin anew with each copy.
    const auto feed = [&input](Flow& flow) {
        flow.take();
        const auto at = static_cast<std::size_t>(flow.save({}).added);
        if (at == input.size()) return flow.close();
        if (flow.wants_more()) flow.add(input[at]);
    };
    const Ids did = same(Flow(batches::config(), options), feed, [](const Flow& flow) {
        return flow.error() ? flow.error()->code : std::to_string(flow.save({}).added);
    });
    BOOST_TEST(did.size() >= 3u + 3u + 1u);
    BOOST_TEST(did.back() == "30");
}

/// An outbox with people, and its journal; a copy is one that nobody has moved.
struct Posting {
    struct Content {
        flameup::Outbox<> outbox{batches::config()};
        std::string journal;
    };

    Posting() = default;
    Posting(const Posting&) : Posting() {}
    Posting(Posting&&) = default;

    flameup::Step next(const flameup::Moment& now) {
        if (!is_filled) {
            is_filled = true;
            content->outbox.close(now.time + std::chrono::hours(1));
            for (auto& each : batches::people(12)) {
                BOOST_TEST(content->outbox.put(each).has_value());
                BOOST_TEST(content->outbox.put(std::move(each)).has_value());
            }
        }
        return flow.next(now);
    }
    void receive(Result<HttpResponse> executed, const flameup::Moment& now) {
        flow.receive(std::move(executed), now);
    }

    std::shared_ptr<Content> content = std::make_shared<Content>();
    flameup::FlowRef<flameup::Outbox<>> flow{content->outbox};
    bool is_filled = false;
};

BOOST_AUTO_TEST_CASE(of_an_outbox) {
    const auto store = [](Posting& flow) {
        BOOST_TEST(flow.flow->take_reports().empty());
        flow.content->journal += (*flow.flow).take_write().bytes;
    };
    const Ids did = same(Posting(), store, [](const Posting& flow) {
        return flow.content->journal + std::to_string(flow.flow->size());
    });
    BOOST_TEST(did.size() >= 3u + 1u);
    BOOST_TEST(did.back().back() == '0');
}

BOOST_AUTO_TEST_SUITE_END()
