#include "flameup/drive/flow_ref.hpp"

#include "flameup/drive/frame_loop.hpp"
#include "flameup/model.hpp"
#include "flameup/outbox/outbox.hpp"
#include "flameup/testing/people_service.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(drive_flow_ref)

/// Stores the journal of an outbox.
struct Disk {
    std::string text;

    template <class Outbox> void store(Outbox& outbox) {
        outbox.take_reports();
        const flameup::JournalWrite write = outbox.take_write();
        if (write.replaces) text.clear();
        text += write.bytes;
    }
};

BOOST_AUTO_TEST_CASE(a_program_uses_a_flow_that_a_frame_loop_moves) {
    flameup::testing::PeopleService service;
    const auto executor = [&service](const flameup::HttpRequest& request,
                                     const flameup::Completion& completion) {
        completion(service(request));
    };
    hosts::Virtual host;
    Disk disk;
    flameup::OutboxOptions options;
    options.send_at = 2;
    bool has_ended = false;

    flameup::Outbox<> outbox(batches::config(), disk.text, options);
    flameup::FrameLoop<decltype(executor)> loop(executor);
    loop.add(
        flameup::FlowRef(outbox), [&](auto& flow) { disk.store(*flow); },
        [&](auto, bool finished) { has_ended = finished; });

    for (int frame = 0; frame != 5; ++frame) loop.tick(host.now());
    for (const char* const id : {"a", "b", "a"}) {
        BOOST_TEST(outbox.put(batches::person(id)).has_value());
        for (int frame = 0; frame != 5; ++frame) loop.tick(host.now());
    }
    BOOST_TEST(outbox.size() == 1u);
    outbox.close(host.time + hosts::milliseconds(1'000));
    for (int frame = 0; frame != 5; ++frame) loop.tick(host.now());
    BOOST_TEST(outbox.size() == 0u);
    BOOST_TEST(has_ended);
    BOOST_TEST(loop.size() == 0u);
    BOOST_TEST(flameup::Outbox<>(batches::config(), disk.text).size() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
